internal import CDeflate

/// A raw deflate stream inflated piece by piece, so that two gigabytes need no two gigabytes.
///
/// A class because it owns zlib's state, which must be freed exactly once.
public final class Inflater {
  private let state: OpaquePointer
  /// Whether the stream's end was reached.
  public private(set) var ended = false

  /// Starts at the beginning of a stream.
  public init() {
    guard let state = condyle_inflater_new() else {
      preconditionFailure("zlib could not start: no memory")
    }
    self.state = state
  }

  deinit { condyle_inflater_free(state) }

  /// The next piece, at most `room` bytes long; empty when more input is needed or at the end.
  ///
  /// Throws `Deflate.Failure.damaged`.
  ///
  /// - Parameter offset: where to read in `bytes`; moved past what was used.
  public func next(
    _ bytes: [UInt8], at offset: inout Int, room: Int
  ) throws -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: room)
    let count = try piece.withUnsafeMutableBytes { try next(bytes, at: &offset, into: $0) }
    piece.removeLast(room - count)
    return piece
  }

  /// Fills as much of `buffer` as the input gives and answers how many bytes that were.
  public func next(
    _ bytes: [UInt8], at offset: inout Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws -> Int {
    var filled = 0
    while !ended, filled < buffer.count {
      var used = 0
      var end: Int32 = 0
      let wrote = bytes.withUnsafeBytes { input in
        condyle_inflater_next(
          state, input.baseAddress.map { $0 + offset }, input.count - offset, &used,
          buffer.baseAddress.map { $0 + filled }, buffer.count - filled, &end)
      }
      guard wrote >= 0 else { throw Deflate.Failure.damaged }
      offset += used
      filled += Int(wrote)
      ended = end != 0
      if used == 0, wrote == 0 { break }
    }
    return filled
  }
}
