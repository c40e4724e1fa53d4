import Meshing
import Volumes

/// The greatest distance between two surfaces by trying everything: slow, and written without a look at
/// what it checks.
enum BruteDistance {
  /// The greatest distance of places on `one`, `parts` steps along each side, to the surface `other`.
  static func greatest(from one: Mesh, to other: Mesh, parts: Int) -> Double {
    let triangles = (0..<other.triangleCount).map { corners(other, $0) }
    var greatest = 0.0
    for triangle in 0..<one.triangleCount {
      let t = corners(one, triangle)
      for i in 0...parts {
        for j in 0...(parts - i) {
          let (u, v) = (Double(i) / Double(parts), Double(j) / Double(parts))
          let place = t[0] + (t[1] - t[0]) * u + (t[2] - t[0]) * v
          greatest = max(greatest, triangles.reduce(.infinity) { min($0, distance(place, $1)) })
        }
      }
    }
    return greatest
  }

  private static func corners(_ mesh: Mesh, _ triangle: Int) -> [SIMD3<Double>] {
    (0..<3).map { SIMD3<Double>(mesh.positions[Int(mesh.triangles[3 * triangle + $0])]) }
  }

  /// The height over the plane where the foot lies inside, else the distance to the nearest side.
  private static func distance(_ p: SIMD3<Double>, _ t: [SIMD3<Double>]) -> Double {
    let normal = cross(t[1] - t[0], t[2] - t[0])
    let isInside = (0..<3).allSatisfy { side in
      dot(cross(t[(side + 1) % 3] - t[side], p - t[side]), normal) >= 0
    }
    if isInside { return abs(dot(p - t[0], normal)) / length(normal) }
    return (0..<3).reduce(.infinity) { least, side in
      let (a, b) = (t[side], t[(side + 1) % 3])
      let share = min(1, max(0, dot(p - a, b - a) / dot(b - a, b - a)))
      return min(least, length(p - a - (b - a) * share))
    }
  }
}
