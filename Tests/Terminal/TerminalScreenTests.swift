import Canvas
import Files
import Glibc
import TestKit
import Testing

@testable import Terminal

/// One after the other: a process has one screen.
@MainActor
@Suite(.serialized)
struct TerminalScreenTests {
  /// Text, lines, signs and a picture of greys and colours, all by chance.
  func frame(_ columns: Int, _ rows: Int, seed: UInt64) -> Frame {
    var generator = SeededGenerator(seed: seed)
    var frame = Frame(columns: columns, rows: rows, filledWith: Cell(" ", .white, on: .black))
    let glyphs = Array("aZ09 ~½—│┌█▀äΩ✓".unicodeScalars)
    func colour() -> Colour {
      let part = { UInt8.random(in: 0...255, using: &generator) }
      return Bool.random(using: &generator) ? Colour(grey: part()) : Colour(part(), part(), part())
    }
    for at in frame.cells.indices {
      if Bool.random(using: &generator) {
        frame.cells[at] = Cell(upper: colour(), lower: colour())
        let parts = Array(
          "▀▀▀▌▐▘▝▖▗▚▞▙▛▜▟\u{1FB00}\u{1FB13}\u{1FB14}\u{1FB27}\u{1FB3B}".unicodeScalars)
        frame.cells[at].glyph = (parts.randomElement(using: &generator) ?? "▀").value
        if Int.random(in: 0..<8, using: &generator) == 0 {
          frame.cells[at].background = frame.cells[at].foreground
        }
      } else {
        let glyph = glyphs.randomElement(using: &generator) ?? "?"
        let styles: [Cell.Style] = [[], .bold, .underline, .reverse]
        frame.cells[at] = Cell(
          glyph, colour(), on: colour(), style: styles.randomElement(using: &generator) ?? [])
      }
    }
    return frame
  }

  func expectShown(_ frame: Frame, _ depth: ColourDepth, on seen: VirtualScreen) {
    let reduction = ColourReduction(depth)
    var wrong = 0
    for row in 0..<frame.rows {
      for column in 0..<frame.columns {
        let cell = frame[column, row]
        var wanted = VirtualCell()
        var style = cell.style
        if depth == .rgb {
          let isPicture = style.contains(.picture)
          let fore = isPicture ? PictureColours.fewer(cell.foreground) : cell.foreground
          let back = isPicture ? PictureColours.fewer(cell.background) : cell.background
          wanted.scalar = cell.scalar
          wanted.foreground = .rgb(fore.red, fore.green, fore.blue)
          wanted.background = .rgb(back.red, back.green, back.blue)
        } else {
          let few = reduction.reduce(cell, column: column, row: row)
          wanted.scalar = Unicode.Scalar(few.glyph) ?? "?"
          wanted.foreground = few.foreground < 0 ? .text : .index(UInt8(few.foreground))
          wanted.background = few.background < 0 ? .ground : .index(UInt8(few.background))
          style = few.style
        }
        if style.contains(.bold) { wanted.attributes.insert(.bold) }
        if style.contains(.underline) { wanted.attributes.insert(.underline) }
        if style.contains(.reverse) { wanted.attributes.insert(.reverse) }
        let shown = seen.cell(column, row)
        // Two pixels may be drawn in several ways.
        if cell.style.contains(.picture), let halves = shown.halves, let due = wanted.halves,
          halves == due
        {
          continue
        }
        if cell.style.contains(.picture), wanted.attributes.isEmpty, shown.attributes.isEmpty {
          // The parts that are left may be set in the other colour; of one colour nothing is parted.
          let isOne = wanted.foreground == wanted.background
          let ground = shown.scalar == "█" ? shown.foreground : shown.background
          let isPlain = [" ", "█"].contains(shown.scalar) || shown.foreground == shown.background
          if isOne, isPlain, ground == wanted.background { continue }
          if CellGlyphs.complement(wanted.scalar.value) == shown.scalar.value,
            shown.foreground == wanted.background, shown.background == wanted.foreground
          {
            continue
          }
        }
        // Nobody sees the foreground of a blank, and a line may be erased with its background.
        if wanted.scalar == " ", wanted.attributes.isEmpty { wanted.foreground = shown.foreground }
        if shown != wanted {
          wrong += 1
          if wrong < 4 { Issue.record("(\(column), \(row)): \(shown) instead of \(wanted)") }
        }
      }
    }
    #expect(wrong == 0)
  }

