internal import CPNG
public import Files

/// PNG (ISO/IEC 15948), written through libpng and never read.
///
/// A file holds 8-bit RGB, the sRGB mark, texts, and pixels per metre. It holds no time.
public enum PNGFile {
  /// A keyword of 1 to 79 Latin-1 characters and its text.
  public struct Text: Hashable, Sendable {
    /// What the text is about, such as "Software".
    public let keyword: String
    /// The text; tEXt when it is Latin-1, else iTXt.
    public let text: String

    /// Takes a keyword and a text.
    public init(_ keyword: String, _ text: String) {
      self.keyword = keyword
      self.text = text
    }
  }

  /// Why a picture cannot be encoded.
  public enum Failure: ExplainedError, Equatable {
    /// There is not enough memory.
    case noMemory(width: Int, height: Int)
    /// libpng refused; its own words.
    case refused(reason: String)

    /// The sentence for the user.
    public var message: String {
      switch self {
      case .noMemory(let width, let height):
        "There is not enough memory to write a picture of \(width)×\(height) pixels. "
          + "Choose a smaller scale."
      case .refused(let reason):
        "The picture cannot be written as PNG: \(SafeText.cleaned(reason)). "
          + "Choose a smaller scale."
      }
    }

    /// What the process answers.
    public var exitStatus: ExitStatus { .ioError }
  }

  /// The bytes of a PNG file.
  ///
  /// - Parameter pixelsPerMetre: the scale at which a millimetre of the picture is a millimetre of
  ///   the patient; nil when it has no one scale.
  public static func encode(
    _ raster: Raster, texts: [Text] = [], pixelsPerMetre: Double? = nil
  ) throws(Failure) -> [UInt8] {
    let keywords = texts.map { Self.latin1($0.keyword) ?? [0x3F] }.map { $0 + [0] }
    let bodies = texts.map { Self.latin1($0.text) ?? Array($0.text.utf8) }.map { $0 + [0] }
    let isUTF8 = texts.map { Self.latin1($0.text) == nil }
    let scale = pixelsPerMetre.map { UInt32(min(max($0.rounded(), 1), 1e9)) } ?? 0
    // All strings in one block, whose address holds during the call.
    let block = zip(keywords, bodies).flatMap { $0 + $1 }
    var reason = [CChar](repeating: 0, count: 200)
    var out: UnsafeMutablePointer<UInt8>?
    var count = 0
    let status = block.withUnsafeBytes { strings in
      var at = strings.baseAddress?.assumingMemoryBound(to: CChar.self)
      var entries: [condyle_png_text] = []
      for index in texts.indices {
        let keyword = at
        at = at?.advanced(by: keywords[index].count)
        entries.append(
          condyle_png_text(keyword: keyword, text: at, is_utf8: isUTF8[index] ? 1 : 0))
        at = at?.advanced(by: bodies[index].count)
      }
      return raster.pixels.withUnsafeBytes { pixels in
        condyle_png_encode(
          pixels.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(raster.width),
          UInt32(raster.height), scale, entries, Int32(entries.count), &out, &count, &reason,
          reason.count)
      }
    }
    defer { condyle_png_free(out) }
    guard status != CONDYLE_PNG_NO_MEMORY else {
      throw .noMemory(width: raster.width, height: raster.height)
    }
    guard status == CONDYLE_PNG_DONE, let out else {
      let words = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .refused(reason: String(decoding: words, as: UTF8.self))
    }
    return Array(UnsafeBufferPointer(start: out, count: count))
  }

  /// The text in Latin-1, nil when a character is not in it; NUL, which would cut it, is left out.
  private static func latin1(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars where scalar.value != 0 {
      guard let byte = UInt8(exactly: scalar.value) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
