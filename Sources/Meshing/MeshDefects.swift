/// What is wrong with a surface, in plain words: the reasons for not writing it.
///
/// That a surface encloses more or less than its voxels is no defect: a bone of a few voxels cannot
/// agree.
public struct MeshDefects: Hashable, Sendable {
  /// The checks, in the order in which they are told; the raw value is the word of `meshes.json`.
  public enum Kind: String, Sendable, CaseIterable {
    case empty
    case notFinite = "not_finite"
    case openEdges = "open_edges"
    case nonManifoldEdges = "non_manifold_edges"
    case nonManifoldVertices = "non_manifold_vertices"
    case misorientedEdges = "misoriented_edges"
    case insideOut = "inside_out"
    case degenerateTriangles = "degenerate_triangles"
    case duplicateTriangles = "duplicate_triangles"
    case selfIntersections = "self_intersections"
    case awayFromVoxels = "away_from_voxels"
  }

  /// One check that failed.
  public struct Defect: Hashable, Sendable {
    /// Which one.
    public let kind: Kind
    /// How often.
    public let count: Int
    /// Whether it only shows after corners at one place were joined, as a reader of STL does.
    public let isAfterJoining: Bool
    /// For the user, without a full stop, such as "3 open edges (holes)".
    public let words: String
  }

  /// The checks that failed; none for a surface that may be relied on.
  public let all: [Defect]
  /// Whether crossing triangles were looked for, and an answer was found in bounded time.
  public let isSearchedForCrossings: Bool

  /// Whether every check that was made is passed.
  public var isEmpty: Bool { all.isEmpty }
  /// The defects in one line, such as "3 open edges (holes), 1 triangle given twice".
  public var words: String { all.map(\.words).joined(separator: ", ") }
  /// How often one check failed; 0 when it is passed or was not made.
  public func count(of kind: Kind) -> Int { all.first { $0.kind == kind }?.count ?? 0 }

  /// Judges a surface by its facts.
  ///
  /// - Parameters:
  ///   - deviation: its distance from its voxels; nil leaves that check out.
  ///   - greatestDeviation: the distance in mm that is no defect.
  public init(
    of facts: MeshFacts, deviation: SurfaceDeviation? = nil,
    greatestDeviation: Double = .greatestFiniteMagnitude
  ) {
    var list = DefectList()
    list.add(.empty, facts.triangleCount == 0 ? 1 : 0, "no triangles", "no triangles")
    list.add(
      .notFinite, facts.nonFiniteVertices, "corner with a coordinate that is no number",
      "corners with a coordinate that is no number")
    list.add(.openEdges, facts, \.openEdges, "open edge (hole)", "open edges (holes)")
    list.add(
      .nonManifoldEdges, facts, \.nonManifoldEdges, "edge of more than two triangles",
      "edges of more than two triangles")
    list.add(
      .nonManifoldVertices, facts, \.nonManifoldVertices, "corner where sheets only touch",
      "corners where sheets only touch")
    list.add(
      .misorientedEdges, facts, \.misorientedEdges, "edge between triangles turned differently",
      "edges between triangles turned differently")
    list.add(
      .insideOut, facts.volume < 0 ? 1 : 0, "the whole is turned inside out",
      "the whole is turned inside out")
    list.add(
      .degenerateTriangles, facts.degenerateTriangles, "triangle without area",
      "triangles without area")
    list.add(
      .duplicateTriangles, facts, \.duplicateTriangles, "triangle given twice",
      "triangles given twice")
    list.add(
      .selfIntersections, facts.selfIntersections ?? 0, "pair of triangles that cross",
      "pairs of triangles that cross")
    if let greatest = deviation?.max, !(greatest <= greatestDeviation) {
      let words =
        greatest.isFinite
        ? "up to \((greatest * 100).rounded() / 100) mm away from its voxels"
        : "corners far away from its voxels"
      list.add(.awayFromVoxels, 1, words, words, isCounted: false)
    }
    all = list.all
    isSearchedForCrossings = facts.selfIntersections != nil
  }
}

/// Gathers defects and finds their words.
private struct DefectList {
  var all: [MeshDefects.Defect] = []

  /// A check of the topology: as the indices are, else after joining.
  mutating func add(
    _ kind: MeshDefects.Kind, _ facts: MeshFacts, _ number: KeyPath<MeshTopology, Int>,
    _ one: String, _ many: String
  ) {
    let (given, joined) = (facts.topology[keyPath: number], facts.weldedTopology[keyPath: number])
    add(kind, given > 0 ? given : joined, one, many, isAfterJoining: given == 0)
  }

  mutating func add(
    _ kind: MeshDefects.Kind, _ count: Int, _ one: String, _ many: String,
    isAfterJoining: Bool = false, isCounted: Bool = true
  ) {
    guard count > 0 else { return }
    var words = count == 1 ? one : many
    // What there is only one of, or none, is not counted aloud.
    if isCounted, kind != .empty, kind != .insideOut { words = "\(count) \(words)" }
    if isAfterJoining { words += " once equal corners are joined" }
    all.append(
      MeshDefects.Defect(kind: kind, count: count, isAfterJoining: isAfterJoining, words: words))
  }
}
