import Meshing
import Volumes

/// Meshes and volumes for smoothing and decimation.
extension Shapes {
  /// A ball made of an octahedron whose faces are divided `parts` times: 8·parts² triangles, all corners
  /// at `radius` from the origin.
  static func octahedralBall(parts: Int, radius: Double) -> Mesh {
    var mesh = Mesh()
    for octant in 0..<8 {
      let sign = SIMD3(
        octant & 1 == 0 ? 1.0 : -1, octant & 2 == 0 ? 1.0 : -1, octant & 4 == 0 ? 1.0 : -1)
      let isMirrored = octant.nonzeroBitCount % 2 == 1
      func corner(_ i: Int, _ j: Int) -> SIMD3<Float> {
        let place = SIMD3(Double(parts - i - j), Double(i), Double(j)) * sign
        return SIMD3<Float>(place * (radius / length(place))) + SIMD3<Float>.zero
      }
      func add(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>) {
        mesh.positions += isMirrored ? [a, c, b] : [a, b, c]
      }
      for i in 0..<parts {
        for j in 0..<(parts - i) {
          add(corner(i, j), corner(i + 1, j), corner(i, j + 1))
          if i + j + 1 < parts { add(corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)) }
        }
      }
    }
    mesh.triangles = mesh.positions.indices.map { UInt32($0) }
    return mesh.welded
  }

  /// A ring of value 1 around the third axis, radii in voxels.
  static func ring(
    _ size: GridSize, _ geometry: Geometry = .unit, radius: Double, thickness: Double
  ) -> Volume<UInt8> {
    volume(size, geometry) { index in
      let x = Double(index.x) - Double(size.x - 1) / 2
      let y = Double(index.y) - Double(size.y - 1) / 2
      let z = Double(index.z) - Double(size.z - 1) / 2
      let fromCircle = (x * x + y * y).squareRoot() - radius
      return fromCircle * fromCircle + z * z <= thickness * thickness ? 1 : 0
    }
  }

  /// A post of value 1 that the last slice of the volume cuts.
  static func post(_ geometry: Geometry) -> Volume<UInt8> {
    volume(GridSize(25, 24, 12), geometry) { index in
      let (x, y) = (Double(index.x) - 12, Double(index.y) - 11.5)
      return x * x + y * y <= 81 && index.z >= 3 ? 1 : 0
    }
  }

  /// A fingerprint of a mesh, down to the last bit (FNV-1a).
  static func fingerprint(_ mesh: Mesh) -> UInt64 {
    let words = mesh.positions.flatMap { [$0.x, $0.y, $0.z].map(\.bitPattern) } + mesh.triangles
    return words.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
