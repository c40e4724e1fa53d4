/// The file meta group: the elements of group 2 after the preamble, always explicit little endian.
///
/// Read by hand, because DCMTK refuses the whole file where it does not know the transfer syntax, and
/// because a file has to be judged before DCMTK parses it. PS3.10, 7.1.
struct DICOMMetaGroup {
  /// How the data set is stored; empty when the element is missing.
  private(set) var transferSyntax = ""
  /// The kind of object; empty when the element is missing.
  private(set) var sopClass = ""
  /// Where the data set begins.
  private(set) var end = 132

  /// Reads the beginning of a file.
  init(_ bytes: [UInt8]) {
    while end + 8 <= bytes.count, bytes[end] == 2, bytes[end + 1] == 0 {
      let element = Int(bytes[end + 2]) | Int(bytes[end + 3]) << 8
      let form = String(decoding: bytes[end + 4..<end + 6], as: UTF8.self)
      var start = end + 8
      var length = Int(bytes[end + 6]) | Int(bytes[end + 7]) << 8
      if ["OB", "OW", "SQ", "UN", "UT"].contains(form) {
        start = end + 12
        guard start <= bytes.count else { return }
        length = (0..<4).reduce(0) { $0 | Int(bytes[end + 8 + $1]) << (8 * $1) }
      }
      guard length <= bytes.count - start else { return }
      let text = String(
        decoding: bytes[start..<start + length].prefix { $0 != 0 && $0 != 32 }, as: UTF8.self)
      if element == 0x0002 { sopClass = text }
      if element == 0x0010 { transferSyntax = text }
      end = start + length
    }
  }
}