  @Test(
    "a frame arrives cell by cell, and so does the next, whatever sends its pictures",
    arguments: ColourDepth.allCases, [true, false])
  func frames(depth: ColourDepth, passesCurses: Bool) async throws {
    let bench = try ScreenBench()
    let screen = try bench.open(
      TerminalOptions(depth: depth, picturesPassCurses: passesCurses))
    defer { screen.close() }
    #expect(screen.depth == depth)
    for seed in 1...4 as ClosedRange<UInt64> {
      let picture = frame(40, 12, seed: seed)
      #expect(bench.show(picture))
      #expect(await bench.settle())
      expectShown(picture, depth, on: bench.seen)
    }
    #expect(bench.seen.unknown == [])
    #expect(bench.seen.isAlternate && !bench.seen.modes.contains(25))
  }

  @Test func onlyWhatChangedIsSent() async throws {
    let bench = try ScreenBench()
    let screen = try bench.open()
    defer { screen.close() }
    var picture = frame(40, 12, seed: 7)
    bench.show(picture)
    #expect(await bench.settle())
    let first = bench.bytes
    #expect(screen.show(picture))
    picture[13, 5] = Cell("x", .white, on: .black)
    bench.show(picture)
    #expect(await bench.settle())
    #expect((1...120).contains(bench.bytes - first))
    expectShown(picture, .rgb, on: bench.seen)

    bench.reset()
    screen.repaint()
    bench.show(picture)
    #expect(await bench.settle())
    expectShown(picture, .rgb, on: bench.seen)
  }

  @Test func theCursorBlinksWhereALineIsTyped() async throws {
    let bench = try ScreenBench()
    let screen = try bench.open()
    defer { screen.close() }
    var picture = frame(40, 12, seed: 8)
    picture.caret = Frame.Caret(column: 9, row: 11)
    bench.show(picture)
    #expect(await bench.settle())
    #expect(bench.seen.modes.contains(25))
    #expect(bench.seen.cursor == VirtualScreen.Place(x: 9, y: 11))
    picture.caret = nil
    bench.show(picture)
    #expect(await bench.settle())
    #expect(!bench.seen.modes.contains(25))
  }

  @Test func moreColoursThanThereAreNumbersForStayRight() async throws {
    let bench = try ScreenBench(columns: 120, rows: 50)
    let screen = try bench.open()
    defer { screen.close() }
    for seed in 100..<112 as Range<UInt64> {
      let picture = frame(120, 50, seed: seed)
      while !bench.show(picture) { #expect(await bench.wait { screen.isDrained }) }
      #expect(await bench.settle())
      expectShown(picture, .rgb, on: bench.seen)
    }
  }

  @Test(
    "text that moves by lines takes no picture along",
    arguments: [ColourDepth.rgb, .indexed256], [6, -6, 1, 3])
  func movedLines(depth: ColourDepth, by shift: Int) async throws {
    // As large as a screen must be for ncurses to move lines rather than write them.
    let bench = try ScreenBench(columns: 200, rows: 60)
    let screen = try bench.open(TerminalOptions(depth: depth))
    defer { screen.close() }
    var picture = Frame(columns: 200, rows: 60, filledWith: Cell(" ", .white, on: .black))
    let noise = frame(200, 60, seed: 5)
    for row in 2..<58 {
      for column in 1..<150 { picture[column, row] = noise[column, row] }
      for column in 1..<150 where !picture[column, row].style.contains(.picture) {
        picture[column, row] = Cell(upper: .white, lower: Colour(grey: UInt8(row)))
      }
    }
    func show(from first: Int) async {
      var shown = picture
      for line in 0..<30 {
        shown.write("line \(line) of a list, \(line * 7919)", x: 160, y: first + line, .white)
      }
      bench.show(shown)
      #expect(await bench.settle())
      expectShown(shown, depth, on: bench.seen)
    }
    await show(from: 12)
    await show(from: 12 + shift)
    await show(from: 12)
  }

  @Test func anotherSizeIsToldAndDrawn() async throws {
    let bench = try ScreenBench()
    let screen = try bench.open()
    defer { screen.close() }
    bench.show(frame(40, 12, seed: 1))
    #expect(await bench.settle())
    for (columns, rows) in [(61, 23), (17, 5), (1, 1), (80, 24)] {
      bench.resize(columns: columns, rows: rows)
      kill(getpid(), SIGWINCH)
      #expect(
        await bench.wait { bench.events.contains(.resized(columns: columns, rows: rows)) })
      #expect(screen.columns == columns && screen.rows == rows)
      // A frame that was made for another size does no harm.
      bench.show(frame(40, 12, seed: 2))
      #expect(await bench.settle())
      let picture = frame(columns, rows, seed: 3)
      bench.show(picture)
      #expect(await bench.settle())
      expectShown(picture, .rgb, on: bench.seen)
    }
  }

