/// When the next frame may go out, and how large it may be.
///
/// What lies between here and the terminal's eyes (sshd, TCP, the terminal itself) holds megabytes and
/// tells nothing: only the terminal's own answer to `ESC [ 5 n`, which follows each frame, says that it
/// was drawn. One large frame is on its way at a time; small ones may follow it. All times are in
/// milliseconds of one clock.
nonisolated struct FramePacer {
  /// Whether the terminal answers.
  enum Acknowledgement: Hashable {
    /// Not known yet.
    case unknown
    /// It does.
    case answers
    /// It did not, for a second: frames go out by the clock.
    case silent
  }

  private struct Flight {
    var sent: Double
    var bytes: Int
  }

  /// Bytes up to which a frame may go out while another is on its way.
  static let small = 2048
  /// How many may be on their way.
  static let most = 4
  /// How long a frame may take on the line.
  static let share = 60.0
  /// After how long a terminal that never answered is taken for one that does not.
  static let patience = 1000.0
  /// After how long without an answer one more frame is tried on a line that seems dead.
  static let despair = 5000.0
  /// The time between frames to a terminal that does not answer.
  static let interval = 67.0

  private(set) var acknowledgement = Acknowledgement.unknown
  /// The time that a small frame takes there and back.
  private(set) var roundTrip: Double?
  /// Bytes a millisecond.
  private(set) var rate: Double?
  /// The time that the last frame took.
  private(set) var delay: Double?
  private var flights: [Flight] = []
  private var lastSent = -Double.infinity

  /// Whether a frame was sent that is not known to be drawn.
  var isWaiting: Bool { !flights.isEmpty }

  /// How many bytes a frame may have to be drawn in time.
  var budget: Int {
    guard let rate else { return .max }
    let bytes = rate * Self.share
    return bytes < 1e9 ? Int(max(bytes, Double(Self.small))) : .max
  }

  /// Whether a frame of about so many bytes may go out.
  func admits(bytes: Int, at now: Double) -> Bool {
    if acknowledgement == .silent {
      return bytes < Self.small || now - lastSent >= Self.interval
    }
    return flights.isEmpty || (bytes < Self.small && flights.count < Self.most)
  }

  /// A frame has gone out, its question behind it.
  mutating func sent(bytes: Int, at now: Double) {
    lastSent = now
    if acknowledgement != .silent { flights.append(Flight(sent: now, bytes: bytes)) }
  }

  /// The terminal has drawn the oldest frame on its way.
  mutating func acknowledged(at now: Double) {
    acknowledgement = .answers
    guard !flights.isEmpty else { return }
    let flight = flights.removeFirst()
    let time = max(0.01, now - flight.sent)
    delay = time
    if flight.bytes <= Self.small {
      roundTrip = roundTrip.map { time < $0 ? time : 0.9 * $0 + 0.1 * time } ?? time
    } else {
      let seen = Double(flight.bytes) / max(0.05, time - (roundTrip ?? 0))
      rate = rate.map { 0.5 * $0 + 0.5 * seen } ?? seen
    }
  }

  /// Looks at the clock: gives up waiting for an answer when that has taken too long.
  ///
  /// - Returns: whether it did.
  mutating func look(at now: Double) -> Bool {
    guard let first = flights.first, now - first.sent >= limit else { return false }
    if acknowledgement == .unknown { acknowledgement = .silent }
    delay = now - first.sent
    flights = []
    return true
  }

  /// When to look at the clock again although nothing happened; nil when there is no need.
  var nextLook: Double? { flights.first.map { $0.sent + limit } }

  /// When a frame that is too early now may go out, to a terminal that does not answer.
  var nextTurn: Double? { acknowledgement == .silent ? lastSent + Self.interval : nil }

  /// The terminal was left, and nothing that was sent will be answered.
  mutating func forget() { flights = [] }

  private var limit: Double { acknowledgement == .answers ? Self.despair : Self.patience }
}
