import Canvas
import Files

@testable import Viewing

extension Frame {
  /// What a journey's file holds after `frame`.
  func journeyLines(_ layout: ScreenLayout) -> [String] {
    var lines = (0..<rows).map(journeyText)
    for pane in Pane.allCases {
      guard let rect = layout.picture(of: pane) else { continue }
      lines.append("picture \(pane.rawValue) \(digest(rect, ofPictures: true))")
    }
    lines.append("colours \(digest(bounds, ofPictures: false))")
    if let caret { lines.append("caret \(caret.column),\(caret.row)") }
    return lines
  }

  /// A row as text, the cells of pictures as "▒", without blanks at its end.
  func journeyText(_ row: Int) -> String {
    var text = String.UnicodeScalarView()
    for column in 0..<columns {
      let cell = self[column, row]
      text.append(cell.style.contains(.picture) ? "▒" : cell.scalar)
    }
    var line = String(text)
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The first 16 digits of SHA-256 over the cells that are pictures, or over those that are not.
  private func digest(_ rect: CellRect, ofPictures: Bool) -> String {
    var bytes: [UInt8] = []
    for row in rect.y..<rect.bottom {
      for column in rect.x..<rect.right {
        let cell = self[column, row]
        guard cell.style.contains(.picture) == ofPictures else { continue }
        for colour in [cell.foreground, cell.background] {
          bytes += [colour.red, colour.green, colour.blue]
        }
        bytes.append(cell.style.rawValue)
      }
    }
    return String(SHA256.digest(of: bytes).hex.prefix(16))
  }
}
