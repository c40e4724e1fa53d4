internal import CDCMTK

/// What is taken from the header of one image: nothing about the patient, no dates, no places.
///
/// Texts are as they came, not yet safe to show.
public struct DICOMHeader: Sendable, Hashable {
  /// Where the file is.
  public var path: String
  /// How its pixels are stored.
  public var transferSyntax: DICOMTransferSyntax
  /// The kind of object, a UID.
  public var sopClass: String
  /// The image's own UID; may be empty.
  public var sopInstance: String
  /// The series' UID, for grouping only; may be empty.
  public var series: String
  /// The study's UID, for grouping only; may be empty.
  public var study: String
  /// The UID of the space that positions are given in; may be empty.
  public var frameOfReference: String
  /// CT, MR, ...
  public var modality: String
  /// The values of Image Type; the third is AXIAL or LOCALIZER for CT.
  public var imageType: [String]
  /// Display only: HU are never inverted.
  public var photometric: String
  /// HU, US, or empty.
  public var rescaleType: String
  /// R, L, or empty, of the series.
  public var laterality: String
  /// R, L, or empty, of the image.
  public var imageLaterality: String
  /// HFS, FFS, ...
  public var patientPosition: String
  /// The reconstruction kernel.
  public var kernel: String
  /// Whether the pixels have once been compressed with loss.
  public var isLossy: Bool
  /// Free text that may hold a name: shown to tell series apart, never stored.
  public var seriesDescription: String
  /// Image rows, nil when absent.
  public var rows: Int?
  /// Image columns, nil when absent.
  public var columns: Int?
  /// How the stored values lie in their 16 bits.
  public var bits: DICOMBits
  /// 1 for grey.
  public var samplesPerPixel: Int?
  /// Frames in the file, nil for a single one.
  public var numberOfFrames: Int?
  /// The acquisition within the series.
  public var acquisitionNumber: Int?
  /// The number of the image within the series; not an order in space.
  public var instanceNumber: Int?
  /// The number of the series within the study.
  public var seriesNumber: Int?
  /// From stored values to HU.
  public var slope: Double?
  /// From stored values to HU.
  public var intercept: Double?
  /// The centre of the first pixel, mm LPS.
  public var position: SIMD3<Double>?
  /// The direction in which columns count up, LPS.
  public var rowDirection: SIMD3<Double>?
  /// The direction in which rows count up, LPS.
  public var columnDirection: SIMD3<Double>?
  /// Between neighbours along a row (x) and along a column (y), mm.
  public var pixelSpacing: SIMD2<Double>?
  /// Slice thickness in mm; not the spacing.
  public var thickness: Double?
  /// Spacing between slices as the tag has it, mm.
  public var spacingBetweenSlices: Double?
  /// Gantry tilt as the tag has it, degrees.
  public var gantryTilt: Double?
  /// The stored 16 bits that stand for "no measurement".
  public var padding: UInt16?
  /// The other end of the range of padding values.
  public var paddingLimit: UInt16?

  /// Takes what the C header holds.
  init(path: String, _ c: condyle_dicom_header) {
    self.path = path
    transferSyntax = DICOMTransferSyntax(uid: text(c.transfer_syntax))
    sopClass = text(c.sop_class)
    sopInstance = text(c.sop_instance)
    series = text(c.series)
    study = text(c.study)
    frameOfReference = text(c.frame_of_reference)
    modality = text(c.modality)
    imageType = text(c.image_type).split(separator: "\\", omittingEmptySubsequences: false)
      .map(String.init)
    photometric = text(c.photometric)
    rescaleType = text(c.rescale_type)
    laterality = text(c.laterality)
    imageLaterality = text(c.image_laterality)
    patientPosition = text(c.patient_position)
    kernel = text(c.kernel)
    isLossy = text(c.lossy) == "01" || transferSyntax.isLossy
    seriesDescription = text(c.series_description)
    rows = count(c.rows)
    columns = count(c.columns)
    bits = DICOMBits(
      allocated: count(c.bits_allocated), stored: count(c.bits_stored), high: count(c.high_bit),
      isSigned: c.pixel_representation == 1)
    samplesPerPixel = count(c.samples_per_pixel)
    numberOfFrames = count(c.number_of_frames)
    acquisitionNumber = count(c.acquisition_number)
    instanceNumber = count(c.instance_number)
    seriesNumber = count(c.series_number)
    slope = c.has_slope == 1 ? c.slope : nil
    intercept = c.has_intercept == 1 ? c.intercept : nil
    position =
      c.has_position == 1 ? SIMD3(c.position.0, c.position.1, c.position.2) : nil
    let o = c.orientation
    rowDirection = c.has_orientation == 1 ? SIMD3(o.0, o.1, o.2) : nil
    columnDirection = c.has_orientation == 1 ? SIMD3(o.3, o.4, o.5) : nil
    // The tag gives the distance between rows first: that is the spacing along a column, y.
    pixelSpacing =
      c.has_pixel_spacing == 1 ? SIMD2(c.pixel_spacing.1, c.pixel_spacing.0) : nil
    thickness = c.has_thickness == 1 ? c.thickness : nil
    spacingBetweenSlices = c.has_spacing_between == 1 ? c.spacing_between : nil
    gantryTilt = c.has_tilt == 1 ? c.tilt : nil
    padding = c.has_padding == 1 ? c.padding : nil
    paddingLimit = c.has_padding == 1 && c.has_padding_limit == 1 ? c.padding_limit : nil
  }
}

/// How a stored value lies in its allocated bits.
public struct DICOMBits: Sendable, Hashable {
  /// Bits for each pixel in the file, nil when absent.
  public var allocated: Int?
  /// Bits that carry the value, nil when absent.
  public var stored: Int?
  /// The number of the highest of them, counted from 0, nil when absent.
  public var high: Int?
  /// Whether the highest stored bit is a sign.
  public var isSigned: Bool
}

/// A text of fixed size, ended by 0, without the blanks that DICOM pads with.
private func text<Bytes: BitwiseCopyable>(_ bytes: Bytes) -> String {
  let whole = withUnsafeBytes(of: bytes) { buffer in
    String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
  }
  var trimmed = Substring(whole)
  while trimmed.first == " " { trimmed.removeFirst() }
  while trimmed.last == " " { trimmed.removeLast() }
  return String(trimmed)
}

private func count(_ value: Int32) -> Int? { value < 0 ? nil : Int(value) }
