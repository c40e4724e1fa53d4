/// A line of so many bytes a second with a buffer before it, as a network and its servers make one.
///
/// A program may write ahead what the buffer holds; nothing tells it how much has arrived.
public struct SlowLine: Sendable {
  /// Bytes a second.
  public let bytesPerSecond: Double
  /// How many bytes may wait.
  public let buffer: Int
  /// The time there and back.
  public let roundTrip: Duration

  private var queue: [UInt8] = []
  private var head = 0
  private var credit = 0.0
  private var looked: ContinuousClock.Instant?

  /// An idle line; by default its buffer holds 1.5 MB, and 40 ms pass there and back.
  public init(
    bytesPerSecond: Double, buffer: Int = 1_500_000, roundTrip: Duration = .milliseconds(40)
  ) {
    self.bytesPerSecond = bytesPerSecond
    self.buffer = buffer
    self.roundTrip = roundTrip
  }

  /// Bytes that have not arrived yet.
  public var waiting: Int { queue.count - head }
  /// Whether it takes no more, so that the program must wait.
  public var isFull: Bool { waiting >= buffer }

  /// Takes what the program has said.
  mutating func put(_ bytes: [UInt8]) { queue += bytes }

  /// What has arrived by now.
  mutating func take(at now: ContinuousClock.Instant) -> [UInt8] {
    let passed = looked.map { ($0.duration(to: now)) / .seconds(1) } ?? 0
    looked = now
    // A reader that comes late finds no more than a line gives in 20 ms.
    credit = min(credit + passed * bytesPerSecond, max(64, bytesPerSecond * 0.02))
    let count = min(Int(credit), waiting)
    credit -= Double(count)
    let arrived = Array(queue[head..<head + count])
    head += count
    if head == queue.count || head > 1 << 20 {
      queue.removeFirst(head)
      head = 0
    }
    return arrived
  }
}
