internal import Canvas
internal import Files
public import Viewing
public import Volumes

/// Slices spread evenly through one bone, all at one scale, and its surface from two sides.
public struct MontagePicture: Sendable {
  /// The volumes.
  public var volumes: PictureVolumes
  /// The label value of the bone.
  public var bone: UInt8
  /// The plane; nil for the one in which few slices show most of the bone.
  public var plane: Plane?
  /// How many slices, 1...24.
  public var count = 12
  /// The bone's surface; empty shows none.
  public var surface: [SurfacePart]
  /// From where the surface is seen.
  public var orientations: [SurfaceOrientation.Standard] = [.anterior, .posterior]
  /// How it is drawn.
  public var style = PictureStyle()
  /// Whose it is.
  public var caption: PictureCaption

  /// Takes what to show.
  public init(
    volumes: PictureVolumes, bone: UInt8, surface: [SurfacePart] = [], caption: PictureCaption
  ) {
    self.volumes = volumes
    self.bone = bone
    self.surface = surface
    self.caption = caption
  }

  private static let gap = 14.0
  private static let head = 26.0
  private static let surfaceWidth = 330.0

  /// The plane in which the bone's box shows its largest face.
  static func bestPlane(_ box: VoxelBox, _ geometry: Geometry) -> Plane {
    func face(_ plane: Plane) -> Double {
      let axes = PlaneAxes(plane, geometry)
      return Double(box.size[axes.across]) * geometry.spacing[axes.across]
        * Double(box.size[axes.down]) * geometry.spacing[axes.down]
    }
    return Plane.allCases.reduce(.axial) { face($1) > face($0) * 1.000001 ? $1 : $0 }
  }

  /// `count` slices spread evenly over a range, without repeats.
  static func slices(_ range: Range<Int>, count: Int) -> [Int] {
    let wanted = min(count, range.count)
    return (0..<wanted).map { range.lowerBound + (2 * $0 + 1) * range.count / (2 * wanted) }
  }

  /// Draws it.
  func rendered() throws -> RenderedPicture {
    let name = volumes.labels?.table[bone]?.name ?? "label \(bone)"
    guard let labels = volumes.labels,
      let tight = volumes.box(of: [bone], in: labels, margin: 0),
      let region = volumes.box(of: [bone], in: labels, margin: 8)
    else { throw SnapshotError.emptyBone(name: name) }
    let axes = PlaneAxes(plane ?? Self.bestPlane(tight, volumes.geometry), volumes.geometry)
    let slices = Self.slices(
      tight.lower[axes.through]..<tight.upper[axes.through], count: min(max(count, 1), 24))
    let panes = panes(slices, region, axes)
    let page = page(panes, name, axes)
    let grid = Grid(panes: panes, hasSurface: !surface.isEmpty)
    let layout = try page.layout(
      contentWidth: grid.width, contentHeight: grid.height + PaneSurroundings.barHeight)
    let boxes = grid.boxes(at: layout.content)
    let surfaces = surfaceBoxes(beside: grid, at: layout.content)
    var raster = Raster(width: layout.width, height: layout.height, filledWith: style.theme.ground)
    for (pane, box) in zip(panes, boxes) {
      raster.place(pane.raster(), x: Int(box.x), y: Int(box.y))
    }
    for (side, box) in surfaces {
      raster.place(surfaceRaster(side, box), x: Int(box.x), y: Int(box.y))
    }
    let drawing = try Drawing(raster)
    drawPanes(panes, boxes, axes, drawing)
    drawSurfaces(surfaces, drawing)
    let scale = 1 / (panes.first?.view.mmPerPixel ?? 1)
    PaneSurroundings(style: style).drawScaleBar(
      drawing, x: layout.content.x, y: layout.content.bottom - 6, pixelsPerMillimetre: scale,
      limit: grid.tile.width * 0.6)
    page.draw(layout, drawing)
    return RenderedPicture(
      raster: try drawing.finished(),
      texts: page.texts(
        title: "\(SafeText.cleaned(name)), \(axes.plane.rawValue)",
        more: [
          PNGFile.Text("Plane", axes.plane.rawValue),
          PNGFile.Text("Slice", slices.map(String.init).joined(separator: " ")),
          PNGFile.Text("Window", style.windowText),
        ]), pixelsPerMillimetre: scale)
  }

