/// Half-edges in the order of their cost, in steps of an eighth of it; the last added of a step comes
/// first.
///
/// Steps are coarse on purpose: within one, half-edges come in about the order of the mesh, and what
/// they need lies together in memory. Steps of 1/256 took twice the time for the same error.
/// Costs are taken as lower bounds that only rise, so the steps are passed once, upwards; what is added
/// with a smaller cost than the step that is passed joins that step.
struct CollapseQueue {
  private static let end = UInt32.max
  private static let absent = UInt32.max - 1
  // Exponent and three bits of the fraction of a 32-bit float.
  private static let shift: UInt32 = 20

  private var heads: [UInt32]
  private var nexts: [UInt32]
  private var step = 0

  /// An empty queue for half-edges below `count`.
  init(count: Int) {
    heads = Array(repeating: Self.end, count: Int(Float.infinity.bitPattern &>> Self.shift) + 1)
    nexts = Array(repeating: Self.absent, count: count)
  }

  /// Whether a half-edge waits.
  @inline(__always)
  func contains(_ half: UInt32) -> Bool { nexts[Int(half)] != Self.absent }

  /// Adds a half-edge that does not wait yet; the cost must not be negative.
  @inline(__always)
  mutating func insert(_ half: UInt32, cost: Double) {
    let place = max(step, Self.step(of: cost))
    nexts[Int(half)] = heads[place]
    heads[place] = half
  }

  /// Takes the first; nil when none waits.
  @inline(__always)
  mutating func popFirst() -> UInt32? {
    while heads[step] == Self.end {
      guard step < heads.count - 1 else { return nil }
      step &+= 1
    }
    let half = heads[step]
    heads[step] = nexts[Int(half)]
    nexts[Int(half)] = Self.absent
    return half
  }

  /// Whether a cost belongs to a later step than the one that is passed now.
  @inline(__always)
  func isLater(_ cost: Double) -> Bool { Self.step(of: cost) > step }

  /// Lets steps be passed from the first again.
  mutating func rewind() { step = 0 }

  @inline(__always)
  private static func step(of cost: Double) -> Int {
    Int(truncatingIfNeeded: Float(cost).bitPattern &>> shift)
  }
}
