import Canvas
import TestKit
import Testing

@testable import Terminal

extension TerminalScreenTests {
  @Test(
    "a lens is shown over its cells, holds frames back, and what lay under it comes back",
    arguments: [true, false], [TerminalAbilities.kittyGraphics, .sixel])
  func lens(passesCurses: Bool, ability: TerminalAbilities) async throws {
    let bench = try ScreenBench(abilities: [.status, .attributes, .cellSize, ability])
    let screen = try bench.open(TerminalOptions(depth: .rgb, picturesPassCurses: passesCurses))
    defer { screen.close() }
    let isKitty = ability == .kittyGraphics
    #expect(screen.lensOffer == .pixels(cell: SIMD2(8, 17), most: isKitty ? 600_000 : .max))
    let picture = frame(40, 12, seed: 3)
    bench.show(picture)
    #expect(await bench.settle())

    let rect = CellRect(x: 5, y: 2, width: 20, height: 6)
    let pixels = Raster(width: 160, height: 102, filledWith: Colour(hex: 0x56B4E9))
    #expect(!screen.openLens(pixels, over: CellRect(x: 30, y: 2, width: 20, height: 6)))
    #expect(screen.openLens(pixels, over: rect))
    #expect(!screen.isDrained && !screen.show(frame(40, 12, seed: 4)))
    let sign = isKitty ? "_Ga=T" : "P0;1;0q\"1;1;160;102"
    #expect(await bench.wait { bench.seen.strings.contains { $0.hasPrefix(sign) } })
    #expect(await bench.wait { !screen.isWaiting })
    #expect(!screen.isDrained)
    // Sixels are gone where anything is written.
    bench.seen.feed(Array("\u{1B}7\u{1B}[m".utf8))
    for row in rect.y..<rect.bottom {
      bench.seen.feed(Array("\u{1B}[\(row + 1);6H--------------------".utf8))
    }
    bench.seen.feed(Array("\u{1B}8".utf8))

    screen.closeLens()
    #expect(bench.events.contains(.drained) && screen.isDrained)
    bench.show(picture)
    #expect(await bench.settle())
    expectShown(picture, .rgb, on: bench.seen)
    #expect(bench.seen.strings.contains { $0.hasPrefix("_Ga=d,d=I,i=4711") } == isKitty)
    #expect(bench.seen.unknown == [])
  }

  @Test("a lens that is open when the terminal is given back is taken away")
  func lensAtTheEnd() async throws {
    let bench = try ScreenBench(abilities: [.status, .attributes, .cellSize, .kittyGraphics])
    let screen = try bench.open()
    let pixels = Raster(width: 8, height: 8, filledWith: .white)
    #expect(screen.openLens(pixels, over: CellRect(x: 0, y: 0, width: 1, height: 1)))
    screen.close()
    bench.read()
    #expect(bench.seen.strings.contains { $0.hasPrefix("_Ga=d,d=I") })
    #expect(!bench.seen.isAlternate)
  }

  @Test("without pixels, or in tmux, there is no lens, and a sentence says why")
  func noLens() throws {
    func reason(
      _ abilities: TerminalAbilities, _ environment: [String: String] = [:],
      term: String = "xterm-256color"
    ) throws -> String {
      let bench = try ScreenBench(abilities: abilities)
      let screen = try bench.open(term: term, environment: environment)
      defer { screen.close() }
      guard case .refused(let reason) = screen.lensOffer else { return "" }
      let rect = CellRect(x: 0, y: 0, width: 1, height: 1)
      #expect(!screen.openLens(Raster(width: 1, height: 1, filledWith: .black), over: rect))
      return reason
    }
    #expect(try reason(.usual).contains("no pixel pictures"))
    #expect(try reason([.status, .attributes, .kittyGraphics]).contains("how many pixels"))
    #expect(
      try reason([.status, .attributes, .sixel, .cellSize], term: "tmux-256color")
        .hasPrefix("tmux"))
  }
}