  private func panes(_ slices: [Int], _ region: VoxelBox, _ axes: PlaneAxes) -> [SlicePane] {
    let spacing = volumes.geometry.spacing
    let across = Double(region.size[axes.across]) * spacing[axes.across]
    let down = Double(region.size[axes.down]) * spacing[axes.down]
    let finest = min(spacing[axes.across], spacing[axes.down])
    let scale =
      style.pixelsPerMillimetre.map { min(max($0, 0.01), 1000 / max(across, down)) }
      ?? min(330 / max(across, down), 10 / finest)
    return slices.map { slice in
      var centre = GridPoint(0, 0, 0)
      for axis in 0..<3 {
        centre.vector[axis] = Double(region.lower[axis] + region.upper[axis] - 1) / 2
      }
      centre.vector[axes.through] = Double(slice)
      // Narrow bones get a tile wide enough for the words over it; more of the CT fills it.
      let view = PlaneView(
        axes: axes, size: volumes.size, spacing: spacing, centre: centre, mmPerPixel: 1 / scale,
        width: max(210, Int((across * scale).rounded())),
        height: max(120, Int((down * scale).rounded())))
      return SlicePane(view: view, volumes: volumes, style: style, emphasis: bone)
    }
  }

  private func page(_ panes: [SlicePane], _ name: String, _ axes: PlaneAxes) -> PicturePage {
    let letters = EdgeLetters(axes, volumes.geometry)
    let coarse = panes.first?.view.isCoarserThanData ?? false
    let scale = 1 / (panes.first?.view.mmPerPixel ?? 1)
    return PicturePage(
      caption: caption, style: style,
      facts: [
        SafeText.cleaned(name, limit: 32), "\(axes.plane.rawValue), \(panes.count) slices",
        "top \(letters.top)", style.windowText, "\(PositionText.decimal(scale, places: 2)) px/mm",
      ],
      legend: volumes.legend(style), heat: volumes.heatTitle(style),
      notices: coarse ? [RenderedPicture.coarse] : [])
  }

  /// The tiles' places.
  private struct Grid {
    let columns: Int
    let rows: Int
    let tile: (width: Double, height: Double)
    let hasSurface: Bool

    init(panes: [SlicePane], hasSurface: Bool) {
      // As few empty places as can be, and then the shape that suits a page.
      let choices =
        panes.count > 12 ? [6, 5, 4] : panes.count > 4 ? [4, 3, 5] : [max(1, panes.count)]
      func empty(_ columns: Int) -> Int { (columns - panes.count % columns) % columns }
      columns = choices.reduce(choices[0]) { empty($1) < empty($0) ? $1 : $0 }
      rows = (panes.count + columns - 1) / columns
      tile = (Double(panes.first?.view.width ?? 1), Double(panes.first?.view.height ?? 1))
      self.hasSurface = hasSurface
    }

    var tilesWidth: Double { Double(columns) * (tile.width + gap) - gap }
    var width: Double { tilesWidth + (hasSurface ? gap * 2 + surfaceWidth : 0) }
    var height: Double {
      // Two surface views need some height even beside a single row.
      max(Double(rows) * (tile.height + head) + Double(rows - 1) * 6, hasSurface ? 480 : 0) + 14
    }

    func boxes(at content: Box) -> [Box] {
      (0..<rows * columns).map { place in
        Box(
          x: content.x + Double(place % columns) * (tile.width + gap),
          y: content.y + head + Double(place / columns) * (tile.height + head + 6),
          width: tile.width, height: tile.height)
      }
    }
  }

  private func surfaceBoxes(
    beside grid: Grid, at content: Box
  ) -> [(SurfaceOrientation.Standard, Box)] {
    guard grid.hasSurface, !orientations.isEmpty else { return [] }
    let count = Double(orientations.count)
    let height = ((grid.height - 14 - (count - 1) * 6) / count - Self.head).rounded(.down)
    return orientations.enumerated().map { number, side in
      (
        side,
        Box(
          x: content.x + grid.tilesWidth + Self.gap * 2,
          y: content.y + Self.head + Double(number) * (height + Self.head + 6),
          width: Self.surfaceWidth, height: max(40, height))
      )
    }
  }

  private func surfaceRaster(_ side: SurfaceOrientation.Standard, _ box: Box) -> Raster {
    SurfaceRenderer.render(
      surface,
      SurfaceRequest(
        fitting: surface, orientation: SurfaceOrientation(side), width: Int(box.width),
        height: Int(box.height), samples: 2),
      background: style.theme.pane)
  }

  private func drawPanes(
    _ panes: [SlicePane], _ boxes: [Box], _ axes: PlaneAxes, _ drawing: Drawing
  ) {
    let round = PaneSurroundings(style: style)
    let letters = EdgeLetters(axes, volumes.geometry)
    for (pane, box) in zip(panes, boxes) {
      pane.drawLines(drawing, in: box)
      round.drawFrame(drawing, box)
      let text = "\(pane.view.slice)/\(volumes.size[axes.through] - 1)  \(pane.positionText)"
      round.drawHead(text, letters, drawing, over: box)
    }
  }

  private func drawSurfaces(
    _ surfaces: [(SurfaceOrientation.Standard, Box)], _ drawing: Drawing
  ) {
    let round = PaneSurroundings(style: style)
    for (side, box) in surfaces {
      round.drawFrame(drawing, box)
      round.drawHead(
        "surface, \(side.rawValue)", SurfaceOrientation(side).letters, drawing, over: box)
    }
  }
}
