import Canvas
import Glibc
import TestKit
import Testing

@testable import Terminal

/// What a terminal says about itself, read without a terminal.
@Suite struct AnswerReaderTests {
  private func read(_ text: String) -> AnswerReader {
    var reader = AnswerReader()
    reader.take(text.utf8)
    return reader
  }

  static let all =
    "\u{1B}P1$r0;48:2::1:2:3m\u{1B}\\\u{1B}P1+r524742=38\u{1B}\\\u{1B}P0+r5463\u{1B}\\"
    + "\u{1B}[?2026;2$y\u{1B}[?1016;0$y\u{1B}P>|foot(1.20.2)\u{1B}\\\u{1B}[6;17;8t"
    + "\u{1B}]11;rgb:ffff/8080/0000\u{1B}\\\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?62;4;22c"
    + "\u{1B}[2;2R\u{1B}[2;2R\u{1B}[2;3R\u{1B}[?62;4;22c"

  private func expectAll(_ answers: TerminalAnswers) {
    #expect(answers.isAnswering && answers.hasKittyGraphics && answers.hasSixel)
    #expect(answers.setsRGB == true && answers.capabilitiesRGB == true)
    #expect(answers.hasSynchronisedOutput == true && answers.reportsPixels == false)
    #expect(answers.version == "foot(1.20.2)")
    #expect(answers.cellPixels == CellPixels(width: 8, height: 17))
    #expect(answers.ground == Colour(255, 128, 0))
    #expect(answers.letterWidth == 1 && answers.quadrantWidth == 1 && answers.sextantWidth == 2)
  }

  @Test func everyAnswerIsReadAndNothingElseIsLeft() {
    let reader = read(Self.all)
    expectAll(reader.answers)
    #expect(reader.rounds == 2)
    #expect(reader.rest == [])
  }

  @Test func keysBetweenAnswersAreKept() {
    var reader = AnswerReader()
    var typed: [UInt8] = []
    for (at, answer) in Self.all.split(separator: "\u{1B}[6;").enumerated() {
      let key = ["j", "\u{1B}[A", "\u{1B}[1;2R"][at % 3]
      reader.take(key.utf8)
      reader.take(((at == 0 ? "" : "\u{1B}[6;") + answer).utf8)
      typed += key.utf8
    }
    reader.take("ä\u{1B}".utf8)
    expectAll(reader.answers)
    #expect(reader.rest == typed + Array("ä\u{1B}".utf8))
  }

  @Test(
    "the colour that was set is known in every form",
    arguments: [
      ("0;48:2::1:2:3", true), ("48;2;1;2;3", true), ("0;48:2:1:2:3", true),
      ("0;38:2::9:9:9;48:2:0:1:2:3", true), ("0;48:2:1:1:2:3", true), ("0", false),
      ("0;48;5;16", false), ("0;48:2::0:0:0", false), ("0;48:2", false), ("", false),
    ])
  func setting(text: String, isKept: Bool) {
    #expect(read("\u{1B}P1$r\(text)m\u{1B}\\").answers.setsRGB == isKept)
    #expect(read("\u{1B}P0$r\(text)\u{1B}\\").answers.setsRGB == nil)
  }

  @Test(
    "a ground has one to four digits a part",
    arguments: [
      ("rgb:f/0/8", Colour(255, 0, 136)), ("rgb:ff/00/80", Colour(255, 0, 128)),
      ("rgb:fff/000/800", Colour(255, 0, 128)), ("rgba:ffff/0000/8000/ffff", Colour(255, 0, 128)),
      ("rgb:ff/00", nil), ("rgb:ff/00/zz", nil), ("#ff0080", nil), ("rgb:-1/00/00", nil),
      ("rgb:/00/00", nil), ("", nil),
    ] as [(String, Colour?)])
  func ground(text: String, colour: Colour?) {
    #expect(read("\u{1B}]11;\(text)\u{7}").answers.ground == colour)
  }

  @Test func absurdSizesAreNotBelieved() {
    for text in ["6;0;8", "6;17;0", "6;17", "6;17;8;1", "4;600;800", "6;100000;8", "6;-3;8", ""] {
      #expect(read("\u{1B}[\(text)t").answers.cellPixels == nil)
    }
    #expect(CellPixels(width: 8, height: 8)?.aspect == 1.5)
    #expect(CellPixels(width: 8, height: 17)?.aspect == 2.125)
    #expect(CellPixels(width: 8, height: 80)?.aspect == 3)
  }

  @Test func whateverComesNothingTraps() {
    var generator = SeededGenerator(seed: 20_261_123)
    var reader = AnswerReader()
    let signs = Array("\u{1B}[]P_?$>+;:/0123456789RGBrgbcmtyqj\\\u{7}".utf8)
    for _ in 0..<300_000 {
      let byte =
        UInt8.random(in: 0...9, using: &generator) == 0
        ? UInt8.random(in: 0...255, using: &generator)
        : signs.randomElement(using: &generator) ?? 0
      reader.take([byte])
    }
    #expect(reader.rest.count < 300_000)
  }