  @Test func aBurstOfKeysAndMouseComesInItsOrder() async throws {
    let bench = try ScreenBench()
    let screen = try bench.open()
    defer { screen.close() }
    var text = ""
    var wanted: [InputEvent] = []
    for at in 1...300 {
      text += "j\u{1B}[<0;\(at);2M\u{1B}[<32;\(at + 1);2M\u{1B}[<0;\(at + 1);2mä\u{1B}[A\u{1B}OB"
      text += "\u{1B}[1;2C\u{1B}[99~\u{1B}[<66;1;1M\u{1B}[<65;1;1M\u{1B}[5~\r"
      let x = Double(at) - 0.5
      wanted += [
        .key(.character("j")), .mouse(MouseEvent(.press(.left), x: x, y: 1.5)),
        .mouse(MouseEvent(.drag(.left), x: x + 1, y: 1.5)),
        .mouse(MouseEvent(.release(.left), x: x + 1, y: 1.5)), .key(.character("ä")),
        .key(Key(.up)), .key(Key(.down)), .key(Key(.right, shift: true)),
        .mouse(MouseEvent(.wheelDown, x: 0.5, y: 0.5)), .key(Key(.pageUp)), .key(Key(.enter)),
      ]
      if at % 10 == 0 {
        // The kernel keeps 4 KiB of what is typed.
        bench.type(text)
        text = ""
        #expect(await bench.wait { bench.inputs.count >= wanted.count })
      }
    }
    #expect(bench.inputs == wanted)
  }

  @Test(
    "each key is known in each form",
    arguments: [
      ("\u{1B}[A", Key(.up)), ("\u{1B}OA", Key(.up)), ("\u{1B}[1;2A", Key(.up, shift: true)),
      ("\u{1B}[1;5D", Key(.left, control: true)), ("\u{1B}[H", Key(.home)),
      ("\u{1B}OH", Key(.home)), ("\u{1B}[1~", Key(.home)), ("\u{1B}[F", Key(.end)),
      ("\u{1B}[4~", Key(.end)), ("\u{1B}OF", Key(.end)), ("\u{1B}[2~", Key(.insert)),
      ("\u{1B}[3~", Key(.delete)), ("\u{1B}[5~", Key(.pageUp)), ("\u{1B}[6~", Key(.pageDown)),
      ("\u{1B}[Z", Key(.tab, shift: true)), ("\u{7F}", Key(.backspace)), ("\r", Key(.enter)),
      ("\u{1B}", Key(.escape)), ("\u{3}", Key(.character("c"), control: true)),
      ("\u{1A}", Key(.character("z"), control: true)),
    ])
  func keys(text: String, key: Key) async throws {
    for term in ["xterm-256color", "tmux-256color", "screen", "linux"] {
      for depth in [ColourDepth.rgb, .mono] {
        let bench = try ScreenBench()
        let screen = try bench.open(TerminalOptions(depth: depth), term: term)
        defer { screen.close() }
        bench.type(text)
        #expect(await bench.wait { !bench.inputs.isEmpty })
        #expect(bench.inputs == [.key(key)], "\(term), \(depth), \(bench.events)")
      }
    }
  }

