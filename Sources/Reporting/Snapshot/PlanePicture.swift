internal import Canvas
internal import Files
internal import Viewing
public import Volumes

/// One slice at the resolution of the data, with all that is needed to read it.
public struct PlanePicture: Sendable {
  /// The volumes.
  public var volumes: PictureVolumes
  /// The plane.
  public var plane: Plane
  /// The slice, counted from 0.
  public var slice: Int
  /// The part that is shown; nil for the whole slice.
  public var region: VoxelBox?
  /// How it is drawn.
  public var style = PictureStyle()
  /// Whose it is.
  public var caption: PictureCaption

  /// Takes what to show.
  public init(
    volumes: PictureVolumes, plane: Plane, slice: Int, region: VoxelBox? = nil,
    caption: PictureCaption
  ) {
    self.volumes = volumes
    self.plane = plane
    self.slice = slice
    self.region = region
    self.caption = caption
  }

  /// Draws it.
  func rendered() throws -> RenderedPicture {
    let axes = PlaneAxes(plane, volumes.geometry)
    let count = volumes.size[axes.through]
    guard (0..<count).contains(slice) else {
      throw SnapshotError.sliceOutside(plane: plane, slice: slice, count: count)
    }
    let view = try paneView(axes)
    let pane = SlicePane(view: view, volumes: volumes, style: style)
    let scale = 1 / view.mmPerPixel
    let facts = [
      pane.sliceText, pane.positionText, style.windowText,
      "\(PositionText.decimal(scale, places: 2)) px/mm",
    ]
    let page = PicturePage(
      caption: caption, style: style, facts: facts, legend: volumes.legend(style),
      heat: volumes.heatTitle(style),
      notices: view.isCoarserThanData ? [RenderedPicture.coarse] : [])
    let gutter = PaneSurroundings.gutter
    let (width, height) = (Double(view.width), Double(view.height))
    let layout = try page.layout(
      contentWidth: width + 2 * gutter,
      contentHeight: height + 2 * 26 + PaneSurroundings.barHeight)
    let box = Box(
      x: layout.content.x + gutter, y: layout.content.y + 26, width: width, height: height)
    var raster = Raster(width: layout.width, height: layout.height, filledWith: style.theme.ground)
    raster.place(pane.raster(), x: Int(box.x), y: Int(box.y))
    let drawing = try Drawing(raster)
    pane.drawLines(drawing, in: box)
    let round = PaneSurroundings(style: style)
    round.drawFrame(drawing, box)
    round.drawLetters(EdgeLetters(axes, volumes.geometry), drawing, round: box)
    round.drawScaleBar(
      drawing, x: box.x, y: box.bottom + 40, pixelsPerMillimetre: scale, limit: width * 0.4)
    page.draw(layout, drawing)
    return RenderedPicture(
      raster: try drawing.finished(), texts: page.texts(title: facts[0], more: texts(pane)),
      pixelsPerMillimetre: scale)
  }

  private func texts(_ pane: SlicePane) -> [PNGFile.Text] {
    [
      PNGFile.Text("Plane", plane.rawValue), PNGFile.Text("Slice", "\(slice)"),
      PNGFile.Text("Position", pane.positionText + " (LPS)"),
      PNGFile.Text("Window", style.windowText),
    ]
  }

  /// The pane's pixels: two a voxel or more, unless that makes it wider than a page.
  private func paneView(_ axes: PlaneAxes) throws -> PlaneView {
    let whole = VoxelBox(volumes.size)
    let wanted = (region ?? whole).intersection(whole)
    let box = wanted.isEmpty ? whole : wanted
    let spacing = volumes.geometry.spacing
    let across = Double(box.size[axes.across]) * spacing[axes.across]
    let down = Double(box.size[axes.down]) * spacing[axes.down]
    let longer = max(across, down)
    // Two pixels a voxel, more where that would be a stamp, less where it would be a poster.
    let usual = min(
      max(2 / min(spacing[axes.across], spacing[axes.down]), 700 / longer),
      PictureStyle.usualSide / longer)
    let scale = style.pixelsPerMillimetre.map { min(max($0, 0.01), 1000) } ?? usual
    let width = max(1, Int((across * scale).rounded()))
    let height = max(1, Int((down * scale).rounded()))
    guard max(width, height) <= PictureStyle.greatestSide else {
      throw SnapshotError.tooLarge(width: width, height: height, limit: PictureStyle.greatestSide)
    }
    var centre = GridPoint(0, 0, 0)
    for axis in 0..<3 {
      centre.vector[axis] = Double(box.lower[axis] + box.upper[axis] - 1) / 2
    }
    centre.vector[axes.through] = Double(slice)
    return PlaneView(
      axes: axes, size: volumes.size, spacing: spacing, centre: centre, mmPerPixel: 1 / scale,
      width: width, height: height)
  }
}

/// A finished picture and what its file says about it.
struct RenderedPicture {
  let raster: Raster
  let texts: [PNGFile.Text]
  let pixelsPerMillimetre: Double

  /// What a picture says that does not show every voxel.
  static let coarse = "~ coarser than the data: one pixel covers more than one voxel"

  /// The bytes of the PNG file; printed at its stated density, it is life-size.
  func encoded() throws -> [UInt8] {
    try PNGFile.encode(raster, texts: texts, pixelsPerMetre: pixelsPerMillimetre * 1000)
  }
}
