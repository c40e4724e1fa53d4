internal import CDCMTK
internal import Files

/// One DICOM file: recognised by its content, its header read without its pixels.
public enum DICOMFile {
  /// Whether the file begins with 128 bytes and the mark DICM.
  public static func isDICOM(_ path: String) throws -> Bool {
    hasMark(try InputFile.prefix(path, count: 132))
  }

  /// Reads the attributes that are taken from a header.
  ///
  /// - Throws: `FileError`, or `DICOMError.notDICOM`, `.cutShort`, `.damaged`, `.noDictionary`.
  public static func header(_ path: String) throws -> DICOMHeader {
    // Also makes sure of a regular file: DCMTK would wait for ever on a pipe.
    let start = try InputFile.prefix(path, count: 4096)
    guard hasMark(start) else {
      throw DICOMError.notDICOM(path: path, looksBare: looksBare(start))
    }
    try DICOMGuard.check(path, DICOMMetaGroup(start))
    guard condyle_dicom_start() == 1 else { throw DICOMError.noDictionary }
    var header = condyle_dicom_header()
    var error = condyle_dicom_error()
    let status = condyle_dicom_read_header(path, &header, &error)
    if let failure = failure(status, error, path: path, syntax: "") { throw failure }
    return DICOMHeader(path: path, header)
  }

  /// A status of the C library as an error, nil when all is well.
  static func failure(
    _ status: Int32, _ error: condyle_dicom_error, path: String, syntax: String
  ) -> DICOMError? {
    let reason = withUnsafeBytes(of: error.text) { buffer in
      SafeText.cleaned(String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self), limit: 160)
    }
    switch condyle_dicom_status(rawValue: UInt32(bitPattern: status)) {
    case CONDYLE_DICOM_OK: return nil
    case CONDYLE_DICOM_CUT_SHORT: return .cutShort(path: path)
    case CONDYLE_DICOM_UNKNOWN_SYNTAX: return .unknownSyntax(path: path, name: syntax)
    case CONDYLE_DICOM_NO_PIXELS: return .noPixels(path: path)
    default: return .damaged(path: path, reason: reason)
    }
  }

  private static func hasMark(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 132 && Array(bytes[128..<132]) == Array("DICM".utf8)
  }

  /// Whether the bytes begin like a data set: an element of group 2 or 8, perhaps after a stray byte.
  private static func looksBare(_ bytes: [UInt8]) -> Bool {
    (0...1).contains { at in
      bytes.count >= at + 8 && [2, 8].contains(bytes[at]) && bytes[at + 1] == 0
        && bytes[at + 3] == 0 && bytes[at + 2] <= 0x18
    }
  }
}
