public import Files
public import Volumes

/// Whether the CT at hand is the one that a case was made with.
public enum CTMatch: Hashable, Sendable {
  /// It is the same, voxel by voxel.
  case same
  /// The case was made with a CT, and none is at hand.
  case missing
  /// The CT at hand is another.
  case different
  /// The case was made from labels alone, and a CT is at hand.
  case unrecorded
  /// The case was made from labels alone, and there is no CT to compare.
  case noCT

  /// Compares the digests of the case and of the CT at hand.
  public init(recorded: Digest?, found: Digest?) {
    switch (recorded, found) {
    case (nil, nil): self = .noCT
    case (nil, _?): self = .unrecorded
    case (_?, nil): self = .missing
    case (let recorded?, let found?): self = recorded == found ? .same : .different
    }
  }

  /// What the user is told; nil when all is well.
  public var message: String? {
    switch self {
    case .same, .noCT: nil
    case .missing:
      "The CT of this case is not at hand. Its labels can be looked at, exported and corrected by "
        + "place; give the CT with --ct to correct by HU."
    case .different:
      "This is not the CT that the case was made with: its voxels differ. Give the right one with "
        + "--ct, or make a new case."
    case .unrecorded:
      "The case was made from labels alone, so whether this CT belongs to it cannot be checked."
    }
  }

  /// The digest of a CT: SHA-256 over `"condyle ct 1"`, the size as three 64-bit numbers, and the
  /// voxels in HU as 16-bit numbers, x fastest, lowest byte first.
  public static func digest(of ct: Volume<Int16>) -> Digest {
    var hash = SHA256()
    hash.update("condyle ct 1")
    hash.update([UInt64(ct.size.x), UInt64(ct.size.y), UInt64(ct.size.z)])
    hash.update(ct.voxels)
    return hash.finish()
  }
}
