import Canvas
import Testing

@testable import Terminal

/// Eight colours: 0 is black, 7 white, and bold makes text of them bright.
@MainActor @Suite struct CellPainterTests {
  private static let painter = CellPainter(depth: .indexed16, colours: 8)

  /// The cell's numbers as ncurses gets them: glyph, foreground, background, style.
  private func paint(
    _ cell: Cell, column: Int = 0, row: Int = 0
  ) -> (fore: Int32, back: Int32, isBold: Bool) {
    withUnsafeBytes(of: Self.painter.paint(cell, column: column, row: row)) { bytes in
      let numbers = (1...3).map { bytes.load(fromByteOffset: 4 * $0, as: Int32.self) }
      return (numbers[0], numbers[1], numbers[2] & 1 != 0)
    }
  }

  @Test("with eight colours no text and no border of a theme is black on black or bold black")
  func text() {
    let theme = Theme.dark
    let pairs: [(Colour, Colour)] = [
      (theme.border, theme.ground), (theme.text, theme.ground), (theme.quietText, theme.ground),
      (theme.title, theme.ground), (theme.quietText, theme.bar), (theme.barText, theme.bar),
      (theme.popupBorder, theme.popup), (theme.quietText, theme.popup),
      (theme.activeBorder, theme.ground), (theme.modeText, theme.mode),
      (theme.editingText, theme.editing), (theme.selectionText, theme.selection),
    ]
    for (fore, back) in pairs {
      for style in [Cell.Style(), .bold] {
        let painted = paint(Cell("x", fore, on: back, style: style))
        #expect(painted.fore != painted.back, "\(fore) on \(back)")
        #expect(!(painted.fore == 0 && painted.isBold), "\(fore) on \(back)")
      }
    }
    #expect(paint(Cell("─", theme.border, on: theme.ground)).fore == 7)
    #expect(paint(Cell("x", theme.quietText, on: theme.ground)).fore == 7)
  }

  @Test("with eight colours a grey of a CT is black or white, never bold")
  func picture() {
    for level in 0..<256 {
      let grey = Colour(grey: UInt8(level))
      for place in 0..<64 {
        let painted = paint(
          Cell("▀", grey, on: grey, style: .picture), column: place % 8, row: place / 8)
        #expect([0, 7].contains(painted.fore) && [0, 7].contains(painted.back))
        #expect(!painted.isBold)
      }
    }
  }
}
