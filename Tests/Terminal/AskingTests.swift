import Canvas
import Glibc
import TestKit
import Testing

@testable import Terminal

extension TerminalScreenTests {
  /// What follows from a terminal's answers: colours, theme, proportions, mouse, characters.
  @MainActor @Suite struct Following {
    @Test func aColourThatIsGivenBackDecidesWhereTheEnvironmentIsSilent() throws {
      for (abilities, depth, reason) in [
        (TerminalAbilities.modern, ColourDepth.rgb, "gave back the 24-bit colour"),
        (.modern.subtracting(.settings), .rgb, "says RGB of itself"),
        (.usual, .indexed256, "terminfo of xterm-256color: 256 colours"),
      ] {
        let bench = try ScreenBench(abilities: abilities)
        let screen = try bench.open(TerminalOptions())
        defer { screen.close() }
        #expect(screen.depth == depth)
        #expect(screen.depthReason.contains(reason))
      }
    }

    @Test func theGroundIsTheTerminalsOwnOrTheEnvironments() throws {
      for (abilities, ground, value, isLight) in [
        (TerminalAbilities.modern, (253, 246, 227), "15;0", true),
        (.modern, (0, 43, 54), "0;15", false),
        (.usual, (255, 255, 255), "0;15", true), (.usual, (255, 255, 255), "15;default;0", false),
        (.usual, (255, 255, 255), "", false), (.usual, (255, 255, 255), "7", false),
      ] as [(TerminalAbilities, (UInt8, UInt8, UInt8), String, Bool)] {
        let bench = try ScreenBench(abilities: abilities)
        bench.seen.ground = ground
        let screen = try bench.open(environment: ["COLORFGBG": value])
        defer { screen.close() }
        #expect(screen.hasLightGround == isLight, "\(ground) \(value)")
      }
    }

    @Test func proportionsAreTheTerminalsOrTheWindowsOrTheUsual() async throws {
      let told = try ScreenBench(abilities: .modern)
      told.resize(columns: 40, rows: 12, cell: (10, 30))
      let first = try told.open()
      #expect(first.cellAspect == 17.0 / 8)
      first.close()

      let silent = try ScreenBench()
      let second = try silent.open()
      #expect(second.cellAspect == 2)
      second.close()

      let bench = try ScreenBench()
      bench.resize(columns: 40, rows: 12, cell: (10, 18))
      let screen = try bench.open()
      defer { screen.close() }
      #expect(screen.cellAspect == 1.8)
      bench.resize(columns: 30, rows: 10, cell: (10, 25))
      kill(getpid(), SIGWINCH)
      #expect(await bench.wait { bench.events == [.resized(columns: 30, rows: 10)] })
      #expect(screen.cellAspect == 2.5)
      // Another font in a window of the same number of cells.
      bench.resize(columns: 30, rows: 10, cell: (10, 20))
      kill(getpid(), SIGWINCH)
      #expect(await bench.wait { bench.events.count == 2 })
      #expect(screen.cellAspect == 2)
    }

    @Test func theMouseComesInPartsOfCellsWhereTheTerminalReportsPixels() async throws {
      let bench = try ScreenBench(abilities: .modern)
      let screen = try bench.open()
      #expect(await bench.wait { bench.seen.modes.isSuperset(of: [1002, 1006, 1016]) })
      bench.type("\u{1B}[<0;12;26M\u{1B}[<32;0;0M\u{1B}[<0;9999;9999m")
      #expect(await bench.wait { bench.inputs.count == 3 })
      let edge = (x: 0.5 / 8, y: 0.5 / 17)
      let wanted: [InputEvent] = [
        .mouse(MouseEvent(.press(.left), x: 1.4375, y: 1.5)),
        .mouse(MouseEvent(.drag(.left), x: edge.x, y: edge.y)),
        .mouse(MouseEvent(.release(.left), x: 40 - edge.x, y: 12 - edge.y)),
      ]
      #expect(bench.inputs == wanted)

      bench.seen.cellPixels = (16, 32)
      kill(getpid(), SIGWINCH)
      #expect(await bench.wait { bench.events.contains(.resized(columns: 40, rows: 12)) })
      #expect(screen.cellAspect == 2)
      bench.type("\u{1B}[<0;33;49M")
      #expect(await bench.wait { bench.inputs.count == 4 })
      let last = InputEvent.mouse(MouseEvent(.press(.left), x: 2.03125, y: 1.515625))
      #expect(bench.inputs.last == last)
      screen.close()
      #expect(await bench.wait { !bench.seen.isAlternate })
      #expect(bench.seen.modes == [7, 25])
      #expect(bench.seen.unknown == [])
    }

