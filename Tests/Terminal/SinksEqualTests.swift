import Canvas
import Glibc
import TestKit
import Testing

@testable import Terminal

extension TerminalScreenTests {
  /// Whatever happens on the screen: pictures past ncurses look as through it.
  @MainActor
  @Suite(.serialized)
  struct SinksEqualTests {
    /// What happens.
    private enum Step {
      case frame(Frame)
      case repaint
      case size(Int, Int)
    }

    /// Frames that change a little or a lot, cards that come and go, sizes, a caret, a repaint.
    private func steps(seed: UInt64, count: Int) -> [Step] {
      var dice = SeededGenerator(seed: seed)
      let suite = TerminalScreenTests()
      var (columns, rows) = (40, 12)
      var current = suite.frame(columns, rows, seed: seed)
      var below: Frame?
      var steps = [Step.frame(current)]
      for number in 1...count {
        switch Int.random(in: 0..<10, using: &dice) {
        case 0:
          (columns, rows) = (
            Int.random(in: 10...70, using: &dice), Int.random(in: 4...20, using: &dice)
          )
          steps.append(.size(columns, rows))
          (current, below) = (suite.frame(columns, rows, seed: dice.next()), nil)
        case 1: steps.append(.repaint)
        case 2, 3:
          // A card of text over everything, or what lay below it.
          if let under = below {
            (current, below) = (under, nil)
          } else {
            below = current
            let card = part(of: current, &dice)
            current.fill(card, with: Cell(" ", .white, on: Colour(grey: 40)))
            current.box(card, .white)
          }
        case 4:
          // What scrolls: all rows by one.
          let stride = current.columns
          current.cells = Array(current.cells[stride...] + current.cells[..<stride])
        default:
          let other = suite.frame(columns, rows, seed: dice.next())
          let rect = part(of: current, &dice)
          for row in rect.y..<rect.bottom {
            for column in rect.x..<rect.right {
              current[column, row] = other[column, row]
            }
          }
        }
        current.caret =
          Bool.random(using: &dice)
          ? Frame.Caret(
            column: Int.random(in: 0..<columns, using: &dice),
            row: Int.random(in: 0..<rows, using: &dice)) : nil
        // So that each differs from the one before.
        current.write("\(number) ", x: 0, y: 0, .white, on: .black)
        steps.append(.frame(current))
      }
      return steps
    }

    private func part(of frame: Frame, _ dice: inout SeededGenerator) -> CellRect {
      let x = Int.random(in: 0..<frame.columns, using: &dice)
      let y = Int.random(in: 0..<frame.rows, using: &dice)
      return CellRect(
        x: x, y: y, width: Int.random(in: 1...frame.columns - x, using: &dice),
        height: Int.random(in: 1...frame.rows - y, using: &dice))
    }

    /// What is seen after each frame.
    private func screens(
      _ steps: [Step], _ depth: ColourDepth, passesCurses: Bool
    ) async throws -> [VirtualScreen] {
      let bench = try ScreenBench()
      let screen = try bench.open(
        TerminalOptions(depth: depth, picturesPassCurses: passesCurses))
      defer { screen.close() }
      var seen: [VirtualScreen] = []
      for step in steps {
        switch step {
        case .repaint: screen.repaint()
        case .size(let columns, let rows):
          bench.resize(columns: columns, rows: rows)
          kill(getpid(), SIGWINCH)
          #expect(await bench.wait { screen.columns == columns && screen.rows == rows })
        case .frame(let frame):
          #expect(bench.show(frame))
          #expect(await bench.settle())
          seen.append(bench.seen)
        }
      }
      return seen
    }

    @Test(
      "the same cells, whether pictures go through ncurses or past it",
      arguments: ColourDepth.allCases)
    func equal(depth: ColourDepth) async throws {
      let seed = UInt64.random(in: 0...UInt64.max)
      print("equal sinks, \(depth): seed \(seed)")
      let steps = steps(seed: seed, count: 60)
      let direct = try await screens(steps, depth, passesCurses: true)
      let curses = try await screens(steps, depth, passesCurses: false)
      #expect(direct.count == 61 && curses.count == 61)
      for (number, (one, two)) in zip(direct, curses).enumerated() {
        #expect(one.columns == two.columns && one.rows == two.rows)
        let wrong = one.cells.indices.filter { !one.cells[$0].looksLike(two.cells[$0]) }
        #expect(
          wrong.isEmpty,
          """
          seed \(seed), frame \(number): \(wrong.count) cells, such as \(wrong.prefix(2).map {
            "\($0 % one.columns),\($0 / one.columns) \(one.cells[$0]) – \(two.cells[$0])"
          })
          """)
        #expect(one.modes.contains(25) == two.modes.contains(25))
        if one.modes.contains(25) { #expect(one.cursor == two.cursor) }
        #expect(one.unknown == [] && two.unknown == [])
      }
    }
  }
}
