internal import Canvas
internal import Meshing
internal import Reviewing
internal import Volumes

/// The picture of the surfaces as it was drawn last, what it was made from, and the meshes made ready.
struct SurfaceMemory: Sendable {
  private struct PartKey: Equatable {
    var bone: UInt8
    var role: Int
    var summary: SurfaceSummary
  }

  private struct Key: Equatable {
    var parts: [PartKey]
    var request: SurfaceRequest
    var colouring: SurfaceFraming.Colouring
  }

  /// What a surface is made of that has no doubt to show.
  static let neutral = Colour(hex: 0xC9C2B4)

  private var key: Key?
  private var picture = Raster(width: 1, height: 1, filledWith: .black)
  private var shapes: [UInt8: (summary: SurfaceSummary, shape: SurfaceShape)] = [:]

  /// The picture without the cursor; nil when no bone has a surface to show.
  mutating func picture(
    _ request: SurfaceRequest, _ session: Session, _ theme: Theme
  ) -> Raster? {
    let colouring = session.screen.surface.colouring
    var parts: [PartKey] = []
    for entry in session.review.labels.table.entries where entry.isVisible {
      guard let surface = session.surfaces[entry.value], surface.summary.triangles > 0 else {
        continue
      }
      parts.append(
        PartKey(bone: entry.value, role: entry.colourRole, summary: surface.summary.unchecked))
    }
    guard !parts.isEmpty else { return nil }
    let key = Key(parts: parts, request: request, colouring: colouring)
    if key == self.key { return picture }
    var ready: [ReadyPart] = []
    for part in parts {
      guard let surface = session.surfaces[part.bone] else { continue }
      let shape = shape(of: part.bone, surface)
      let heat =
        colouring == .hesitation
        ? surface.hesitation.map { SurfaceHeat($0, theme.heat) } : nil
      ready.append(
        ReadyPart(
          shape: shape, colour: colouring == .bone ? theme.labels[part.role] : Self.neutral,
          heat: heat))
    }
    picture = SurfaceRenderer.render(ready, request, background: theme.pane)
    self.key = key
    return picture
  }

  private mutating func shape(of bone: UInt8, _ surface: ShownSurface) -> SurfaceShape {
    let summary = surface.summary.unchecked
    if let kept = shapes[bone], kept.summary == summary { return kept.shape }
    let shape = SurfaceShape(surface.mesh)
    shapes[bone] = (summary, shape)
    return shape
  }
}
