internal import CDCMTK
public import Files
public import Volumes

/// Writes a synthetic CT as a series of single-slice CT images.
///
/// The same volume, side and root give the same bytes: no dates, no times, UIDs from the root. For
/// data made by this program only; the patient is called CONDYLE^PHANTOM.
public enum DICOMSeriesWriter {
  /// How pixels are stored; none loses anything.
  public enum Compression: Int32, Sendable, CaseIterable {
    /// Explicit little endian.
    case none = 0
    /// JPEG-LS lossless (ISO 14495-1): the smallest.
    case jpegLS = 1
    /// JPEG lossless, process 14, selection value 1: faster to read.
    case jpegLossless = 2
  }

  /// Why a series cannot be written.
  public enum Failure: ExplainedError {
    /// A slice could not be encoded; the reason in DCMTK's words.
    case encoding(slice: Int, reason: String)

    /// The sentence for the user.
    public var message: String {
      switch self {
      case .encoding(let slice, let reason):
        "Slice \(slice) cannot be written as DICOM (\(reason))."
      }
    }

    /// What the process answers.
    public var exitStatus: ExitStatus { .badData }
  }

  /// Writes one file for each slice along k into a folder, which is made when it is not there.
  ///
  /// - Parameters:
  ///   - ct: HU.
  ///   - side: which knee, written as Laterality; nil writes none.
  ///   - uidRoot: any text; all UIDs follow from it.
  ///   - folder: gets `slice-0001.dcm` and so on, in the order of k.
  ///   - compression: how pixels are stored.
  /// - Throws: `Failure`, `FileError`.
  public static func write(
    _ ct: Volume<Int16>, side: Side?, uidRoot: String, to folder: String,
    compression: Compression = .jpegLS
  ) throws {
    precondition(ct.size.count > 0, "an empty volume has no slices")
    guard condyle_dicom_start() == 1 else { throw DICOMError.noDictionary }
    try OutputFile.makeFolder(folder)
    let plan = Plan(ct, side: side, root: uidRoot, compression: compression)
    for slice in 0..<ct.size.z {
      let bytes = try plan.encode(ct, slice: slice)
      let number = String(slice + 1)
      let zeros = String(repeating: "0", count: max(0, 4 - number.count))
      try OutputFile.write(bytes, to: "\(folder)/slice-\(zeros)\(number).dcm")
    }
  }

  /// What all slices of a series share.
  private struct Plan {
    private let geometry: Geometry
    private let side: Side?
    private let root: String
    private let compression: Compression
    private let isSigned: Bool

    init(_ ct: Volume<Int16>, side: Side?, root: String, compression: Compression) {
      geometry = ct.geometry
      self.side = side
      self.root = root
      self.compression = compression
      // Scanners store unsigned values with an intercept of -1024, and JPEG-LS packs those better.
      isSigned = (ct.voxels.min() ?? 0) < -1024
    }

    func encode(_ ct: Volume<Int16>, slice: Int) throws -> [UInt8] {
      let area = ct.size.x * ct.size.y
      let shift: Int32 = isSigned ? 0 : 1024
      let pixels = ct.voxels[slice * area..<(slice + 1) * area].map {
        UInt16(truncatingIfNeeded: Int32($0) + shift)
      }
      return try text(slice: slice).withPointers { texts in
        var c = condyle_dicom_ct()
        (c.sop_instance, c.series, c.study) = (texts[0], texts[1], texts[2])
        (c.frame_of_reference, c.patient_name, c.patient_id) = (texts[3], texts[4], texts[5])
        (c.series_description, c.body_part, c.laterality) = (texts[6], texts[7], texts[8])
        (c.position, c.orientation, c.pixel_spacing) = (texts[9], texts[10], texts[11])
        (c.thickness, c.slice_location, c.intercept) = (texts[12], texts[13], texts[14])
        (c.kernel, c.manufacturer, c.model, c.software) = (
          texts[15], texts[16], texts[17], texts[18]
        )
        c.instance_number = Int32(slice + 1)
        c.rows = Int32(ct.size.y)
        c.columns = Int32(ct.size.x)
        c.is_signed = isSigned ? 1 : 0
        c.syntax = compression.rawValue
        return try bytes(&c, pixels, slice: slice)
      }
    }

    /// The texts of a slice, in the order in which `encode` takes them.
    private func text(slice: Int) -> [String] {
      let position = geometry.point(VoxelIndex(0, 0, slice)).vector
      let direction = geometry.direction
      let normal = cross(direction[0], direction[1])
      return [
        DICOMUID.from("\(root)/image/\(slice)"), DICOMUID.from("\(root)/series"),
        DICOMUID.from("\(root)/study"), DICOMUID.from("\(root)/frame"), "CONDYLE^PHANTOM",
        "SYNTHETIC", "Synthetic knee", "KNEE", side?.letter ?? "", list(position),
        list(direction[0]) + "\\" + list(direction[1]),
        decimal(geometry.spacing.y) + "\\" + decimal(geometry.spacing.x),
        decimal(geometry.spacing.z), decimal(dot(position, normal)), isSigned ? "0" : "-1024",
        "SYNTHETIC", "Condyle", "Synthetic knee", Program.version,
      ]
    }

    private func bytes(
      _ c: inout condyle_dicom_ct, _ pixels: [UInt16], slice: Int
    ) throws -> [UInt8] {
      var start: UnsafeMutablePointer<UInt8>?
      var count = 0
      var error = condyle_dicom_error()
      let status = condyle_dicom_write_ct(&c, pixels, pixels.count, &start, &count, &error)
      defer { condyle_dicom_free(start) }
      guard status == 0 else {
        let reason = withUnsafeBytes(of: error.text) { buffer in
          SafeText.cleaned(String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self), limit: 160)
        }
        throw Failure.encoding(slice: slice, reason: reason)
      }
      return Array(UnsafeBufferPointer(start: start, count: count))
    }

    private func list(_ vector: SIMD3<Double>) -> String {
      (0..<3).map { decimal(vector[$0]) }.joined(separator: "\\")
    }

    /// A number as DICOM's decimal string, at most 16 characters.
    private func decimal(_ value: Double) -> String {
      let shortest = value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
      if shortest.utf8.count <= 16, !shortest.contains("e") { return shortest }
      let whole = "\(Int(abs(value)))".utf8.count
      return fixed(value, max(0, min(13, 14 - whole)))
    }
  }
}

extension [String] {
  /// Calls `body` with the texts as C strings.
  fileprivate func withPointers<Result>(
    _ body: ([UnsafePointer<CChar>?]) throws -> Result
  ) rethrows -> Result {
    let bytes = flatMap { $0.utf8CString }
    var starts: [Int] = []
    var at = 0
    for text in self {
      starts.append(at)
      at += text.utf8.count + 1
    }
    return try bytes.withUnsafeBufferPointer { buffer in
      try body(starts.map { start in buffer.baseAddress.map { $0 + start } })
    }
  }
}
