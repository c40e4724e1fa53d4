public import Editing
public import Volumes

/// A 64-bit number that stands for all labels of a map.
///
/// The exclusive or, over every voxel that is not background, of a mix of its place and its value
/// (Zobrist, "A new hashing method", 1970; the mix is the finaliser of Steele et al., SplitMix64,
/// 2014). A changed voxel changes it in constant time. It finds damage and faults of replay; the
/// chain of SHA-256 is what finds forgery.
public enum LabelState {
  /// The state of a map, x fastest, in one pass.
  public static func of(_ voxels: Span<UInt8>) -> UInt64 {
    var state: UInt64 = 0
    for offset in 0..<voxels.count {
      let value = voxels[offset]
      if value != 0 { state ^= mix(offset, value) }
    }
    return state
  }

  /// The state of a map, x fastest, in one pass.
  public static func of(_ volume: Volume<UInt8>) -> UInt64 { of(volume.voxels.span) }

  /// The state after an edit that fits the labels of `state`.
  public static func after(_ edit: Edit, from state: UInt64) -> UInt64 {
    var state = state
    for run in edit.runs {
      let end = run.start &+ run.count
      if run.before != 0 { for offset in run.start..<end { state ^= mix(offset, run.before) } }
      if run.after != 0 { for offset in run.start..<end { state ^= mix(offset, run.after) } }
    }
    return state
  }

  /// The number of one voxel; that of background is never asked for.
  @inline(__always)
  static func mix(_ offset: Int, _ value: UInt8) -> UInt64 {
    var bits = (UInt64(truncatingIfNeeded: offset) &<< 8 | UInt64(value)) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits &>> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits &>> 31)
  }
}
