/// Fewer triangles for a closed surface, which stays a closed oriented two-manifold.
enum Decimation {
  /// Joins triangles to a goal.
  ///
  /// A share is reached to within one triangle, unless no edge is left that may be collapsed: every
  /// part keeps at least a tetrahedron, holes of a ring are kept, and no triangle may turn over. A
  /// distance holds for every place of both surfaces (`ReachCheck`).
  ///
  /// - Parameter planes: cut ends of the surface; what lies in them stays in them.
  /// - Returns: nil when the mesh is not a closed oriented two-manifold.
  static func decimated(
    _ mesh: Mesh, to goal: SurfaceRecipe.Decimation, keeping planes: [CutPlane] = []
  ) -> Mesh? {
    switch goal {
    case .share(let share):
      let isShare = share >= 0 && share < 1
      let target =
        isShare ? Int((share * Double(mesh.triangleCount)).rounded()) : mesh.triangleCount
      return run(mesh, to: target, within: nil, planes)
    case .distance(let limit):
      let isDistance = limit > 0 && limit.isFinite && mesh.triangleCount > 0
      return isDistance
        ? within(limit, mesh, planes) : run(mesh, to: mesh.triangleCount, within: nil, planes)
    }
  }

  /// The shares of the limit that are kept at the places measured on the way, one after the other until
  /// the whole surfaces are found to be within it.
  private static let tries = [0.85, 0.7, 0.55, 0.4, 0.2]

  private static func within(_ limit: Double, _ mesh: Mesh, _ planes: [CutPlane]) -> Mesh? {
    let original = ReachCheck(mesh, limit: limit)
    for share in tries {
      guard let fewer = run(mesh, to: 0, within: share * limit, planes) else { return nil }
      if original.holds(fewer), ReachCheck(fewer, limit: limit).holds(mesh) { return fewer }
    }
    return mesh
  }

  private static func run(
    _ mesh: Mesh, to target: Int, within limit: Double?, _ planes: [CutPlane]
  ) -> Mesh? {
    guard var simplification = Simplification(mesh, within: limit, keeping: planes) else {
      return nil
    }
    guard target < mesh.triangleCount else { return mesh }
    simplification.run(to: target)
    return simplification.mesh.compacted
  }
}
