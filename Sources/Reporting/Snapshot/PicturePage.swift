internal import Canvas
internal import Files
internal import Viewing
internal import Volumes

/// The frame that all pictures share: who and what on top, legends and warnings below, the content
/// between them.
struct PicturePage {
  let caption: PictureCaption
  let style: PictureStyle
  /// What is shown, one fact each, such as "axial 178/411".
  let facts: [String]
  /// The bones and their colours.
  let legend: [(colour: Colour, name: String)]
  /// The title of the heat map, nil when none is wanted.
  let heat: (title: String, hasMap: Bool)?
  /// Notices besides the caption's.
  let notices: [String]

  static let margin = 28.0
  private static let line = 21.0

  /// A page with the places of its parts; the content begins at `content`.
  struct Layout {
    let width: Int
    let height: Int
    let content: Box
    /// The side where it has no room beside the code.
    let sideLines: [String]
    let facts: [String]
    let legendRows: [[(x: Double, colour: Colour, name: String)]]
    let heatLines: [String]
    let noticeLines: [String]
  }

  /// Finds room for content of a given size.
  func layout(contentWidth: Double, contentHeight: Double) throws -> Layout {
    let measure = try Drawing(Raster(width: 1, height: 1, filledWith: .black))
    let inner = max(contentWidth, 640)
    let factLines = measure.wrapped(
      facts.map { $0.replacing(" ", with: "\u{A0}") }.joined(separator: "\u{A0}· "), .plain,
      limit: inner)
    let besideCode = inner - measure.width(caption.code, .heading) - 18
    let sideLines =
      measure.width(caption.sideText, .strong) <= besideCode
      ? [] : measure.wrapped(caption.sideText, .strong, limit: inner)
    let rows = legendRows(measure, limit: inner)
    let heatLines = heat.map { heat in
      measure.wrapped(heat.title, .small, limit: inner - (heat.hasMap ? Self.barWidth + 36 : 0))
    }
    let noticeLines = (caption.notices + notices).flatMap {
      measure.wrapped($0, .small, limit: inner)
    }
    let top = Self.margin + 30 + Double(sideLines.count + factLines.count) * Self.line + 12
    var bottom = 14.0 + Double(rows.count) * Self.line
    if let heatLines {
      bottom += max(Double(heatLines.count) * 17, heat?.hasMap == true ? 38 : 17) + 8
    }
    bottom += Double(noticeLines.count) * 18 + (noticeLines.isEmpty ? 0 : 8) + 34 + Self.margin - 8
    let width = Int((inner + 2 * Self.margin).rounded(.up))
    let height = Int((top + contentHeight + bottom).rounded(.up))
    guard max(width, height) <= PictureStyle.greatestSide else {
      throw SnapshotError.tooLarge(width: width, height: height, limit: PictureStyle.greatestSide)
    }
    return Layout(
      width: width, height: height,
      content: Box(
        x: (Self.margin + (inner - contentWidth) / 2).rounded(), y: top.rounded(),
        width: contentWidth, height: contentHeight),
      sideLines: sideLines, facts: factLines, legendRows: rows, heatLines: heatLines ?? [],
      noticeLines: noticeLines)
  }

  private static let barWidth = 180.0