    @Test func nobodyIsAskedForPixelsInVain() async throws {
      for (abilities, environment, usesMouse) in [
        (TerminalAbilities.modern, ["TMUX": "x"], true), (.modern, ["STY": "x"], true),
        (.modern.subtracting(.cellSize), [:], true), (.modern.subtracting(.pixelMouse), [:], true),
        (.modern, [:], false),
      ] {
        let bench = try ScreenBench(abilities: abilities)
        let screen = try bench.open(
          TerminalOptions(depth: .rgb, usesMouse: usesMouse), environment: environment)
        defer { screen.close() }
        #expect(await bench.wait { bench.seen.modes.contains(2004) })
        #expect(bench.seen.modes.contains(1002) == usesMouse)
        #expect(!bench.seen.modes.contains(1016), "\(environment)")
      }
    }

    @Test(
      "a terminal that is not of UTF-8 gets nothing but ASCII, and the user is told why",
      arguments: ColourDepth.allCases)
    func ascii(depth: ColourDepth) async throws {
      let bench = try ScreenBench()
      bench.seen.readsUTF8 = false
      let screen = try bench.open(TerminalOptions(depth: depth), environment: ["LANG": "C"])
      defer { screen.close() }
      #expect(screen.isASCII)
      #expect(screen.warnings.count == 1 && screen.warnings[0].hasPrefix("LANG=C is not UTF-8"))
      var frame = Frame(columns: 40, rows: 12, filledWith: Cell(" ", .white, on: .black))
      for (at, scalar) in "┌─┐│½≤ä■✓ox".unicodeScalars.enumerated() {
        frame[at, 0] = Cell(scalar, .white, on: .black)
      }
      for column in 0..<40 {
        frame[column, 1] = Cell(
          upper: Colour(grey: UInt8(column * 6)), lower: Colour(grey: UInt8(column * 6)))
      }
      frame[0, 2] = Cell(upper: .black, lower: Colour(255, 0, 0))
      frame[1, 2] = Cell(upper: Colour(0, 200, 0), lower: .white)
      frame[2, 2] = Cell(upper: Colour(130, 100, 90), lower: .black)
      bench.show(frame)
      #expect(await bench.settle())
      #expect(bench.seen.text(row: 0) == "+-+|?<a#vox")
      let seen = bench.seen.text
      #expect(seen.unicodeScalars.allSatisfy { $0.isASCII })
      switch depth {
      case .rgb:
        #expect(bench.seen.cell(0, 2).background == .rgb(255, 0, 0))
        #expect(bench.seen.cell(39, 1).background == .rgb(235, 235, 235))
      case .indexed256: #expect(bench.seen.cell(0, 2).background == .index(196))
      case .indexed16:
        #expect(bench.seen.text(row: 2) == "rg~")
        #expect(bench.seen.cell(0, 2).foreground == .index(9))
      case .mono: #expect(bench.seen.text(row: 2) == "rg~")
      }
      if depth == .mono || depth == .indexed16 {
        #expect(Set(bench.seen.text(row: 1)) == Set(" .:-=+*#%"))
      }
    }

    @Test func withoutALocaleTheTerminalIsAskedAndBelieved() throws {
      func isASCII(_ manner: Manner, readsUTF8: Bool) throws -> (Bool, Int?) {
        let bench = try ScreenBench()
        bench.seen.readsUTF8 = readsUTF8
        let screen = try bench.open(environment: ["LANG": ""], manner: manner)
        defer { screen.close() }
        #expect(screen.warnings.count == (screen.isASCII ? 1 : 0))
        return (screen.isASCII, screen.answers.letterWidth)
      }
      #expect(try isASCII(.promptly, readsUTF8: true) == (false, 1))
      #expect(try isASCII(.promptly, readsUTF8: false) == (true, 2))
      #expect(try isASCII(.never, readsUTF8: true) == (true, nil))
    }
  }
}

@Suite struct LocaleCharactersTests {
  @Test(
    "the first variable that is not empty names the characters",
    arguments: [
      (["LANG": "de_DE.UTF-8"], .utf8), (["LANG": "C.utf8"], .utf8),
      (["LC_ALL": "", "LC_CTYPE": "en_US.UTF-8@euro", "LANG": "C"], .utf8),
      (["LC_ALL": "C", "LANG": "en_US.UTF-8"], .other("LC_ALL=C")),
      (["LC_CTYPE": "POSIX", "LANG": "en_US.UTF-8"], .other("LC_CTYPE=POSIX")),
      (["LANG": "de_DE.ISO-8859-15@euro"], .other("LANG=de_DE.ISO-8859-15@euro")),
      (["LANG": "no_CHARSET"], .other("LANG=no_CHARSET")), (["LANG": "hi_IN"], .utf8),
      ([:], .unsaid), (["LANG": ""], .unsaid),
    ] as [([String: String], LocaleCharacters)])
  func names(environment: [String: String], characters: LocaleCharacters) {
    #expect(LocaleCharacters(environment) { $0 == "hi_IN" } == characters)
  }

  @Test func theSystemKnowsItsOwnLocales() {
    #expect(!LocaleCharacters.systemSaysUTF8("C"))
    #expect(!LocaleCharacters.systemSaysUTF8("no_SUCH"))
    #expect(LocaleCharacters.systemSaysUTF8("C.UTF-8"))
  }
}
