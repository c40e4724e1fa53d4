internal import Volumes

/// What the surface of a bone that was made once has to catch up with.
struct SurfaceDebt: Sendable {
  /// The version of the labels that was ordered last.
  var ordered = 0
  /// Whether what was ordered last is the whole surface.
  var isWholeOrdered = true
  // Where voxels changed, and the version that they have since.
  private var edits: [(version: Int, box: VoxelBox)] = []

  /// The box around all that changed since the surface that is there was made.
  var box: VoxelBox { edits.reduce(.empty) { $0.union($1.box) } }

  /// Notes an edit.
  mutating func add(_ box: VoxelBox, version: Int) {
    // Long rows of edits while a surface is being made become one box.
    if edits.count >= 64, let last = edits.last {
      edits[edits.count - 1] = (version, last.box.union(box))
    } else {
      edits.append((version, box))
    }
  }

  /// Forgets what a surface of `version` holds.
  mutating func settle(version: Int) { edits.removeAll { $0.version <= version } }
}
