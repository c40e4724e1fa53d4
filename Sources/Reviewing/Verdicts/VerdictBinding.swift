public import Files
public import Meshing
public import Volumes

/// The digest of everything that a verdict on a bone is about.
///
/// A verdict holds while the digest of its bone is the one it was given on. The voxels of other bones
/// are no part of it, nor are names, colours and locks.
public enum VerdictBinding {
  /// The digest of a bone with what decides on its surface.
  ///
  /// SHA-256 over `"condyle verdict 1"`, the 144 bytes of the grid (see `GridCodec`), the CT's digest,
  /// the side and the recipe's identifier, each of these five after its length as a 64-bit number (0
  /// for none); then for every run of the bone's voxels within a row its offset in the grid and its
  /// length, two 64-bit numbers, in their order to the end. All that comes before the runs has its
  /// length before it and all runs are alike, so two different bones never give the same bytes.
  ///
  /// - Parameters:
  ///   - value: the bone.
  ///   - box: a box that holds the whole bone, such as its `LabelBounds`; the whole grid when nil. It
  ///     saves time and changes nothing.
  ///   - ctDigest: the digest of the CT that the case was made with; see `CTMatch`.
  ///   - side: the side that the bone's surface is called by.
  public static func digest(
    of value: UInt8, in labels: Volume<UInt8>, within box: VoxelBox? = nil, ctDigest: Digest?,
    side: Side?, recipe: SurfaceRecipe
  ) -> Digest {
    var head = ByteWriter()
    func add(_ bytes: [UInt8]) {
      head.fixed(UInt64(bytes.count))
      for byte in bytes { head.byte(byte) }
    }
    add(Array("condyle verdict 1".utf8))
    add(GridCodec.encode(labels.size, labels.geometry))
    add(ctDigest?.bytes ?? [])
    add(Array((side?.rawValue ?? "").utf8))
    add(Array(recipe.identifier.utf8))
    var hash = SHA256()
    hash.update(head.bytes)
    let box = VoxelBox(labels.size).intersection(box ?? VoxelBox(labels.size))
    var runs: [UInt64] = []
    for z in box.lower.z..<max(box.lower.z, box.upper.z) {
      for y in box.lower.y..<max(box.lower.y, box.upper.y) where !box.isEmpty {
        let first = labels.size.offset(VoxelIndex(box.lower.x, y, z))
        addRuns(of: value, labels.voxels.span, from: first, count: box.size.x, to: &runs)
      }
      // Slice by slice, so that a noisy bone of many million runs takes no memory.
      hash.update(runs)
      runs.removeAll(keepingCapacity: true)
    }
    return hash.finish()
  }

  /// Adds the offsets and lengths of the runs of a value in one row.
  private static func addRuns(
    of value: UInt8, _ voxels: Span<UInt8>, from first: Int, count: Int, to runs: inout [UInt64]
  ) {
    let bytes = voxels.bytes
    let end = first &+ count
    let eightAlike = UInt64(value) &* 0x0101_0101_0101_0101
    var at = first
    var start = -1
    while at < end {
      if end &- at >= 8 {
        let eight = bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
        // Most words lie wholly inside the bone, or wholly in the background.
        if start >= 0 ? eight == eightAlike : (eight == 0 && value != 0) {
          at &+= 8
          continue
        }
      }
      let isInside = voxels[at] == value
      if isInside, start < 0 {
        start = at
      } else if !isInside, start >= 0 {
        runs.append(UInt64(start))
        runs.append(UInt64(at &- start))
        start = -1
      }
      at &+= 1
    }
    if start >= 0 {
      runs.append(UInt64(start))
      runs.append(UInt64(end &- start))
    }
  }
}
