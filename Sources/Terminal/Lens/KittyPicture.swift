/// A picture as the graphics protocol of kitty sends it: PNG in base64, in pieces of 4096 characters.
nonisolated enum KittyPicture {
  /// The number that the picture goes by, so that it can be taken away again.
  static let number = 4711
  private static let piece = 4096

  /// Shows a PNG file over cells from the cursor on, which stays where it is.
  ///
  /// The terminal is asked not to answer: what it said would come as input.
  static func show(png: [UInt8], columns: Int, rows: Int) -> [UInt8] {
    let text = base64(png)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + text.count / piece * 16 + 64)
    var at = 0
    repeat {
      let end = min(at + piece, text.count)
      let more = end < text.count ? 1 : 0
      let head =
        at == 0
        ? "a=T,f=100,i=\(number),p=1,c=\(columns),r=\(rows),C=1,q=2,m=\(more)" : "m=\(more)"
      bytes += Array("\u{1B}_G\(head);".utf8)
      bytes += text[at..<end]
      bytes += [0x1B, 0x5C]
      at = end
    } while at < text.count
    return bytes
  }

  /// Takes the picture away and has the terminal forget it.
  static let delete = Array("\u{1B}_Ga=d,d=I,i=\(number),q=2;\u{1B}\\".utf8)

  /// Bytes in the alphabet of RFC 4648.
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let letters = alphabet.span
    let source = bytes.span
    let count = source.count
    var text: [UInt8] = []
    text.reserveCapacity((count + 2) / 3 * 4)
    var at = 0
    while at < count {
      let left = count &- at
      let one = UInt32(source[at]) &<< 16
      let two = left > 1 ? UInt32(source[at &+ 1]) &<< 8 : 0
      let three = left > 2 ? UInt32(source[at &+ 2]) : 0
      let word = one | two | three
      text.append(letters[Int(word &>> 18 & 63)])
      text.append(letters[Int(word &>> 12 & 63)])
      text.append(left > 1 ? letters[Int(word &>> 6 & 63)] : 0x3D)
      text.append(left > 2 ? letters[Int(word & 63)] : 0x3D)
      at &+= 3
    }
    return text
  }
}
