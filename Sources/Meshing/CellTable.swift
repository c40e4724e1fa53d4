/// How the surface passes through a cell of 2×2×2 voxel centres, for each of its 256 patterns.
///
/// The crossed edges of a cell (one end inside, one outside) are linked on its faces into cycles; each
/// cycle owns one vertex. On an ambiguous face (four crossed edges) the two inside corners are kept
/// apart, unless the face is swapped: then they are joined, and the outside corners kept apart. After
/// Nielson, "Dual Marching Cubes", 2004, and Schaefer, Ju, Warren, "Manifold Dual Contouring", 2007;
/// the swap is what makes every result two-manifold.
///
/// Corner k lies at (k & 1, k >> 1 & 1, k >> 2). Edge 4·a + du + 2·dv runs along axis a from the corner
/// at du along axis a+1 and dv along axis a+2 (modulo 3). Face 2·a + side lies across axis a.
/// Case m is pattern m, bit k set where corner k is inside; case 256 + m is the same pattern with its
/// one-cycle face swapped.
struct CellTable: Sendable {
  /// The only table there is.
  static let standard = CellTable()

  /// The number of cycles, 512 cases.
  let cycleCounts: [UInt8]
  /// Four bits an edge, 512 cases: the cycle that owns it, 15 where the edge is not crossed.
  let cycles: [UInt64]
  /// The ambiguous face whose two strands lie in one cycle, 256 patterns; -1 where there is none.
  ///
  /// No pattern has two: a pattern with such a face has no other ambiguous face.
  let oneCycleFaces: [Int8]

  private init() {
    var counts = [UInt8](repeating: 0, count: 512)
    var cycles = [UInt64](repeating: .max, count: 512)
    var faces = [Int8](repeating: -1, count: 256)
    for pattern in 0..<256 {
      let plain = Links(pattern: pattern, swappedFace: nil)
      (counts[pattern], cycles[pattern]) = (UInt8(plain.cycleCount), plain.packed)
      guard let face = plain.oneCycleFaces.first else { continue }
      let swapped = Links(pattern: pattern, swappedFace: face)
      (counts[256 + pattern], cycles[256 + pattern]) = (UInt8(swapped.cycleCount), swapped.packed)
      faces[pattern] = Int8(face)
    }
    (cycleCounts, self.cycles, oneCycleFaces) = (counts, cycles, faces)
  }

  /// The cycle that owns an edge in a case.
  @inline(__always)
  static func cycle(of edge: Int, in cycles: UInt64) -> Int {
    Int(truncatingIfNeeded: (cycles &>> UInt64(truncatingIfNeeded: 4 &* edge)) & 15)
  }

  /// The corner at the lower end of an edge.
  @inline(__always)
  static func lowerCorner(of edge: Int) -> Int {
    // Four bits an edge, so that no array is read in the loop over vertices.
    Int(truncatingIfNeeded: (0x3210_5140_6420 as UInt64 &>> UInt64(4 &* edge)) & 15)
  }
}

extension CellTable {
  /// The crossed edges of one pattern, linked face by face.
  struct Links {
    /// The cycle of each of the 12 edges, -1 where not crossed.
    private(set) var cycleOfEdge = [Int](repeating: -1, count: 12)
    /// The number of cycles.
    private(set) var cycleCount = 0
    /// The ambiguous faces.
    private(set) var ambiguousFaces: [Int] = []
    /// The ambiguous faces whose two strands are in one cycle.
    private(set) var oneCycleFaces: [Int] = []

    /// Four bits an edge.
    var packed: UInt64 {
      cycleOfEdge.enumerated().reduce(UInt64.max << 48) { packed, entry in
        packed | UInt64(entry.element < 0 ? 15 : entry.element) << UInt64(4 * entry.offset)
      }
    }

    /// Links the edges of a pattern; `swappedFace` is linked the other way.
    init(pattern: Int, swappedFace: Int?) {
      var neighbours = [[Int]](repeating: [], count: 12)
      var strandsOfFace: [(face: Int, first: Int, second: Int)] = []
      for face in 0..<6 {
        let strands = Self.strands(pattern: pattern, face: face, isSwapped: face == swappedFace)
        for (a, b) in strands {
          neighbours[a].append(b)
          neighbours[b].append(a)
        }
        if strands.count == 2 { strandsOfFace.append((face, strands[0].0, strands[1].0)) }
      }
      for edge in 0..<12 where cycleOfEdge[edge] < 0 && !neighbours[edge].isEmpty {
        var waiting = [edge]
        while let next = waiting.popLast() {
          cycleOfEdge[next] = cycleCount
          waiting += neighbours[next].filter { cycleOfEdge[$0] < 0 }
        }
        cycleCount += 1
      }
      ambiguousFaces = strandsOfFace.map(\.face)
      oneCycleFaces = strandsOfFace.filter { cycleOfEdge[$0.first] == cycleOfEdge[$0.second] }
        .map(\.face)
    }

    /// The links between crossed edges on a face: none, one, or two where it is ambiguous.
    private static func strands(pattern: Int, face: Int, isSwapped: Bool) -> [(Int, Int)] {
      let ring = ring(face)
      let edges = (0..<4).map { edge(ring[$0], ring[($0 + 1) % 4]) }
      let inside = ring.map { pattern >> $0 & 1 == 1 }
      let crossed = (0..<4).filter { inside[$0] != inside[($0 + 1) % 4] }
      switch crossed.count {
      case 2: return [(edges[crossed[0]], edges[crossed[1]])]
      case 4:
        // Cutting off a corner links the two edges that meet there.
        return (0..<4).filter { inside[$0] != isSwapped }.map { (edges[$0], edges[($0 + 3) % 4]) }
      default: return []
      }
    }

    /// The corners of a face in ring order.
    private static func ring(_ face: Int) -> [Int] {
      let (u, v) = (1 << ((face / 2 + 1) % 3), 1 << ((face / 2 + 2) % 3))
      let base = (face & 1) << (face / 2)
      return [base, base | u, base | u | v, base | v]
    }

    /// The edge between two neighbouring corners.
    private static func edge(_ a: Int, _ b: Int) -> Int {
      let axis = (a ^ b).trailingZeroBitCount
      let low = min(a, b)
      return 4 * axis + (low >> ((axis + 1) % 3) & 1) + 2 * (low >> ((axis + 2) % 3) & 1)
    }
  }
}
