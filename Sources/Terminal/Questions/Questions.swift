/// What a terminal is asked, and how long its answers are waited for.
nonisolated struct Questions: Equatable {
  /// Everything but widths; its last question is the one that every terminal answers.
  var first: [UInt8]
  /// The widths of three glyphs, and again the last question.
  var second: [UInt8]
  /// The silence after which no answer is expected any more.
  var patience: Int
  /// The longest that it may all take.
  static let limit = 1000

  /// The questions for a terminal; nil where none may be asked, as it is not like xterm.
  init?(environment: [String: String], terminfo: TerminfoFacts) {
    guard terminfo.isLikeXterm else { return nil }
    let place = Multiplexer(environment)
    var text = ""
    // GNU screen hands such strings on to the terminal around it, as text.
    if place != .screen {
      text += "\u{1B}[48;2;1;2;3m\u{1B}P$qm\u{1B}\\\u{1B}[0m"
      text += "\u{1B}P+q524742\u{1B}\\\u{1B}P+q5463\u{1B}\\"
    }
    text += "\u{1B}[?2026$p\u{1B}[?1016$p\u{1B}[>q\u{1B}[16t\u{1B}]11;?\u{1B}\\"
    // tmux takes it for a title, screen for a command.
    if place == .none { text += "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\" }
    first = Array((text + Self.last).utf8)
    // The second row: an answer about the first one looks like a function key.
    let home = "\u{1B}[\(Self.row);1H\u{1B}[2K"
    second = Array(
      (["é", "▚", "\u{1FB1B}"].map { home + $0 + "\u{1B}[6n" }.joined() + home + Self.last).utf8)
    let isFar = ["SSH_TTY", "SSH_CONNECTION"].contains { environment[$0]?.isEmpty == false }
    patience = isFar ? 400 : 150
  }

  /// The row in which widths are measured, from 1.
  static let row = 2
  /// Everybody answers this, and in order: so the other answers are there, or will never be.
  static let last = "\u{1B}[c"
  /// The second screen: whatever a terminal makes of the questions, the user's own is not touched.
  static let begin = Array("\u{1B}[?1049h".utf8)
  /// Ends a string that was not understood, and goes back.
  static let end = Array("\u{1B}[0m\u{1B}[2J\u{1B}[?1049l".utf8)
}
