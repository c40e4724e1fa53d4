import Canvas
import TestKit
import Testing

@testable import Terminal

extension TerminalScreenTests {
  /// What a slow line gets to see, and what it is told of it.
  @MainActor
  @Suite(.serialized)
  struct PictureQualityTests {
    /// A picture of 30 × 8 cells with a border that holds its mark, and text beside it; the greys are
    /// `level` and noise of at most `noise` levels to both sides.
    private func frame(_ level: Int, noise: Int, seed: UInt64) -> Frame {
      var generator = SeededGenerator(seed: seed)
      var frame = Frame(columns: 40, rows: 12, filledWith: Cell(" ", .white, on: .black))
      frame.box(CellRect(x: 1, y: 1, width: 32, height: 10), .white)
      frame.write("text \(seed)", x: 34, y: 3, .white)
      func grey() -> Colour {
        Colour(grey: UInt8(level + Int.random(in: -noise...noise, using: &generator)))
      }
      for row in 2..<10 {
        for column in 2..<32 { frame[column, row] = Cell(upper: grey(), lower: grey()) }
      }
      frame.pictures = [
        PictureArea(
          CellRect(x: 2, y: 2, width: 30, height: 8), mark: Frame.Caret(column: 2, row: 1),
          sign: Cell("~", .white, on: .black))
      ]
      return frame
    }

    private func pixel(_ colour: Colour) -> VirtualColour {
      let few = PictureColours.fewer(colour)
      return .rgb(few.red, few.green, few.blue)
    }

    /// How many cells of the picture show something else than the frame.
    private func wrongCount(_ frame: Frame, _ seen: VirtualScreen) -> Int {
      var count = 0
      for row in 2..<10 {
        for column in 2..<32 {
          let colours = seen.cell(column, row).halves
          let cell = frame[column, row]
          if colours?.upper != pixel(cell.foreground) || colours?.lower != pixel(cell.background) {
            count += 1
          }
        }
      }
      return count
    }

    @Test("while noise is held back the pane carries its mark, and at rest it becomes exact")
    func steady() async throws {
      let bench = try ScreenBench()
      let screen = try bench.open()
      defer { screen.close() }
      bench.show(frame(100, noise: 4, seed: 1))
      #expect(await bench.settle())
      screen.quality = .steady
      let before = bench.bytes
      let second = frame(100, noise: 4, seed: 2)
      bench.show(second)
      #expect(!screen.isExact)
      #expect(await bench.wait { bench.seen.framesEnded == 2 })
      #expect(bench.seen.cell(2, 1).scalar == "~")
      #expect(wrongCount(second, bench.seen) > 50)
      // What it says is up to date all the same.
      #expect(bench.seen.text(row: 3).contains("text 2"))
      let steadyBytes = bench.bytes - before
      #expect(await bench.wait { bench.events.contains(.exact) && bench.seen.framesEnded == 3 })
      #expect(screen.isExact && bench.seen.cell(2, 1).scalar == "─")
      #expect(wrongCount(second, bench.seen) == 0)
      #expect(steadyBytes < bench.bytes - before - steadyBytes)
    }

    @Test("no pixel that is held back is further from the truth than the threshold")
    func bound() async throws {
      let bench = try ScreenBench()
      let screen = try bench.open()
      defer { screen.close() }
      screen.quality = .steady
      for seed in 1...12 as ClosedRange<UInt64> {
        // It drifts by one level a frame, so what is kept must be given up in time.
        let picture = frame(100 + Int(seed), noise: 3, seed: seed)
        bench.show(picture)
        #expect(await bench.settle())
        for row in 2..<10 {
          for column in 2..<32 {
            guard case .rgb(let red, _, _) = bench.seen.cell(column, row).halves?.upper else {
              continue
            }
            let wanted = PictureColours.fewer(picture[column, row].foreground).red
            #expect(abs(Int(red) - Int(wanted)) <= 8 + 4)
          }
        }
      }
    }

