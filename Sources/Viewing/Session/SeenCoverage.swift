internal import Volumes

/// How much of a bone was shown in the plane of which most was.
struct SeenCoverage: Hashable, Sendable {
  /// The plane.
  let plane: Plane
  /// The slices that were shown as a whole.
  let shown: Int
  /// The slices that hold the bone.
  let count: Int

  /// The share of the slices, 0...1.
  var share: Double { Double(shown) / Double(max(1, count)) }

  /// Whether all slices were shown.
  var isWhole: Bool { shown == count }

  /// Such as "shown 12 of 98 axial slices"; "seen" when all were.
  var words: String {
    isWhole ? "seen" : "shown \(shown) of \(count) \(plane.rawValue) slices"
  }

  /// Such as "86 axial slices were never shown".
  var missing: String {
    let left = count - shown
    return "\(left) \(plane.rawValue) \(left == 1 ? "slice was" : "slices were") never shown"
  }
}
