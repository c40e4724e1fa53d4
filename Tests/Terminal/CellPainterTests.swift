import Canvas
import Testing

@testable import Terminal

/// Eight colours: 0 is black, 7 white, and bold makes text of them bright.
@MainActor @Suite struct CellPainterTests {
  private static let painter = CellPainter(depth: .indexed16, colours: 8)

  private func paint(_ cell: Cell) -> (fore: Int32, back: Int32, isBold: Bool) {
    let painted = Self.painter.paint(cell, column: 0, row: 0)
    return (painted.foreground, painted.background, painted.style & 1 != 0)
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

  @Test("with eight colours a grey of a CT is black or white, never bold", arguments: 0..<256)
  func picture(_ level: Int) {
    let grey = Colour(grey: UInt8(level))
    for column in 0..<8 {
      for row in 0..<8 {
        var cell = Cell("▀", grey, on: grey)
        cell.style = .picture
        let painted = Self.painter.paint(cell, column: column, row: row)
        #expect([0, 7].contains(painted.foreground) && [0, 7].contains(painted.background))
        #expect(painted.style & 1 == 0)
      }
    }
  }
}