    @Test("a coarse picture has blocks of two by two pixels in which a line stays")
    func coarse() async throws {
      let bench = try ScreenBench()
      let screen = try bench.open()
      defer { screen.close() }
      screen.quality = .coarse
      var picture = frame(60, noise: 0, seed: 1)
      picture[11, 5] = Cell(upper: Colour(255, 160, 0), lower: Colour(grey: 60))
      bench.show(picture)
      #expect(await bench.wait { bench.seen.framesEnded == 1 })
      let (left, right) = (bench.seen.cell(10, 5).halves, bench.seen.cell(11, 5).halves)
      #expect(left?.upper == left?.lower && right?.upper == right?.lower)
      #expect(left?.upper == pixel(Colour(255, 165, 0)) && left?.upper == right?.upper)
      #expect(bench.seen.cell(2, 1).scalar == "~")
      #expect(await bench.wait { bench.events.contains(.exact) && !screen.isWaiting })
      #expect(wrongCount(picture, bench.seen) == 0)
    }

    @Test("where no area is named, nothing may be held back")
    func unnamed() async throws {
      let bench = try ScreenBench()
      let screen = try bench.open()
      defer { screen.close() }
      screen.quality = .coarse
      var picture = frame(60, noise: 20, seed: 1)
      picture.pictures = []
      bench.show(picture)
      #expect(await bench.settle())
      #expect(screen.isExact && wrongCount(picture, bench.seen) == 0)
    }

    @Test("a terminal that does not answer gets the newest frame by the clock")
    func unanswered() async throws {
      let bench = try ScreenBench()
      bench.answers = false
      let screen = try bench.open()
      defer { screen.close() }
      bench.show(frame(60, noise: 20, seed: 1))
      #expect(!bench.show(frame(60, noise: 20, seed: 2)))
      #expect(await bench.wait { bench.events.contains(.drained) })
      #expect(screen.link.isAnswering == false)
      let last = frame(60, noise: 20, seed: 3)
      #expect(bench.show(last))
      #expect(await bench.wait { bench.seen.framesEnded == 2 })
      #expect(wrongCount(last, bench.seen) == 0)
    }

    @Test("colours, output and mouse change while the screen is up")
    func settings() async throws {
      let bench = try ScreenBench()
      let screen = try bench.open()
      defer { screen.close() }
      let picture = frame(90, noise: 30, seed: 1)
      bench.show(picture)
      #expect(await bench.settle())
      #expect(screen.set(.colour(.indexed256)) == "colours 256 (:set color=256)")
      bench.show(picture)
      #expect(await bench.settle())
      let reduction = ColourReduction(.indexed256)
      let few = reduction.reduce(picture[5, 5], column: 5, row: 5)
      #expect(bench.seen.cell(5, 5).halves?.upper == .index(UInt8(few.foreground)))
      #expect(screen.set(.passesCurses(false)) == "pictures go through ncurses")
      #expect(screen.set(.colour(.mono)) == "colours none (:set color=mono)")
      #expect(screen.words(of: .color) == "color=mono: colours none (:set color=mono)")
      #expect(screen.words(of: .output) == "output=ncurses: through ncurses")
      #expect(
        screen.words(of: nil)
          == "color=mono  quality=auto  sharp=off  mouse=on  output=ncurses")
      bench.show(picture)
      #expect(await bench.settle())
      #expect(bench.seen.cell(5, 5).halves?.upper != .index(UInt8(few.foreground)))
      #expect(screen.set(.colour(.rgb)).hasPrefix("colours 24 bits"))
      #expect(screen.set(.passesCurses(true)) == "pictures go direct")
      bench.show(picture)
      #expect(await bench.settle())
      #expect(wrongCount(picture, bench.seen) == 0)
      #expect(screen.set(.mouse(false)).hasPrefix("mouse off"))
      #expect(await bench.wait { !bench.seen.modes.contains(1002) })
      #expect(screen.set(.mouse(true)) == "mouse on")
      #expect(await bench.wait { bench.seen.modes.contains(1002) })
      // Keys still come.
      bench.type("j")
      #expect(await bench.wait { bench.inputs == [.key(.character("j"))] })
    }
  }
}
