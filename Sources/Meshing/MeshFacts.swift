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
  /// Corners with a coordinate that is not a finite number.
  public let nonFiniteVertices: Int
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

  /// Handles of the whole: of each part of a closed surface, together; nil unless it is sound.
  ///
  /// 0 for balls, 1 for a ring. After Euler and Poincaré: each part has 2 − 2g vertices minus edges plus
  /// triangles.
  public var genus: Int? {
    topology.isSound ? componentCount - topology.eulerNumber / 2 : nil
  }
  /// How much it encloses more than its voxels, in percent of them; nil without voxels.
  public func volumeDifference(toVoxels mm3: Double) -> Double? {
    mm3 > 0 ? (volume - mm3) / mm3 * 100 : nil
  }

  /// Measures a mesh; the time grows with the number of triangles.
  ///
  /// - Parameter findingSelfIntersections: the slowest part may be left out.
  public init(of mesh: Mesh, findingSelfIntersections: Bool = true) {
    precondition(
      mesh.triangles.count % 3 == 0 && Self.greatest(mesh.triangles) < mesh.positions.count,
      "a triangle names a corner that is not there")
    triangleCount = mesh.triangleCount
    vertexCount = mesh.positions.count
    let stars = VertexStars(triangles: mesh.triangles, vertexCount: mesh.positions.count)
    topology = MeshTopology(
      triangles: mesh.triangles, vertexCount: mesh.positions.count, stars: stars)
    var joined = mesh
    if VertexWeld.isNeeded(mesh.positions) {
      joined = mesh.welded
      weldedTopology = MeshTopology(
        triangles: joined.triangles, vertexCount: joined.positions.count)
    } else {
      weldedTopology = topology
    }
    coincidentVertices = mesh.positions.count - joined.positions.count

    let measures = TriangleMeasures(of: mesh, parts: stars.parts())
    degenerateTriangles = measures.degenerateTriangles
    nonFiniteVertices = measures.nonFiniteVertices
    partVolumes = measures.partVolumes.sorted(by: >)
    volume = measures.partVolumes.reduce(0, +)
    area = measures.area
    bounds = measures.bounds
    smallestAngle =
      mesh.triangles.isEmpty
      ? nil
      : measures.degenerateTriangles > 0
        ? 0 : atan2(1, measures.greatestCotangent) * 180 / .pi
    selfIntersections = findingSelfIntersections ? SelfIntersections.count(in: joined) : nil
  }

  /// The greatest index, -1 without any.
  private static func greatest(_ triangles: [UInt32]) -> Int {
    let corners = triangles.span
    guard corners.count > 0 else { return -1 }
    var greatest: UInt32 = 0
    for at in corners.indices { greatest = max(greatest, corners[at]) }
    return Int(greatest)
  }
}

/// Sums and extremes over the triangles of a mesh, in doubles.
private struct TriangleMeasures {
  var degenerateTriangles = 0
  var nonFiniteVertices = 0
  var partVolumes: [Double] = []
  var area = 0.0
  var greatestCotangent = -Double.infinity
  var bounds: MeshFacts.Bounds?

  init(of mesh: Mesh, parts: (ofVertex: [UInt32], count: Int)) {
    let positions = mesh.positions.span
    guard positions.count > 0 else { return }
    var (lower, upper) = (positions[0], positions[0])
    for vertex in positions.indices {
      let position = positions[vertex]
      lower = pointwiseMin(lower, position)
      upper = pointwiseMax(upper, position)
      if (position * 0).sum() != 0 { nonFiniteVertices &+= 1 }
    }
    bounds = MeshFacts.Bounds(lower: lower, upper: upper)
    // From the middle of the mesh: far from the origin, differences of large products lose digits.
    let middle = (SIMD3<Double>(lower) + SIMD3<Double>(upper)) / 2
    partVolumes = Array(repeating: 0, count: parts.count)
    let (triangles, partOfVertex) = (mesh.triangles, parts.ofVertex)
    add(triangles.span, positions, middle, partOfVertex.span)
  }

  private mutating func add(
    _ corners: Span<UInt32>, _ positions: Span<SIMD3<Float>>, _ middle: SIMD3<Double>,
    _ partOfVertex: Span<UInt32>
  ) {
    var volumes = partVolumes.mutableSpan
    var (degenerate, area, cotangent) = (0, 0.0, -Double.infinity)
    var at = 0
    while at < corners.count {
      let corner = Int(corners[at])
      let a = SIMD3<Double>(positions[corner])
      let b = SIMD3<Double>(positions[Int(corners[at &+ 1])])
      let c = SIMD3<Double>(positions[Int(corners[at &+ 2])])
      let normal = cross(b - a, c - a)
      let twiceArea = length(normal)
      volumes[Int(partOfVertex[corner])] += dot(a - middle, normal) / 6
      area += twiceArea / 2
      if twiceArea > 0 {
        let cosines = max(dot(b - a, c - a), dot(c - b, a - b), dot(a - c, b - c))
        cotangent = max(cotangent, cosines / twiceArea)
      } else {
        degenerate &+= 1
      }
      at &+= 3
    }
    (degenerateTriangles, self.area, greatestCotangent) = (degenerate, area, cotangent)
  }
}