  @Test func nobodyIsAskedWhatItWouldMisunderstand() throws {
    func text(_ environment: [String: String], _ name: String) -> String? {
      Questions(
        environment: environment,
        terminfo: TerminfoFacts(name: name, colours: 256, saysRGB: false)
      ).map { String(decoding: $0.first, as: UTF8.self) }
    }
    for name in ["linux", "vt100", "vt220", "rxvt-unicode-256color"] {
      #expect(text(["TERM": name], name) == nil)
    }
    let usual = try #require(text(["TERM": "xterm-256color"], "xterm-256color"))
    #expect(usual.contains("\u{1B}_G") && usual.contains("\u{1B}P+q"))
    #expect(usual.hasSuffix("\u{1B}[c"))
    let tmux = try #require(text(["TERM": "tmux-256color"], "tmux-256color"))
    #expect(!tmux.contains("\u{1B}_") && tmux.contains("\u{1B}P$q"))
    for environment in [["TERM": "screen"], ["TERM": "xterm", "STY": "1.pts"]] {
      let screen = try #require(text(environment, "screen"))
      #expect(!screen.contains("\u{1B}_") && !screen.contains("\u{1B}P"))
    }
  }

  @Test func farTerminalsAreWaitedForLonger() {
    let facts = TerminfoFacts(name: "xterm", colours: 8, saysRGB: false)
    #expect(Questions(environment: ["SSH_TTY": ""], terminfo: facts)?.patience == 150)
    #expect(Questions(environment: ["SSH_TTY": "/dev/pts/1"], terminfo: facts)?.patience == 400)
    #expect(Questions(environment: ["SSH_CONNECTION": "x"], terminfo: facts)?.patience == 400)
  }
}

extension TerminalScreenTests {
  /// Asking a terminal, and what it does to the user's screen and keys.
  @MainActor @Suite struct Asking {
    @Test("a terminal that can everything says so, however its answers arrive")
    func modern() async throws {
      for manner in [Manner.promptly, .bytewise] {
        let bench = try ScreenBench(abilities: .modern.union(.sixel))
        bench.seen.feed("$ condyle\r\n")
        let (text, cursor) = (bench.seen.text, bench.seen.cursor)
        let screen = try bench.open(manner: manner, typing: "jä\u{1B}[A")
        let answers = screen.answers
        #expect(answers.isAnswering && answers.hasKittyGraphics && answers.hasSixel)
        #expect(answers.setsRGB == true && answers.capabilitiesRGB == true)
        #expect(answers.hasSynchronisedOutput == true && answers.reportsPixels == true)
        #expect(answers.version == "condyle-test 1")
        #expect(answers.cellPixels == CellPixels(width: 8, height: 17))
        #expect(answers.ground == .black)
        #expect(answers.quadrantWidth == 1 && answers.sextantWidth == 1)
        #expect(await bench.wait { bench.inputs.count >= 3 })
        #expect(
          bench.inputs == [.key(.character("j")), .key(.character("ä")), .key(Key(.up))])
        #expect(bench.seen.unknown == [])
        screen.close()
        #expect(await bench.wait { !bench.seen.isAlternate })
        #expect(bench.seen.text == text && bench.seen.cursor == cursor)
        #expect(bench.seen.cell(0, 1).background == .ground)
      }
    }

    @Test func aTerminalThatAnswersAtOnceIsNotWaitedFor() throws {
      let bench = try ScreenBench(abilities: .modern)
      let start = ContinuousClock.now
      let screen = try bench.open()
      defer { screen.close() }
      // The target is 50 ms; a machine that builds meanwhile is slower.
      #expect(ContinuousClock.now - start < .milliseconds(140))
    }

    @Test("whoever is silent is waited for no longer than patience, and their answers are no keys")
    func late() async throws {
      let bench = try ScreenBench(abilities: .modern)
      let start = ContinuousClock.now
      let screen = try bench.open(manner: .never)
      defer { screen.close() }
      #expect((.milliseconds(140) ... .milliseconds(900)).contains(ContinuousClock.now - start))
      #expect(screen.answers == TerminalAnswers())
      #expect(bench.held.count > 60)
      bench.type(bench.held + Array("k".utf8))
      #expect(await bench.wait { !bench.inputs.isEmpty })
      #expect(bench.inputs == [.key(.character("k"))])
    }

    @Test("garbage makes no answers, no keys and no waiting without end")
    func garbage() async throws {
      for text in ["\u{1B}[99;99;99;99z", "\u{1B}P", "\u{1B}[?", "\u{1B}]11;", "\u{1B}[6;t"] {
        let bench = try ScreenBench()
        let start = ContinuousClock.now
        let screen = try bench.open(manner: .always(Array(text.utf8)))
        #expect(ContinuousClock.now - start < .seconds(3))
        #expect(screen.answers.version == nil && screen.answers.cellPixels == nil)
        screen.close()
        #expect(bench.inputs == [])
      }
    }

    @Test func aTerminalThatIsNotLikeXtermIsAskedNothing() throws {
      for term in ["vt100", "linux"] {
        let bench = try ScreenBench(abilities: .modern)
        let screen = try bench.open(TerminalOptions(), term: term)
        defer { screen.close() }
        #expect(bench.seen.queries == [])
        #expect(screen.answers == TerminalAnswers())
      }
    }
  }
}
