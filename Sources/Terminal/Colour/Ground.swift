internal import Canvas

/// The colour that a terminal draws text on.
nonisolated enum Ground {
  /// The terminal's own answer, or else what the variable COLORFGBG says.
  static func colour(_ answers: TerminalAnswers, _ environment: [String: String]) -> Colour? {
    if let ground = answers.ground { return ground }
    // "15;0" or "15;default;0": the last is the ground.
    guard let words = environment["COLORFGBG"]?.split(separator: ";"), words.count > 1,
      let index = words.last.flatMap({ Int($0) }), (0..<16).contains(index)
    else { return nil }
    return index == 7 || index == 15 ? .white : .black
  }
}

extension TerminalScreen {
  /// Whether the terminal draws dark text on a light ground; not, where nobody says.
  public var hasLightGround: Bool {
    guard let ground else { return false }
    return ground.contrast(with: .black) > ground.contrast(with: .white)
  }
}
