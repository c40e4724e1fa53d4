internal import Files
internal import Meshing

/// What is wrong with a surface, and how often; nothing with one that may be used.
///
/// Corners at the same place count as one, as a reader of STL takes them, and as written: the worse of
/// both.
struct SurfaceDefects: Sendable, Hashable {
  /// One kind of defect.
  struct Defect: Sendable, Hashable {
    /// As `meshes.json` names it, in the plural.
    let kind: String
    /// How many there are, 1 or more.
    let count: Int
  }

  /// The kinds that there are.
  let found: [Defect]

  var isEmpty: Bool { found.isEmpty }

  /// Reads the facts of a surface.
  ///
  /// What could not be found out in bounded time, as crossing triangles may, is no defect.
  init(_ facts: MeshFacts) {
    func worse(_ count: KeyPath<MeshTopology, Int>) -> Int {
      max(facts.topology[keyPath: count], facts.weldedTopology[keyPath: count])
    }
    let counts: [(String, Int)] = [
      ("open edges", worse(\.openEdges)),
      ("non-manifold edges", worse(\.nonManifoldEdges)),
      ("non-manifold vertices", worse(\.nonManifoldVertices)),
      ("misoriented edges", worse(\.misorientedEdges)),
      ("inside-out surfaces", facts.volume < 0 ? 1 : 0),
      ("degenerate triangles", max(facts.degenerateTriangles, worse(\.collapsedTriangles))),
      ("duplicate triangles", worse(\.duplicateTriangles)),
      ("self-intersections", facts.selfIntersections ?? 0),
    ]
    found = counts.filter { $0.1 > 0 }.map { Defect(kind: $0.0, count: $0.1) }
  }

  /// Such as "3 open edges, 1 self-intersection".
  var text: String {
    found.map { "\($0.count) \($0.count == 1 ? Self.singular($0.kind) : $0.kind)" }
      .joined(separator: ", ")
  }

  /// As `meshes.json` lists them.
  var json: JSONValue {
    .array(found.map { ["kind": .string($0.kind), "count": .int($0.count)] })
  }

  private static func singular(_ kind: String) -> String {
    kind.hasSuffix("vertices")
      ? "\(kind.dropLast("vertices".count))vertex" : String(kind.dropLast())
  }
}