  @Test func pastedTextRunsNoCommands() async throws {
    let bench = try ScreenBench()
    let screen = try bench.open()
    defer { screen.close() }
    bench.type("\u{1B}[200~:q\r\u{1B}[Auu\u{1B}[201~j\u{1B}[I\u{1B}[O")
    #expect(await bench.wait { bench.inputs.count >= 4 })
    #expect(
      bench.inputs == [
        .paste(":q uu"), .key(.character("j")), .focus(true), .focus(false),
      ])
  }

  @Test func aTerminalThatNobodyReadsHoldsNothingUp() async throws {
    let bench = try ScreenBench(columns: 200, rows: 60)
    let screen = try bench.open()
    defer { screen.close() }
    var seed: UInt64 = 0
    bench.answers = false
    repeat { seed += 1 } while bench.show(frame(200, 60, seed: seed)) && seed < 100
    #expect(!screen.isDrained && seed < 100)
    kill(getpid(), SIGTERM)
    #expect(await bench.wait(reads: false) { bench.events == [.ending(.terminate)] })
    // Its reader comes back: the frame that was begun is ended, and the next one may be shown.
    bench.answers = true
    #expect(await bench.wait { bench.events.contains(.drained) })
    #expect(await bench.settle())
    let picture = frame(200, 60, seed: 1000)
    #expect(bench.show(picture))
    #expect(await bench.settle())
    expectShown(picture, .rgb, on: bench.seen)
  }

  @Test func closingWaitsForNobody() async throws {
    let bench = try ScreenBench(columns: 200, rows: 60)
    let before = bench.settings()
    let screen = try bench.open()
    while bench.show(frame(200, 60, seed: 1)), bench.show(frame(200, 60, seed: 2)) {}
    let start = ContinuousClock.now
    screen.close()
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(bench.settings() == before)
  }

  @Test func aTerminalThatIsGoneIsToldOf() async throws {
    let bench = try ScreenBench()
    let screen = try bench.open()
    bench.show(frame(40, 12, seed: 1))
    bench.hangUp()
    #expect(await bench.wait(reads: false) { bench.events == [.ending(.gone)] })
    #expect(bench.show(frame(40, 12, seed: 2)))
    screen.close()
    #expect(!bench.show(frame(40, 12, seed: 3)))
  }

  @Test(
    "a signal to end is told",
    arguments: [
      (SIGHUP, Ending.hangup, 129), (SIGTERM, .terminate, 143), (SIGINT, .interrupt, 130),
    ] as [(Int32, Ending, Int32)])
  func signals(signal: Int32, ending: Ending, status: Int32) async throws {
    let bench = try ScreenBench()
    let screen = try bench.open()
    defer { screen.close() }
    kill(getpid(), signal)
    #expect(await bench.wait { bench.events == [.ending(ending)] })
    #expect(ending.exitStatus == status)
  }

  @Test func theTerminalIsGivenBackAsItWas() async throws {
    let bench = try ScreenBench()
    bench.type("")
    let before = bench.settings()
    let modes = bench.seen.modes
    let flags = fcntl(bench.slave, F_GETFL)
    let screen = try bench.open()
    #expect(bench.settings() != before)
    bench.show(frame(40, 12, seed: 1))
    #expect(await bench.settle())
    #expect(bench.seen.isAlternate)
    #expect(bench.seen.modes.isSuperset(of: [1002, 1006, 1004, 2004]))
    screen.close()
    screen.close()
    #expect(bench.settings() == before)
    #expect(await bench.wait { !bench.seen.isAlternate })
    #expect(bench.seen.modes == modes)
    #expect(!bench.seen.isAlternate && !bench.seen.isKeypadApplication)
    #expect(fcntl(bench.slave, F_GETFL) == flags)
    #expect(getenv("TERMINFO") == nil)
  }

  @Test func withoutTheMouseNobodyAsksForIt() async throws {
    let bench = try ScreenBench()
    let screen = try bench.open(TerminalOptions(depth: .rgb, usesMouse: false))
    defer { screen.close() }
    bench.show(frame(40, 12, seed: 1))
    #expect(await bench.settle())
    #expect(bench.seen.modes.isDisjoint(with: [1000, 1002, 1003, 1006]))
  }

  @Test func whatIsNoTerminalIsRefusedWithWords() throws {
    let file = open("/dev/null", O_RDWR)
    defer { close(file) }
    let bench = try ScreenBench()
    func refusal(_ input: Int32, _ output: Int32, _ term: String?) -> TerminalError? {
      do {
        _ = try TerminalScreen.open(
          TerminalOptions(), input: input, output: output,
          environment: term.map { ["TERM": $0] } ?? [:], catchesErrors: false
        ) { _ in }
        return nil
      } catch { return error }
    }
    #expect(refusal(file, bench.slave, "xterm") == .notATerminal(stream: "standard input"))
    #expect(refusal(bench.slave, file, "xterm") == .notATerminal(stream: "standard output"))
    #expect(refusal(bench.slave, bench.slave, nil) == .dumb(term: ""))
    #expect(refusal(bench.slave, bench.slave, "dumb") == .dumb(term: "dumb"))
    #expect(TerminalError.dumb(term: "dumb").exitStatus == .usage)
    #expect(bench.settings() == (try ScreenBench().settings()))
  }

  @Test func aTerminalThatNobodyKnowsIsTakenForXterm() async throws {
    let bench = try ScreenBench()
    let screen = try bench.open(TerminalOptions(), term: "no-such-\u{1B}terminal")
    defer { screen.close() }
    #expect(screen.depth == .indexed256)
    #expect(
      screen.warnings == [
        "The terminal \"no-such-·terminal\" is not known here; it is taken for xterm-256color."
      ])
    let picture = frame(40, 12, seed: 1)
    bench.show(picture)
    #expect(await bench.settle())
    expectShown(picture, .indexed256, on: bench.seen)
  }
}
