internal import Canvas
internal import Viewing

/// What stands round a pane: border, letters in the gutters, and the scale bar.
struct PaneSurroundings {
  let style: PictureStyle

  /// Pixels left free on each side of a pane for a letter.
  static let gutter = 34.0
  /// Pixels under a pane for the scale bar.
  static let barHeight = 26.0

  /// The border of a pane.
  func drawFrame(_ drawing: Drawing, _ box: Box) {
    drawing.colour(style.theme.border)
    drawing.frame(box)
  }

  /// The four letters, outside the pane.
  func drawLetters(_ letters: EdgeLetters, _ drawing: Drawing, round box: Box) {
    drawing.colour(style.theme.letters)
    let middle = box.middle
    drawing.text(letters.top, .strong, x: middle.x, y: box.y - 9, align: .centre)
    drawing.text(letters.bottom, .strong, x: middle.x, y: box.bottom + 20, align: .centre)
    drawing.text(letters.left, .strong, x: box.x - 9, y: middle.y + 5, align: .right)
    drawing.text(letters.right, .strong, x: box.right + 9, y: middle.y + 5)
  }

  /// The line over a pane: a letter at each end, a text between.
  func drawHead(_ text: String, _ letters: EdgeLetters?, _ drawing: Drawing, over box: Box) {
    let y = box.y - 8
    let inset = letters == nil ? 0.0 : 36.0
    drawing.colour(style.theme.text)
    let fitted = drawing.fitted(text, .small, limit: box.width - 2 * inset)
    drawing.text(fitted, .small, x: box.middle.x, y: y, align: .centre)
    guard let letters else { return }
    drawing.colour(style.theme.letters)
    drawing.text(letters.left, .strong, x: box.x, y: y)
    drawing.text(letters.right, .strong, x: box.right, y: y, align: .right)
  }

  /// The longest round length that fits in `limit` pixels, in mm; nil when even 1 mm is too long.
  static func barLength(pixelsPerMillimetre: Double, limit: Double) -> Double? {
    [100, 50, 20, 10, 5, 2, 1].first { $0 * pixelsPerMillimetre <= limit }
  }

  /// A bar of a round length with its length in mm, its left end at (x, y).
  func drawScaleBar(
    _ drawing: Drawing, x: Double, y: Double, pixelsPerMillimetre: Double, limit: Double
  ) {
    guard
      let length = Self.barLength(pixelsPerMillimetre: pixelsPerMillimetre, limit: limit)
    else { return }
    let width = length * pixelsPerMillimetre
    drawing.colour(style.theme.text)
    drawing.fill(Box(x: x, y: y - 1, width: width, height: 3))
    drawing.fill(Box(x: x, y: y - 5, width: 1, height: 11))
    drawing.fill(Box(x: x + width - 1, y: y - 5, width: 1, height: 11))
    drawing.text(
      "\(PositionText.decimal(length, places: 0)) mm", .small, x: x + width + 10, y: y + 5)
  }
}
