import Canvas
import Testing

@testable import Terminal

@Suite struct ColourDetectionTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var wanted: ColourDepth?
    var configured: ColourDepth?
    var answers = TerminalAnswers()
    var environment: [String: String] = [:]
    var terminfo = TerminfoFacts(name: "xterm-256color", colours: 256, saysRGB: false)
    var tmux: String?
    var depth: ColourDepth
    var reason: String
    var testDescription: String { reason }
  }

  static let plain = TerminfoFacts(name: "xterm", colours: 8, saysRGB: false)
  static let rxvt = TerminfoFacts(name: "rxvt-unicode-256color", colours: 256, saysRGB: false)

  @Test(
    "the first that says something decides",
    arguments: [
      Row(
        wanted: .mono, environment: ["COLORTERM": "truecolor"], depth: .mono,
        reason: "--color=mono"),
      Row(
        environment: ["LC_CONDYLE_COLOR": "truecolor", "NO_COLOR": "1"], depth: .rgb,
        reason: "LC_CONDYLE_COLOR=truecolor"),
      Row(
        environment: ["LC_CONDYLE_COLOR": "16", "COLORTERM": "truecolor"], depth: .indexed16,
        reason: "LC_CONDYLE_COLOR=16"),
      Row(
        environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"], depth: .mono,
        reason: "NO_COLOR is set"),
      Row(
        environment: ["NO_COLOR": "", "COLORTERM": "truecolor"], depth: .rgb,
        reason: "COLORTERM=truecolor"),
      Row(environment: ["COLORTERM": "24bit"], tmux: "256", depth: .rgb, reason: "COLORTERM=24bit"),
      Row(
        environment: ["COLORTERM": "yes"], depth: .indexed256,
        reason: "terminfo of xterm-256color: 256 colours"),
      Row(tmux: "256,RGB,title", depth: .rgb, reason: "tmux: its client shows 24 bits"),
      Row(tmux: "256,title", depth: .indexed256, reason: "tmux: its client shows no 24 bits"),
      Row(
        terminfo: TerminfoFacts(name: "xterm-direct", colours: 1 << 24, saysRGB: true), depth: .rgb,
        reason: "TERM=xterm-direct"),
      Row(
        terminfo: TerminfoFacts(name: "foot", colours: 256, saysRGB: true), depth: .rgb,
        reason: "terminfo of foot: RGB"),
      Row(
        environment: ["LC_CONDYLE_COLOR": "auto"], terminfo: plain, depth: .indexed16,
        reason: "terminfo of xterm: 8 colours"),
      Row(
        terminfo: TerminfoFacts(name: "vt220", colours: -1, saysRGB: false), depth: .mono,
        reason: "terminfo of vt220: 0 colours"),
      // COLORTERM was inherited from another terminal.
      Row(
        environment: ["COLORTERM": "truecolor"], terminfo: rxvt, depth: .indexed256,
        reason: "terminfo of rxvt-unicode-256color: 256 colours"),
    ])
  func decides(row: Row) {
    let decided = ColourDetection.decide(
      ColourDetection.Evidence(
        wanted: row.wanted, configured: row.configured, environment: row.environment,
        terminfo: row.terminfo, tmuxFeatures: row.tmux, answers: row.answers))
    #expect(decided == ColourDetection(depth: row.depth, reason: row.reason))
  }

  @Test("a word in LC_CONDYLE_COLOR that means nothing is told, with those that mean something")
  func warning() {
    let text = ColourDetection.warning(["LC_CONDYLE_COLOR": "foo"])
    #expect(
      text
        == "LC_CONDYLE_COLOR is “foo”, which means nothing; it may be auto, truecolor, rgb, 256, 16 "
        + "or mono.")
    for word in ["", "auto", "truecolor", "24bit", "rgb", "256", "16", "mono"] {
      #expect(ColourDetection.warning(["LC_CONDYLE_COLOR": word]) == nil, "\(word)")
    }
    #expect(ColourDetection.warning([:]) == nil)
  }

  private static func answers(
    sets: Bool? = nil, says: Bool? = nil, version: String? = nil
  ) -> TerminalAnswers {
    var answers = TerminalAnswers()
    (answers.setsRGB, answers.capabilitiesRGB, answers.version) = (sets, says, version)
    return answers
  }

  @Test(
    "where the environment is silent, the terminal's own answers decide, then its kind",
    arguments: [
      Row(
        configured: .indexed16, answers: answers(sets: true),
        environment: ["LC_CONDYLE_COLOR": "truecolor"], depth: .indexed16,
        reason: "color = \"16\" in the configuration"),
      Row(
        wanted: .mono, configured: .indexed16, depth: .mono, reason: "--color=mono"),
      Row(
        answers: answers(sets: true), depth: .rgb,
        reason: "the terminal gave back the 24-bit colour it was set to"),
      Row(
        answers: answers(sets: false, says: true), terminfo: plain, depth: .rgb,
        reason: "the terminal says RGB of itself"),
      Row(
        answers: answers(sets: true), environment: ["NO_COLOR": "1"], depth: .mono,
        reason: "NO_COLOR is set"),
      Row(
        answers: answers(sets: true), tmux: "256", depth: .indexed256,
        reason: "tmux: its client shows no 24 bits"),
      Row(
        answers: answers(sets: true), terminfo: rxvt, depth: .indexed256,
        reason: "terminfo of rxvt-unicode-256color: 256 colours"),
      Row(
        answers: answers(version: "iTerm2 3.5.3"), depth: .rgb,
        reason: "the terminal is iTerm2 3.5.3"),
      Row(
        answers: answers(version: "kitty(0.40.1)"), depth: .rgb,
        reason: "the terminal is kitty(0.40.1)"),
      Row(answers: answers(version: "VTE(7600)"), depth: .rgb, reason: "the terminal is VTE(7600)"),
      Row(
        answers: answers(version: "VTE(3500)"), depth: .indexed256,
        reason: "terminfo of xterm-256color: 256 colours"),
      Row(
        answers: answers(version: "XTerm(331)"), depth: .rgb, reason: "the terminal is XTerm(331)"),
      Row(
        answers: answers(version: "XTerm(330)"), depth: .indexed256,
        reason: "terminfo of xterm-256color: 256 colours"),
      Row(
        answers: answers(version: "tmux 3.3a"), depth: .indexed256,
        reason: "terminfo of xterm-256color: 256 colours"),
      Row(environment: ["WT_SESSION": "x"], depth: .rgb, reason: "WT_SESSION: Windows Terminal"),
      Row(environment: ["VTE_VERSION": "6003"], depth: .rgb, reason: "VTE_VERSION=6003"),
      Row(environment: ["XTERM_VERSION": "XTerm(379)"], depth: .rgb, reason: "XTERM_VERSION"),
      Row(environment: ["LC_TERMINAL": "iTerm2"], depth: .rgb, reason: "LC_TERMINAL=iTerm2"),
      Row(environment: ["TERM_PROGRAM": "WezTerm"], depth: .rgb, reason: "TERM_PROGRAM=WezTerm"),
      Row(
        environment: ["TERM_PROGRAM": "Apple_Terminal"], depth: .indexed256,
        reason: "TERM_PROGRAM=Apple_Terminal"),
      Row(environment: ["TERM": "alacritty"], depth: .rgb, reason: "TERM=alacritty"),
      // What was inherited from outside tmux or screen says nothing about what is seen there.
      Row(
        environment: ["TMUX": "x", "LC_TERMINAL": "iTerm2"], depth: .indexed256,
        reason: "terminfo of xterm-256color: 256 colours"),
      Row(
        environment: ["STY": "x", "WT_SESSION": "x", "COLORTERM": "truecolor"], depth: .indexed256,
        reason: "terminfo of xterm-256color: 256 colours"),
    ])
  func asksTheTerminal(row: Row) {
    decides(row: row)
  }

  @Test func aDescriptionShowsTheDepthOrLess() {
    #expect(TerminalDescription.choose(.rgb, Self.plain).term == "condyle-rgb")
    #expect(TerminalDescription.choose(.indexed256, Self.plain).term == "xterm-256color")
    #expect(TerminalDescription.choose(.indexed256, Self.rxvt).term == "rxvt-unicode-256color")
    #expect(TerminalDescription.choose(.indexed16, Self.plain).term == "xterm")
    let old = TerminfoFacts(name: "vt220", colours: -1, saysRGB: false)
    #expect(TerminalDescription.choose(.indexed16, old).depth == .mono)
    let direct = TerminfoFacts(name: "xterm-direct", colours: 1 << 24, saysRGB: true)
    #expect(TerminalDescription.choose(.indexed16, direct).term == "xterm-256color")
  }

  @Test func picturesKeepSixtyFourGreysWithBlackAndWhite() async {
    let greys = await MainActor.run {
      Set((0...255).map { PictureColours.fewer(Colour(grey: UInt8($0))) })
    }
    #expect(greys.count == 64)
    #expect(greys.allSatisfy { $0.chroma == 0 })
    #expect(greys.contains(.black) && greys.contains(.white))
    let coloured = await MainActor.run { PictureColours.fewer(Colour(201, 102, 53)) }
    #expect(abs(Int(coloured.red) - 201) < 8 && abs(Int(coloured.green) - 102) < 4)
    #expect(abs(Int(coloured.blue) - 53) < 8)
  }
}
