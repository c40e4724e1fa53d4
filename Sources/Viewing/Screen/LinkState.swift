/// The line to the terminal, as the screen tells of it.
public struct LinkState: Hashable, Sendable {
  /// Milliseconds until a frame is known to be drawn, in steps; nil while that is not known, and below
  /// 10, which nobody feels.
  public var delay: Int?
  /// Whether frames go out by the clock because the terminal does not tell when it has drawn one.
  public var isUnanswered = false

  /// A line of which nothing is known.
  public init() {}

  /// Takes the time of the last frame; it counts only when it differs clearly from what is told already,
  /// so that the words stand still.
  public func taking(delay milliseconds: Double?, isUnanswered: Bool) -> LinkState {
    var state = self
    state.isUnanswered = isUnanswered
    guard let milliseconds else { return state }
    let told = Double(delay ?? 0)
    guard abs(milliseconds - told) > max(10, 0.3 * told) || milliseconds < 10 else { return state }
    // Two digits are enough.
    let step = milliseconds < 100 ? 1.0 : milliseconds < 1000 ? 10 : 100
    let rounded = Int((milliseconds / step).rounded() * step)
    state.delay = rounded < 10 ? nil : rounded
    return state
  }

  /// Such as "38 ms", "1.2 s", "line unanswered"; empty when there is nothing to tell.
  var words: String {
    if isUnanswered { return "unpaced" }
    guard let delay else { return "" }
    return delay < 1000 ? "\(delay) ms" : "\(delay / 1000).\(delay % 1000 / 100) s"
  }
}
