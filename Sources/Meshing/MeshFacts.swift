internal import Foundation
internal import Volumes

/// What can be said about a surface before somebody relies on it.
public struct MeshFacts: Hashable, Sendable {
  /// Triangles in the list.
  public let triangleCount: Int
  /// Corners in the list, used or not.
  public let vertexCount: Int
  /// How the triangles hang together by their indices.
  public let topology: MeshTopology
  /// The same after corners at bit-equal places were joined, as a reader of STL sees it.
  public let weldedTopology: MeshTopology
  /// Corners that the joining takes away.
  public let coincidentVertices: Int
  /// Triangles without area, exactly: a corner named twice, two corners at one place, or all in line.
  public let degenerateTriangles: Int
  /// The signed volume of each connected part in mm³, greatest first; negative for the wall of a
  /// cavity.
  public let partVolumes: [Double]
  /// The enclosed volume in mm³, negative when the surface is inside out.
  public let volume: Double
  /// The area in mm².
  public let area: Double
  /// The smallest and the greatest coordinates in mm, LPS; nil without vertices.
  public let bounds: Bounds?
  /// The smallest angle of a triangle in degrees; nil without triangles, 0 with a degenerate one.
  public let smallestAngle: Double?
  /// Pairs of triangles that cross; nil when that was not asked for or could not be found out in
  /// bounded time.
  public let selfIntersections: Int?

  /// A box in mm, LPS.
  public struct Bounds: Hashable, Sendable {
    /// The smallest coordinates.
    public var lower: SIMD3<Float>
    /// The greatest coordinates.
    public var upper: SIMD3<Float>
  }

  /// Connected parts; the wall of a cavity is one.
  public var componentCount: Int { partVolumes.count }
  /// Parts that are turned inwards: walls of cavities.
  public var cavityCount: Int { partVolumes.count { $0 < 0 } }
  /// Whether every edge has two triangles, before and after joining.
  public var isWatertight: Bool { topology.isClosed && weldedTopology.isClosed }
  /// Whether it is a closed, oriented two-manifold, before and after joining.
  public var isManifold: Bool { topology.isSound && weldedTopology.isSound }

  /// Measures a mesh; the time grows with the number of triangles.
  ///
  /// - Parameter findingSelfIntersections: the slowest part may be left out.
  public init(of mesh: Mesh, findingSelfIntersections: Bool = true) {
    precondition(
      mesh.triangles.count % 3 == 0 && mesh.triangles.allSatisfy { $0 < mesh.positions.count },
      "a triangle names a corner that is not there")
    triangleCount = mesh.triangleCount
    vertexCount = mesh.positions.count
    topology = MeshTopology(triangles: mesh.triangles, vertexCount: mesh.positions.count)
    let weld = VertexWeld(mesh.positions)
    coincidentVertices = mesh.positions.count - weld.positions.count
    let joined = coincidentVertices == 0 ? mesh.triangles : mesh.triangles.map { weld.map[Int($0)] }
    weldedTopology =
      coincidentVertices == 0
      ? topology : MeshTopology(triangles: joined, vertexCount: weld.positions.count)

    let measures = TriangleMeasures(of: mesh)
    degenerateTriangles = measures.degenerateTriangles
    partVolumes = measures.partVolumes.sorted(by: >)
    volume = measures.partVolumes.reduce(0, +)
    area = measures.area
    bounds = measures.bounds
    smallestAngle =
      mesh.triangles.isEmpty
      ? nil
      : measures.degenerateTriangles > 0
        ? 0 : atan2(1, measures.greatestCotangent) * 180 / .pi
    selfIntersections =
      findingSelfIntersections
      ? SelfIntersections.count(in: Mesh(positions: weld.positions, triangles: joined)) : nil
  }
}

/// Sums and extremes over the triangles of a mesh, in doubles.
private struct TriangleMeasures {
  var degenerateTriangles = 0
  var partVolumes: [Double] = []
  var area = 0.0
  var greatestCotangent = -Double.infinity
  var bounds: MeshFacts.Bounds?

  init(of mesh: Mesh) {
    guard let first = mesh.positions.first else { return }
    let bounds = mesh.positions.reduce(into: MeshFacts.Bounds(lower: first, upper: first)) {
      $0.lower = pointwiseMin($0.lower, $1)
      $0.upper = pointwiseMax($0.upper, $1)
    }
    self.bounds = bounds
    // From the middle of the mesh: far from the origin, differences of large products lose digits.
    let middle = (SIMD3<Double>(bounds.lower) + SIMD3<Double>(bounds.upper)) / 2
    let (partOfVertex, partCount) = Self.parts(of: mesh)
    partVolumes = Array(repeating: 0, count: partCount)
    for triangle in 0..<mesh.triangleCount {
      let corner = Int(mesh.triangles[3 &* triangle])
      let a = SIMD3<Double>(mesh.positions[corner])
      let b = SIMD3<Double>(mesh.positions[Int(mesh.triangles[3 &* triangle &+ 1])])
      let c = SIMD3<Double>(mesh.positions[Int(mesh.triangles[3 &* triangle &+ 2])])
      let normal = cross(b - a, c - a)
      let twiceArea = length(normal)
      partVolumes[Int(partOfVertex[corner])] += dot(a - middle, normal) / 6
      area += twiceArea / 2
      guard twiceArea > 0 else {
        degenerateTriangles += 1
        continue
      }
      let cosines = max(dot(b - a, c - a), dot(c - b, a - b), dot(a - c, b - c))
      greatestCotangent = max(greatestCotangent, cosines / twiceArea)
    }
  }

  /// A number for each vertex's connected part, counted from 0 in the order of the vertices.
  private static func parts(of mesh: Mesh) -> (ofVertex: [UInt32], count: Int) {
    var sets = DisjointSets(count: mesh.positions.count)
    var isUsed = [Bool](repeating: false, count: mesh.positions.count)
    for triangle in 0..<mesh.triangleCount {
      let a = mesh.triangles[3 &* triangle]
      sets.join(a, mesh.triangles[3 &* triangle &+ 1])
      sets.join(a, mesh.triangles[3 &* triangle &+ 2])
      for i in 0..<3 { isUsed[Int(mesh.triangles[3 &* triangle &+ i])] = true }
    }
    var parts = [UInt32](repeating: 0, count: mesh.positions.count)
    var count = 0
    for vertex in parts.indices where isUsed[vertex] {
      // The root is the smallest member, so its number is there already.
      let root = Int(sets.root(UInt32(vertex)))
      if root == vertex {
        parts[vertex] = UInt32(count)
        count += 1
      } else {
        parts[vertex] = parts[root]
      }
    }
    return (parts, count)
  }
}
