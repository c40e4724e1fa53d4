internal import Canvas
internal import Files
public import Viewing
public import Volumes

/// Three planes through one place at one scale, and the surfaces, as on the screen.
public struct LayoutPicture: Sendable {
  /// The volumes.
  public var volumes: PictureVolumes
  /// Where the planes meet.
  public var cursor: VoxelIndex
  /// The part that must be seen in all planes; nil for the whole grid.
  public var region: VoxelBox?
  /// The bones' surfaces; empty shows none.
  public var surfaces: [SurfacePart]
  /// From where the surfaces are seen.
  public var orientation: SurfaceOrientation
  /// Whether lines show where the planes meet.
  public var showsCrosshair = true
  /// How it is drawn.
  public var style = PictureStyle()
  /// Whose it is.
  public var caption: PictureCaption

  /// Takes what to show.
  public init(
    volumes: PictureVolumes, cursor: VoxelIndex, region: VoxelBox? = nil,
    surfaces: [SurfacePart] = [], orientation: SurfaceOrientation = SurfaceOrientation(.anterior),
    caption: PictureCaption
  ) {
    self.volumes = volumes
    self.cursor = cursor
    self.region = region
    self.surfaces = surfaces
    self.orientation = orientation
    self.caption = caption
  }

  private static let gap = 22.0
  private static let head = 28.0

  /// Draws it.
  func rendered() throws -> RenderedPicture {
    for plane in Plane.allCases {
      let axis = PlaneAxes(plane, volumes.geometry).through
      guard (0..<volumes.size[axis]).contains(cursor[axis]) else {
        throw SnapshotError.sliceOutside(
          plane: plane, slice: cursor[axis], count: volumes.size[axis])
      }
    }
    let panes = try panes()
    let scale = 1 / (panes.first?.view.mmPerPixel ?? 1)
    let page = page(panes, scale)
    let cell = (
      width: Double(panes.first?.view.width ?? 1), height: Double(panes.first?.view.height ?? 1)
    )
    let layout = try page.layout(
      contentWidth: 2 * cell.width + Self.gap,
      contentHeight: 2 * (cell.height + Self.head) + 8 + PaneSurroundings.barHeight)
    let boxes = (0..<4).map { place in
      Box(
        x: layout.content.x + Double(place % 2) * (cell.width + Self.gap),
        y: layout.content.y + Self.head + Double(place / 2) * (cell.height + Self.head + 8),
        width: cell.width, height: cell.height)
    }
    var raster = Raster(width: layout.width, height: layout.height, filledWith: style.theme.ground)
    for (pane, box) in zip(panes, boxes) {
      raster.place(pane.raster(), x: Int(box.x), y: Int(box.y))
    }
    raster.place(surfaceRaster(boxes[3]), x: Int(boxes[3].x), y: Int(boxes[3].y))
    let drawing = try Drawing(raster)
    draw(panes, boxes, drawing)
    PaneSurroundings(style: style).drawScaleBar(
      drawing, x: layout.content.x, y: layout.content.bottom - 6, pixelsPerMillimetre: scale,
      limit: cell.width * 0.4)
    page.draw(layout, drawing)
    let place = PositionText.all(volumes.geometry.point(cursor))
    return RenderedPicture(
      raster: try drawing.finished(),
      texts: page.texts(
        title: "axial, coronal, sagittal at \(cursor)",
        more: [
          PNGFile.Text("Slice", "\(cursor)"), PNGFile.Text("Position", place + " mm (LPS)"),
          PNGFile.Text("Window", style.windowText),
        ]), pixelsPerMillimetre: scale)
  }

  private func page(_ panes: [SlicePane], _ scale: Double) -> PicturePage {
    PicturePage(
      caption: caption, style: style,
      facts: [
        "voxel \(cursor)", PositionText.all(volumes.geometry.point(cursor)) + " mm",
        style.windowText, "\(PositionText.decimal(scale, places: 2)) px/mm",
      ],
      legend: volumes.legend(style), heat: volumes.heatTitle(style),
      notices: panes.contains { $0.view.isCoarserThanData } ? [RenderedPicture.coarse] : [])
  }

  /// The three planes, each on as many pixels as the largest needs.
  private func panes() throws -> [SlicePane] {
    let whole = VoxelBox(volumes.size)
    let wanted = (region ?? whole).intersection(whole)
    let box = wanted.isEmpty ? whole : wanted
    let spacing = volumes.geometry.spacing
    let all = [Plane.axial, .coronal, .sagittal].map { PlaneAxes($0, volumes.geometry) }
    let across = all.map { Double(box.size[$0.across]) * spacing[$0.across] }.max() ?? 1
    let down = all.map { Double(box.size[$0.down]) * spacing[$0.down] }.max() ?? 1
    let usual = min(max(2 / spacing.min(), 420 / max(across, down)), 760 / max(across, down))
    let scale = style.pixelsPerMillimetre.map { min(max($0, 0.01), 1000) } ?? usual
    let (width, height) = (Int((across * scale).rounded()), Int((down * scale).rounded()))
    guard max(width, height) <= PictureStyle.greatestSide / 2 else {
      throw SnapshotError.tooLarge(
        width: 2 * width, height: 2 * height, limit: PictureStyle.greatestSide)
    }
    return all.map { axes in
      var centre = GridPoint(0, 0, 0)
      for axis in 0..<3 {
        centre.vector[axis] = Double(box.lower[axis] + box.upper[axis] - 1) / 2
      }
      centre.vector[axes.through] = Double(cursor[axes.through])
      let view = PlaneView(
        axes: axes, size: volumes.size, spacing: spacing, centre: centre, mmPerPixel: 1 / scale,
        width: max(260, width), height: max(200, height))
      return SlicePane(view: view, volumes: volumes, style: style)
    }
  }

  private func surfaceRaster(_ box: Box) -> Raster {
    SurfaceRenderer.render(
      surfaces,
      SurfaceRequest(
        fitting: surfaces, orientation: orientation, width: Int(box.width),
        height: Int(box.height), samples: 2),
      background: style.theme.pane)
  }

  private func draw(_ panes: [SlicePane], _ boxes: [Box], _ drawing: Drawing) {
    let round = PaneSurroundings(style: style)
    for (pane, box) in zip(panes, boxes) {
      pane.drawLines(drawing, in: box)
      if showsCrosshair { pane.drawCrosshair(GridPoint(cursor), drawing, in: box) }
      round.drawFrame(drawing, box)
      round.drawHead(
        "\(pane.sliceText)  \(pane.position(at: volumes.geometry.point(cursor)))",
        EdgeLetters(pane.view.axes, volumes.geometry),
        drawing, over: box)
    }
    round.drawFrame(drawing, boxes[3])
    let text = surfaces.isEmpty ? "no surface" : "surface"
    round.drawHead(text, surfaces.isEmpty ? nil : orientation.letters, drawing, over: boxes[3])
  }
}
