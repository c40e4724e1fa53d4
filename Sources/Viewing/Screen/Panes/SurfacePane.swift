internal import Editing
internal import Meshing
internal import Canvas
internal import Reviewing
internal import Volumes

/// Draws the pane of the surfaces, and what is known about the chosen bone's.
struct SurfacePane {
  /// What is drawn.
  let session: Session
  /// From where and how large.
  var request: SurfaceRequest
  /// The colours.
  let theme: Theme
  /// Into which parts cells are divided.
  var parts = CellParts.halves

  /// Draws the pane into a rectangle of cells.
  func draw(in rect: CellRect, memory: inout SurfaceMemory, into frame: inout Frame) {
    let isFocused = session.screen.focus == .surface
    var fine = self
    fine.request = request.divided(parts)
    if let raster = fine.raster(&memory) {
      frame.draw(raster, parts: parts, x: rect.x + 1, y: rect.y + 1)
      frame.pictures.append(PictureArea(pane: rect, theme))
      if session.screen.surface.colouring == .change {
        let legend = ChangeLegend.line(theme, width: rect.width - 2)
        frame.write(legend, x: rect.x + 1, y: rect.bottom - 2, width: rect.width - 2)
      }
    } else {
      drawSentence(in: rect.inset(by: 1), into: &frame)
    }
    let letters = request.orientation.letters
    var border = PaneBorder(
      left: letters.left, right: letters.right, top: letters.top, bottom: letters.bottom,
      isFocused: isFocused)
    border.parts = [
      .init(
        pieces: [TextPiece("surface", theme.title, style: isFocused ? .bold : [])], rank: 9),
      .init(
        pieces: [
          TextPiece(session.review.labels.table.name(of: session.editing.bone), theme.title)
        ],
        rank: 2),
    ]
    border.parts += facts
    if let word = colourWord {
      border.parts.append(.init(pieces: [TextPiece(word, theme.title)], rank: 4))
    }
    border.draw(rect, theme, into: &frame)
  }

  /// The picture alone, made anew; nil when no bone has a surface to show.
  func raster() -> Raster? {
    var memory = SurfaceMemory()
    return raster(&memory)
  }

  private func raster(_ memory: inout SurfaceMemory) -> Raster? {
    guard var raster = memory.picture(request, session, theme) else { return nil }
    drawCursor(over: &raster)
    if session.screen.focus == .surface, session.screen.showsCrosshair {
      drawMiddle(over: &raster)
    }
    return raster
  }

  /// What the colours tell, of the chosen bone where they tell a distance; nil when they tell bones.
  private var colourWord: String? {
    switch session.screen.surface.colouring {
    case .bone: return nil
    case .hesitation:
      return session.review.doubt == nil
        ? "no map" : (session.situation?.doubtKind ?? .hesitation).rawValue
    case .change:
      let bone = session.editing.bone
      guard let surface = session.surfaces[bone] else { return "change" }
      guard let change = session.changes[bone], change.version == surface.summary.version else {
        return "change being measured…"
      }
      return "change \(ChangeLegend.words(change))"
    }
  }

  /// What is known about the chosen bone's surface, as parts of the head.
  private var facts: [FittedLine.Part] {
    let quiet = theme.quietText
    func part(_ text: String, _ colour: Colour, rank: Int) -> FittedLine.Part {
      .init(pieces: [TextPiece(text, colour)], rank: rank)
    }
    return Self.facts(of: session.editing.bone, session).enumerated().map { place, fact in
      part(
        fact.text, fact.isWarning ? theme.warning : quiet, rank: fact.isWarning ? 1 : 5 + place)
    }
  }

  /// The words about a bone's surface; those that must be read are marked.
  static func facts(of bone: UInt8, _ session: Session) -> [(text: String, isWarning: Bool)] {
    guard session.tally.counts[Int(bone)] > 0 else { return [("no voxels", false)] }
    let isInWork = session.surfacesInWork.contains(bone)
    guard let summary = session.surfaces[bone]?.summary else {
      return [(isInWork ? "making…" : "not made yet", false)]
    }
    var facts: [(text: String, isWarning: Bool)] = []
    if let checks = summary.checks {
      if !checks.isClosed {
        facts.append(("OPEN, \(counted(checks.openEdges, "edge"))", true))
      } else if !checks.isManifold {
        facts.append(("NOT MANIFOLD", true))
      } else {
        facts.append(("closed", false))
      }
      facts.append((checks.parts == 1 ? "1 part" : "\(checks.parts) parts", false))
      if let crossings = checks.facts?.selfIntersections, crossings > 0 {
        facts.append((counted(crossings, "CROSSING"), true))
      }
      if checks.cavities > 0 {
        facts.append((counted(checks.cavities, "cavity", "cavities"), false))
      }
      if let tunnels = checks.tunnels, tunnels > 0 {
        facts.append((counted(tunnels, "tunnel"), false))
      }
    } else {
      facts.append(("checking…", false))
    }
    if let distance = summary.greatestDistance, distance.isFinite {
      // Rounded up: the words promise an upper bound.
      let upper = (distance * 10 - 1e-6).rounded(.up) / 10
      facts.append(("fits ≤\(PositionText.decimal(max(upper, 0.1), places: 1)) mm", false))
    }
    if isInWork {
      facts.append(("making…", true))
    } else if session.stroke?.bone == bone, summary.version < session.version {
      facts.append(("before the stroke", true))
    }
    return facts
  }

  /// A small cross where the cursor's place is, whatever lies before it.
  private func drawCursor(over raster: inout Raster) {
    let place = request.pixel(of: session.review.geometry.point(session.view.cursor)).place
    guard abs(place.x) < 1e6, abs(place.y) < 1e6 else { return }
    let (x, y) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
    for (dx, dy) in [(0, 0), (-2, 0), (-1, 0), (1, 0), (2, 0), (0, -2), (0, -1), (0, 1), (0, 2)] {
      let (column, row) = (x + dx, y + dy)
      guard column >= 0, column < raster.width, row >= 0, row < raster.height else { continue }
      raster[column, row] = theme.cursorMark
    }
  }

  /// Four points round the middle, where Enter picks.
  private func drawMiddle(over raster: inout Raster) {
    let (x, y) = (raster.width / 2, raster.height / 2)
    for (dx, dy) in [(-3, 0), (3, 0), (0, -3), (0, 3)] {
      let (column, row) = (x + dx, y + dy)
      guard column >= 0, column < raster.width, row >= 0, row < raster.height else { continue }
      raster[column, row] = theme.crosshair
    }
  }

  private func drawSentence(in rect: CellRect, into frame: inout Frame) {
    frame.fill(rect, with: Cell(" ", theme.quietText, on: theme.pane))
    let lines = TextWrap.lines(sentence, width: rect.width - 2)
    let top = rect.y + max(0, (rect.height - lines.count) / 2)
    for (row, line) in lines.prefix(rect.height).enumerated() {
      frame.write(
        line, x: rect.x + max(0, (rect.width - line.count) / 2), y: top + row, theme.quietText,
        width: rect.width)
    }
  }

  private var sentence: String {
    let shown = session.review.labels.table.entries.filter {
      session.tally.counts[Int($0.value)] > 0
    }
    if shown.isEmpty { return "No bone has voxels yet." }
    if !shown.contains(where: \.isVisible) { return "All bones are hidden." }
    return session.surfacesInWork.isEmpty
      ? "The surfaces are not there yet." : "The surfaces are being made…"
  }
}
