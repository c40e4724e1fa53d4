/// What the distance of slices means for surfaces.
enum SliceSpacing {
  /// The sentence for slices that lie more than 1 mm apart.
  static func notice(_ spacing: Double) -> String {
    "Slices are \(mm(spacing)) mm apart; surfaces are better from 1 mm or less."
  }
}
