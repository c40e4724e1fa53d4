internal import Files
internal import Meshing

/// What is wrong with a surface, and how often; nothing with one that may be used.
///
/// Counted as the surface is and with corners at one place joined, as a reader of STL takes them: the
/// worse of both.
struct SurfaceDefects: Sendable, Hashable {
  /// What is looked for; the raw value is the word of `meshes.json`.
  enum Kind: String, Sendable, CaseIterable {
    case openEdges = "open_edges"
    case nonManifoldEdges = "non_manifold_edges"
    case nonManifoldVertices = "non_manifold_vertices"
    case misorientedEdges = "misoriented_edges"
    case insideOut = "inside_out"
    case degenerateTriangles = "degenerate_triangles"
    case duplicateTriangles = "duplicate_triangles"
    case selfIntersections = "self_intersections"

    /// Such as "3 open edges".
    func text(_ count: Int) -> String {
      func counted(_ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
      }
      return switch self {
      case .openEdges: counted("open edge", "open edges")
      case .nonManifoldEdges: counted("non-manifold edge", "non-manifold edges")
      case .nonManifoldVertices: counted("non-manifold vertex", "non-manifold vertices")
      case .misorientedEdges: counted("misoriented edge", "misoriented edges")
      case .insideOut: "its inside turned out"
      case .degenerateTriangles: counted("degenerate triangle", "degenerate triangles")
      case .duplicateTriangles: counted("duplicate triangle", "duplicate triangles")
      case .selfIntersections: counted("self-intersection", "self-intersections")
      }
    }
  }

  /// One kind of defect.
  struct Defect: Sendable, Hashable {
    let kind: Kind
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
    found = Kind.allCases.compactMap { kind in
      let count =
        switch kind {
        case .openEdges: worse(\.openEdges)
        case .nonManifoldEdges: worse(\.nonManifoldEdges)
        case .nonManifoldVertices: worse(\.nonManifoldVertices)
        case .misorientedEdges: worse(\.misorientedEdges)
        case .insideOut: facts.volume < 0 ? 1 : 0
        case .degenerateTriangles: max(facts.degenerateTriangles, worse(\.collapsedTriangles))
        case .duplicateTriangles: worse(\.duplicateTriangles)
        case .selfIntersections: facts.selfIntersections ?? 0
        }
      return count > 0 ? Defect(kind: kind, count: count) : nil
    }
  }

  /// Such as "3 open edges, 1 self-intersection".
  var text: String { found.map { $0.kind.text($0.count) }.joined(separator: ", ") }

  /// As `meshes.json` lists them.
  var json: JSONValue {
    .array(found.map { ["kind": .string($0.kind.rawValue), "count": .int($0.count)] })
  }
}