  private func legendRows(
    _ measure: Drawing, limit: Double
  ) -> [[(x: Double, colour: Colour, name: String)]] {
    var rows: [[(x: Double, colour: Colour, name: String)]] = []
    var x = Double.infinity
    for entry in legend {
      let name = measure.fitted(entry.name, .plain, limit: min(260, limit - 24))
      let width = 20 + measure.width(name, .plain)
      if x + width > limit {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append((x, entry.colour, name))
      x += width + 26
    }
    return rows
  }

  /// Draws everything but the content.
  func draw(_ layout: Layout, _ drawing: Drawing) {
    let left = Self.margin
    let right = Double(layout.width) - Self.margin
    drawHeader(layout, drawing, left)
    var y = layout.content.bottom + 14
    for row in layout.legendRows {
      y += Self.line
      for entry in row {
        drawing.colour(entry.colour)
        drawing.fill(Box(x: left + entry.x, y: y - 11, width: 12, height: 12))
        drawing.colour(style.theme.text)
        drawing.text(entry.name, .plain, x: left + entry.x + 20, y: y)
      }
    }
    if let heat { drawHeat(heat.hasMap, layout.heatLines, drawing, left, &y) }
    drawing.colour(style.theme.warning)
    if !layout.noticeLines.isEmpty { y += 8 }
    for line in layout.noticeLines {
      y += 18
      drawing.text(line, .small, x: left, y: y)
    }
    let base = Double(layout.height) - Self.margin
    drawing.colour(style.theme.warning)
    drawing.text(Program.notice, .strong, x: left, y: base)
    drawing.colour(style.theme.quietText)
    drawing.text(caption.version, .small, x: right, y: base, align: .right)
  }

  private func drawHeader(_ layout: Layout, _ drawing: Drawing, _ left: Double) {
    var y = Self.margin + 18
    drawing.colour(style.theme.text)
    drawing.text(caption.code, .heading, x: left, y: y)
    drawing.colour(caption.side == nil ? style.theme.warning : style.theme.text)
    if layout.sideLines.isEmpty {
      let after = left + drawing.width(caption.code, .heading) + 18
      drawing.text(caption.sideText, .strong, x: after, y: y)
    }
    y += 12
    for line in layout.sideLines {
      y += Self.line
      drawing.text(line, .strong, x: left, y: y)
    }
    drawing.colour(style.theme.quietText)
    for line in layout.facts {
      y += Self.line
      drawing.text(line, .plain, x: left, y: y)
    }
  }

  private func drawHeat(
    _ hasMap: Bool, _ lines: [String], _ drawing: Drawing, _ left: Double, _ y: inout Double
  ) {
    y += 8
    var textLeft = left
    if hasMap {
      drawScale(drawing, Box(x: left + 8, y: y + 4, width: Self.barWidth, height: 12))
      textLeft += Self.barWidth + 36
    }
    drawing.colour(style.theme.text)
    for (number, line) in lines.enumerated() {
      drawing.text(line, .small, x: textLeft, y: y + 14 + Double(number) * 17)
    }
    y += max(Double(lines.count) * 17, hasMap ? 38 : 17)
  }

  /// The ramp from 0.2 to 1 as it looks over middle grey, with the values of its lines.
  private func drawScale(_ drawing: Drawing, _ box: Box) {
    let ramp = style.theme.heat
    let from = Double(HeatRamp.threshold) / 255
    for column in 0..<Int(box.width) {
      let value = from + (1 - from) * (Double(column) + 0.5) / box.width
      drawing.colour(ramp.colours[Int(value * 255)])
      drawing.fill(Box(x: box.x + Double(column), y: box.y, width: 1, height: box.height))
    }
    for value in [from] + HeatRamp.isoLevels + [1] {
      let x = box.x + (value - from) / (1 - from) * box.width
      drawing.colour(style.theme.quietText)
      drawing.fill(Box(x: min(x.rounded(), box.right - 1), y: box.bottom, width: 1, height: 4))
      let text = value == 1 ? "1" : PositionText.decimal(value, places: 1)
      drawing.text(
        text, TextStyle(size: 11), x: x, y: box.bottom + 15, align: .centre)
    }
  }

  /// The same facts as they stand in the picture, for its metadata.
  func texts(title: String, more: [PNGFile.Text]) -> [PNGFile.Text] {
    var texts = [
      PNGFile.Text("Title", title), PNGFile.Text("Software", caption.version),
      PNGFile.Text("Disclaimer", Program.longNotice), PNGFile.Text("Case", caption.code),
      PNGFile.Text("Side", caption.sideText),
    ]
    texts += more
    if !legend.isEmpty {
      texts.append(PNGFile.Text("Bones", legend.map(\.name).joined(separator: ", ")))
    }
    if let heat { texts.append(PNGFile.Text("Heat map", heat.title)) }
    let all = caption.notices + notices
    if !all.isEmpty { texts.append(PNGFile.Text("Notices", all.joined(separator: "\n"))) }
    return texts
  }
}

extension PictureVolumes {
  /// The bones that are drawn, in the table's order.
  func legend(_ style: PictureStyle) -> [(colour: Colour, name: String)] {
    guard let labels, style.overlay != .off else { return [] }
    return labels.table.entries
      .filter { $0.isVisible && !style.hidden.contains($0.value) }
      .map { (style.theme.labels[$0.colourRole], SafeText.cleaned($0.name)) }
  }

  /// The heat map's title where one is wanted.
  func heatTitle(_ style: PictureStyle) -> (title: String, hasMap: Bool)? {
    guard style.showsHeat else { return nil }
    return doubt == nil ? (DoubtKind.noMap, false) : (doubtKind.title, true)
  }
}

extension PictureStyle {
  /// "WL 300 WW 2000".
  var windowText: String {
    "WL \(PositionText.decimal(window.level, places: 0)) "
      + "WW \(PositionText.decimal(window.width, places: 0))"
  }
}
