internal import CDCMTK
internal import COpenJPEG
internal import Files

/// Decoding one file's picture: a path, its header and a destination, nothing else, so that it can
/// run in a process of its own.
enum DICOMPixels {
  /// Checks before anything is allocated or decoded that a picture is one that is read.
  static func check(_ header: DICOMHeader) throws {
    func refuse(_ what: String) -> DICOMError { .attribute(path: header.path, what: what) }
    guard let rows = header.rows, let columns = header.columns else {
      throw DICOMError.noPixels(path: header.path)
    }
    guard (1...4096) ~= rows, (1...4096) ~= columns else {
      throw refuse("\(columns)×\(rows) pixels, where 1 to 4096 each way are read")
    }
    guard header.samplesPerPixel ?? 1 == 1 else {
      throw refuse(
        "\(header.samplesPerPixel ?? 0) samples a pixel: a colour picture, not CT values")
    }
    guard ["MONOCHROME1", "MONOCHROME2", ""].contains(header.photometric) else {
      throw refuse("photometric interpretation '\(SafeText.cleaned(header.photometric))', not grey")
    }
    guard header.bits.allocated == 16, let stored = header.bits.stored,
      let high = header.bits.high, (1...16) ~= stored, ((stored - 1)...15) ~= high
    else {
      let bits = header.bits
      let numbers = [bits.allocated, bits.stored, bits.high].map { $0.map(String.init) ?? "none" }
      throw refuse(
        "bits allocated, stored and high bit are \(numbers.joined(separator: ", ")), where 16 "
          + "allocated bits are read")
    }
    guard header.transferSyntax.isDecodable else {
      throw DICOMError.unknownSyntax(path: header.path, name: header.transferSyntax.name)
    }
  }

  /// Decodes into `pixels`: rows × columns stored values of 16 bits, neither masked nor extended.
  ///
  /// - Throws: `DICOMError`; then the destination holds nothing of use.
  static func decode(
    _ header: DICOMHeader, into pixels: UnsafeMutableBufferPointer<UInt16>
  ) throws {
    guard let rows = header.rows.flatMap(Int32.init(exactly:)),
      let columns = header.columns.flatMap(Int32.init(exactly:)),
      pixels.count == Int(rows) * Int(columns)
    else { preconditionFailure("the destination must hold rows × columns values") }
    var error = condyle_dicom_error()
    if header.transferSyntax.isJPEG2000 {
      try decodeJPEG2000(header, width: columns, height: rows, into: pixels)
      return
    }
    let status = condyle_dicom_read_pixels(
      header.path, rows, columns, pixels.baseAddress, pixels.count, &error)
    if let failure = DICOMFile.failure(
      status, error, path: header.path, syntax: header.transferSyntax.name)
    {
      throw failure
    }
  }

  private static func decodeJPEG2000(
    _ header: DICOMHeader, width: Int32, height: Int32,
    into pixels: UnsafeMutableBufferPointer<UInt16>
  ) throws {
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    var error = condyle_dicom_error()
    let status = condyle_dicom_read_codestream(header.path, &bytes, &count, &error)
    defer { condyle_dicom_free(bytes) }
    if let failure = DICOMFile.failure(
      status, error, path: header.path, syntax: header.transferSyntax.name)
    {
      throw failure
    }
    var reason = condyle_j2k_error()
    let decoded = condyle_j2k_decode(bytes, count, width, height, pixels.baseAddress, &reason)
    guard decoded == Int32(bitPattern: CONDYLE_J2K_OK.rawValue) else {
      let text = withUnsafeBytes(of: reason.text) { buffer in
        SafeText.cleaned(String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self), limit: 160)
      }
      throw DICOMError.damaged(path: header.path, reason: "JPEG 2000: \(text)")
    }
  }
}
