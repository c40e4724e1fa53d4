internal import Files

/// The body of an event as it is stored: deflated where that is smaller.
struct EventBody: Hashable, Sendable {
  /// The length before compression in bytes; equal to `bytes.count` when stored as it is.
  let raw: Int
  /// What is stored.
  let bytes: [UInt8]

  static let empty = EventBody(raw: 0, bytes: [])

  /// The greatest body that is written; a row of the store holds little else.
  static let limit = Database.greatestRow - 65_536

  init(raw: Int, bytes: [UInt8]) {
    self.raw = raw
    self.bytes = bytes
  }

  /// Packs bytes.
  init(packing plain: [UInt8]) {
    // Deflate's own frame makes anything shorter than this longer.
    if plain.count >= 24 {
      let packed = Deflate.deflate(plain)
      if packed.count < plain.count {
        self.init(raw: plain.count, bytes: packed)
        return
      }
    }
    self.init(raw: plain.count, bytes: plain)
  }

  /// The bytes that were packed, at most `limit`.
  func unpacked(limit: Int) throws(CodecError) -> [UInt8] {
    guard raw != bytes.count else { return bytes }
    // Deflate cannot grow bytes more than 1032 times: a larger claim is not worth an allocation.
    guard raw > bytes.count, raw <= limit, raw <= bytes.count * 1_040 + 64 else {
      throw CodecError("a body of \(bytes.count) bytes claims \(raw), at most \(limit) may be")
    }
    do throws(Deflate.Failure) {
      return try Deflate.inflate(bytes, count: raw)
    } catch {
      throw CodecError("a body of \(bytes.count) bytes is no deflate data of \(raw) bytes")
    }
  }
}
