internal import CDeflate

/// Deflate in its three dresses: raw, gzip, and as a stream.
public enum Deflate {
  /// What went wrong with compressed bytes.
  public enum Failure: Error, Equatable {
    /// The bytes are not deflate data, or are cut short.
    case damaged
    /// More came out than was allowed; `limit` in bytes.
    case tooLong(limit: Int)
  }

  /// Inflates gzip data of one or several members into at most `limit` bytes.
  public static func gunzip(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    var failure: Failure?
    let result = [UInt8](unsafeUninitializedCapacity: limit) { out, filled in
      bytes.withUnsafeBytes { input in
        var at = 0
        while at < input.count {
          // Zeros after the last member are padding that some tape tools leave.
          if filled > 0, input[at...].allSatisfy({ $0 == 0 }) { break }
          var used = 0
          let wrote = condyle_gunzip_member(
            input.baseAddress.map { $0 + at }, input.count - at,
            UnsafeMutableRawPointer(out.baseAddress)?.advanced(by: filled), limit - filled, &used)
          guard wrote >= 0, used > 0 else {
            failure = wrote == CONDYLE_DEFLATE_NO_ROOM ? .tooLong(limit: limit) : .damaged
            return
          }
          filled += Int(wrote)
          at += used
        }
      }
    }
    if let failure { throw failure }
    guard !bytes.isEmpty else { throw .damaged }
    return result
  }

  /// Inflates the beginning of gzip data: at most `count` bytes, for looking at a header.
  ///
  /// The beginning may reach over several members.
  public static func gunzipPrefix(_ bytes: [UInt8], count: Int) throws -> [UInt8] {
    guard var offset = gzipDataStart(bytes, from: 0) else { throw Failure.damaged }
    var inflater = Inflater()
    var out: [UInt8] = []
    while out.count < count, offset < bytes.count {
      let piece = try inflater.next(bytes, at: &offset, room: count - out.count)
      out += piece
      if inflater.ended {
        // Eight bytes of checksum and length lie between two members.
        guard let next = gzipDataStart(bytes, from: offset + 8) else { break }
        offset = next
        inflater = Inflater()
      } else if piece.isEmpty {
        break
      }
    }
    return out
  }

  /// Compresses into one gzip member without name or time.
  public static func gzip(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    bytes.withUnsafeBytes { input in
      [UInt8](unsafeUninitializedCapacity: condyle_gzip_bound(input.count)) { out, filled in
        let wrote = condyle_gzip(input.baseAddress, input.count, out.baseAddress, out.count, level)
        precondition(wrote > 0, "libdeflate could not compress into its own bound")
        filled = Int(wrote)
      }
    }
  }

  /// Compresses into raw deflate data.
  public static func deflate(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    bytes.withUnsafeBytes { input in
      [UInt8](unsafeUninitializedCapacity: condyle_deflate_bound(input.count)) { out, filled in
        let wrote = condyle_deflate(
          input.baseAddress, input.count, out.baseAddress, out.count, level)
        precondition(wrote > 0, "libdeflate could not compress into its own bound")
        filled = Int(wrote)
      }
    }
  }

  /// Inflates raw deflate data of which the length is known.
  public static func inflate(_ bytes: [UInt8], count: Int) throws(Failure) -> [UInt8] {
    var wrote: Int64 = 0
    let result = bytes.withUnsafeBytes { input in
      [UInt8](unsafeUninitializedCapacity: count) { out, filled in
        wrote = condyle_inflate(input.baseAddress, input.count, out.baseAddress, count)
        filled = max(0, Int(wrote))
      }
    }
    if wrote == CONDYLE_DEFLATE_NO_ROOM { throw .tooLong(limit: count) }
    guard wrote == Int64(count) else { throw .damaged }
    return result
  }

  /// The CRC-32 of gzip and zip.
  public static func crc32(_ bytes: UnsafeRawBufferPointer, after crc: UInt32 = 0) -> UInt32 {
    condyle_crc32(crc, bytes.baseAddress, bytes.count)
  }

  /// Where the deflate data of the gzip member at `start` begins (RFC 1952), nil when there is none.
  private static func gzipDataStart(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start <= bytes.count - 18, bytes[start] == 0x1F, bytes[start + 1] == 0x8B,
      bytes[start + 2] == 8
    else { return nil }
    let flags = bytes[start + 3]
    var at = start + 10
    if flags & 4 != 0 {
      at += 2 + Int(bytes[at]) + Int(bytes[at + 1]) << 8
    }
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      guard at < bytes.count, let end = bytes[at...].firstIndex(of: 0) else { return nil }
      at = end + 1
    }
    if flags & 2 != 0 { at += 2 }
    return at < bytes.count ? at : nil
  }
}
