internal import Canvas
internal import Meshing
internal import Reviewing
internal import Volumes

/// The picture of the surfaces as it was drawn last, and what it was made from.
struct SurfaceMemory: Sendable {
  private struct PartKey: Equatable {
    var bone: UInt8
    var role: Int
    var summary: SurfaceSummary
    var isSolid: Bool
    var change: Int?
  }

  private struct Key: Equatable {
    var parts: [PartKey]
    var request: SurfaceRequest
    var colouring: SurfaceFraming.Colouring
    var depth: ColourDepth
    var bone: UInt8
  }

  /// What a surface is made of that has nothing to show.
  static let neutral = Colour(hex: 0xC9C2B4)
  /// What bones that are not chosen are made of where there are no colours: hues would all be white.
  static let quiet = Colour(grey: 150)

  private var key: Key?
  private var picture = Raster(width: 1, height: 1, filledWith: .black)

  /// The picture without the cursor; nil when no bone has a surface to show.
  mutating func picture(
    _ request: SurfaceRequest, _ session: Session, _ theme: Theme
  ) -> Raster? {
    let colouring = session.screen.surface.colouring
    let shown = session.shownSurfaces
    guard !shown.isEmpty else { return nil }
    let parts = shown.map { entry, surface in
      PartKey(
        bone: entry.value, role: entry.colourRole, summary: surface.summary.unchecked,
        isSolid: surface.summary.isTakenForClosed,
        change: colouring == .change ? session.changes[entry.value]?.version : nil)
    }
    let hasHues = session.screen.cells.depth != .mono
    let key = Key(
      parts: parts, request: request, colouring: colouring, depth: session.screen.cells.depth,
      bone: hasHues ? 0 : session.editing.bone)
    if key == self.key { return picture }
    let ready = shown.map { entry, surface in
      let number = surface.levels.number(for: request)
      let heat: SurfaceHeat? =
        switch colouring {
        case .bone: nil
        case .hesitation: surface.hesitationLevels.map { SurfaceHeat($0[number], theme.heat) }
        case .change:
          session.changes[entry.value]
            .flatMap { $0.version == surface.summary.version ? $0 : nil }
            .map { SurfaceHeat($0.levels[number], theme.change) }
        }
      return ReadyPart(
        shape: surface.levels.levels[number].shape,
        colour: colouring != .bone
          ? Self.neutral
          : hasHues
            ? theme.labels[entry.colourRole]
            : entry.value == session.editing.bone ? .white : Self.quiet,
        heat: heat, isSolid: surface.summary.isTakenForClosed)
    }
    picture = SurfaceRenderer.render(ready, request, background: theme.pane)
    self.key = key
    return picture
  }
}
