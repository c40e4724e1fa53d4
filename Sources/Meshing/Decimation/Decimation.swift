/// Fewer triangles for a closed surface, which stays a closed oriented two-manifold.
enum Decimation {
  /// Joins triangles to a goal.
  ///
  /// A share is reached to within one triangle, unless no edge is left that may be collapsed: every
  /// part keeps at least a tetrahedron, holes of a ring are kept, and no triangle may turn over. A
  /// distance holds in both directions (see `DistanceKeeper`).
  ///
  /// - Parameter planes: cut ends of the surface; what lies in them stays in them.
  /// - Returns: nil when the mesh is not a closed oriented two-manifold.
  static func decimated(
    _ mesh: Mesh, to goal: SurfaceRecipe.Decimation, keeping planes: [CutPlane] = []
  ) -> Mesh? {
    let (target, limit) = aim(goal, mesh.triangleCount)
    guard var simplification = Simplification(mesh, within: limit, keeping: planes) else {
      return nil
    }
    guard target < mesh.triangleCount else { return mesh }
    simplification.run(to: target)
    return simplification.mesh.compacted
  }

  /// How many triangles to reach at best, and the distance to keep.
  private static func aim(_ goal: SurfaceRecipe.Decimation, _ count: Int) -> (Int, Double?) {
    switch goal {
    case .share(let share):
      let isShare = share >= 0 && share < 1
      return (isShare ? Int((share * Double(count)).rounded()) : count, nil)
    case .distance(let limit):
      return (limit > 0 && limit.isFinite ? 0 : count, limit)
    }
  }
}
