/// Sets that are joined two at a time.
///
/// After Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm", 1975; path halving, and the
/// smaller number becomes the root, so that the result does not depend on the order.
struct DisjointSets {
  private var parents: [UInt32]

  /// Takes `count` sets of one.
  init(count: Int) { parents = (0..<UInt32(count)).map { $0 } }

  /// The number that stands for the set of `member`.
  @inline(__always)
  mutating func root(_ member: UInt32) -> UInt32 {
    var at = member
    while parents[Int(at)] != at {
      parents[Int(at)] = parents[Int(parents[Int(at)])]
      at = parents[Int(at)]
    }
    return at
  }

  /// Joins the sets of two members.
  @inline(__always)
  mutating func join(_ a: UInt32, _ b: UInt32) {
    let (a, b) = (root(a), root(b))
    parents[Int(max(a, b))] = min(a, b)
  }
}
