internal import Canvas
internal import Editing
internal import Glibc
internal import Reviewing
internal import Volumes

/// Draws the pane of a plane: the slice with cursor and brush, and what the border says about it.
struct PlanePane {
  /// What is drawn.
  let session: Session
  /// The plane.
  let plane: Plane
  /// Which part of it fills which pixels.
  var view: PlaneView
  /// The colours.
  let theme: Theme
  /// Whether there are too few colours to tell things apart by them.
  var usesMarks = false
  /// Into which parts cells are divided.
  var parts = CellParts.halves

  /// Draws the pane into a rectangle of cells.
  func draw(in rect: CellRect, memory: inout SliceMemory, into frame: inout Frame) {
    // The same pane of finer pixels, for the picture alone: what the head tells stays.
    var fine = self
    fine.view = view.divided(parts)
    var raster = memory.picture(fine.request(.voxels), session, theme)
    fine.drawMarks(over: &raster)
    frame.draw(raster, parts: parts, x: rect.x + 1, y: rect.y + 1)
    frame.pictures.append(PictureArea(pane: rect, theme))
    if session.review.ct == nil { drawMissingCT(in: rect.inset(by: 1), into: &frame) }
    drawBorder(rect, into: &frame)
  }

  /// The picture alone, made anew.
  func raster(_ sampling: Sampling) -> Raster {
    var raster = SliceRenderer.render(
      request(sampling), ct: session.review.ct, labels: session.review.labels,
      doubt: session.review.doubt, theme: theme)
    drawMarks(over: &raster)
    return raster
  }

  private func request(_ sampling: Sampling) -> SliceRequest {
    var request = SliceRequest(view)
    request.window = session.view.window
    request.overlay = session.view.overlay
    request.opacity = session.screen.opacity
    request.showsHeat = session.view.showsHeat && session.review.doubt != nil
    request.sampling = sampling
    request.usesMarks = usesMarks
    return request
  }

  /// Draws the stroke in hand, the cursor and the brush.
  private func drawMarks(over raster: inout Raster) {
    if let stroke = session.stroke {
      PendingStroke.draw(
        stroke.runs, view, theme.pending, gap: usesMarks ? theme.pane : nil, over: &raster)
    }
    Crosshair.draw(
      at: session.view.cursor, view, line: session.screen.showsCrosshair ? theme.crosshair : nil,
      mark: theme.cursorMark, gap: usesMarks ? theme.pane : nil, over: &raster)
    if session.isEditing {
      let dab = Dab(
        at: session.view.cursor, brush: session.editing.brush, plane: session.view.plane,
        geometry: session.review.geometry)
      // A pale colour would be dithered.
      BrushOutline.draw(
        dab, view, usesMarks ? theme.cursorMark : theme.brush, over: &raster)
    }
  }

  /// Says that there is no CT behind the labels: in the middle, and at the upper edge while editing,
  /// where it hides less of what is worked on.
  private func drawMissingCT(in rect: CellRect, into frame: inout Frame) {
    let (title, advice) =
      session.situation?.isCTMissing == true
      ? (
        "CT not at hand",
        session.keymap.told("{quit} leaves; open the case with its CT named: --ct FOLDER")
      )
      : (
        "no CT",
        "These are labels alone; \(session.keymap.word(for: "quit")) leaves, and --ct FOLDER adds a CT"
      )
    let width = min(40, rect.width - 2)
    var lines = TextWrap.lines(title, width: width)
    if !session.isEditing { lines += TextWrap.lines(advice, width: width) }
    guard lines.count <= rect.height else { return }
    let top = session.isEditing ? rect.y : rect.y + (rect.height - lines.count) / 2
    for (row, line) in lines.enumerated() {
      frame.write(
        " \(line) ", x: rect.x + (rect.width - line.count - 2) / 2, y: top + row, theme.warning,
        on: theme.ground, style: row == 0 ? .bold : [])
    }
  }

  private func drawBorder(_ rect: CellRect, into frame: inout Frame) {
    let isFocused = session.screen.focus == Pane(plane)
    let letters = EdgeLetters(view.axes, session.review.geometry)
    var border = PaneBorder(
      left: letters.left, right: letters.right, top: letters.top, bottom: letters.bottom,
      isFocused: isFocused)
    if plane != .sagittal {
      border.leftWord = lateralWord(letters.left)
      border.rightWord = lateralWord(letters.right)
    }
    let last = view.size[view.axes.through] - 1
    border.parts = [
      part(plane.rawValue, 0, style: isFocused ? .bold : []), part("\(view.slice)/\(last)", 1),
      part(positionText, 5),
      .init(pieces: scalePieces, rank: 2),
    ]
    if let tilt { border.parts.append(part("tilt \(tilt)°", 4)) }
    border.draw(rect, theme, into: &frame)
  }

  private func part(_ text: String, _ rank: Int, style: Cell.Style = []) -> FittedLine.Part {
    .init(pieces: [TextPiece(text, theme.title, style: style)], rank: rank)
  }

  private var positionText: String {
    PositionText.across(plane, at: session.review.geometry.point(session.view.cursor))
  }

  /// Millimetres a pixel; "~" before it where a pixel covers more than a voxel.
  private var scalePieces: [TextPiece] {
    let scale = TextPiece("\(Self.shortDecimal(view.mmPerPixel)) mm/px", theme.title)
    return view.isCoarserThanData
      ? [TextPiece("~", theme.warning, style: .bold), scale] : [scale]
  }

  /// Up to two decimals, without noughts behind the first.
  static func shortDecimal(_ number: Double) -> String {
    let text = PositionText.decimal(number, places: 2)
    return text.hasSuffix("0") ? String(text.dropLast()) : text
  }

  /// "lat" or "med" at an edge that points to a side; nil when the side of the knee is unknown.
  private func lateralWord(_ letter: String) -> String? {
    guard let side = session.situation?.side.side else { return nil }
    if letter.hasPrefix(side.letter) { return "lat" }
    return letter.hasPrefix("R") || letter.hasPrefix("L") ? "med" : nil
  }

  /// The angle in degrees between the slices' axis and the anatomical one, when it is more than ½°.
  private var tilt: Int? {
    let direction = session.review.geometry.direction[view.axes.through]
    let patientAxis =
      switch plane {
      case .sagittal: 0
      case .coronal: 1
      case .axial: 2
      }
    let degrees = acos(min(1, abs(direction[patientAxis]))) * 180 / .pi
    return degrees > 0.5 ? Int(degrees.rounded()) : nil
  }
}
