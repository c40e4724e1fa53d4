internal import Canvas
internal import Viewing
internal import Volumes

/// One slice on a page: its pixels, then its lines over them.
struct SlicePane {
  /// What is seen.
  let view: PlaneView
  let volumes: PictureVolumes
  let style: PictureStyle
  /// The label whose outline is drawn at full strength while others step back; nil for none.
  var emphasis: UInt8?

  /// The pixels without lines.
  func raster() -> Raster {
    var request = SliceRequest(view)
    request.window = style.window
    // Lines are drawn over it by Cairo, with smooth edges.
    request.overlay = style.overlay == .fill ? .fill : .off
    request.opacity = style.opacity
    request.showsHeat = style.showsHeat
    request.showsIsoLines = false
    request.hidden = style.hidden
    return SliceRenderer.render(
      request, ct: volumes.ct, labels: volumes.labels, doubt: volumes.doubt, theme: style.theme)
  }

  /// Draws outlines and lines of equal doubt inside `box`, which has the view's size.
  func drawLines(_ drawing: Drawing, in box: Box) {
    drawing.clipped(to: box) {
      if style.showsHeat, let doubt = volumes.doubt { drawIsoLines(doubt, drawing, box) }
      if style.overlay != .off, let labels = volumes.labels { drawOutlines(labels, drawing, box) }
    }
  }

  private func drawOutlines(_ labels: LabelMap, _ drawing: Drawing, _ box: Box) {
    let look = LabelLook(labels.table, hidden: style.hidden, palette: style.theme.labels)
    let width = 1.6
    // Half a line's width inside the label, so that touching bones keep both their colours.
    let pixelsPerVoxel = 1 / max(abs(view.acrossStep), abs(view.downStep))
    let inset = min(0.4, width / 2 / pixelsPerVoxel)
    for value in presentLabels(labels.volume) where look.isShown[Int(value)] {
      // Where single voxels can be seen, and where a fill shows them, the line follows each of them.
      let lines = Contours.outlines(
        of: value, in: labels.volume, view: view, inset: inset,
        isExact: pixelsPerVoxel >= 6 || style.overlay == .fill)
      let strength = emphasis == nil || emphasis == value ? 1 : 0.6
      // A dark seam under the colour keeps it visible on white cortical bone.
      stroke(lines, drawing, box, .black, alpha: 0.4 * strength, width: width + 1.6)
      stroke(lines, drawing, box, look.colours[Int(value)], alpha: strength, width: width)
    }
  }

  private func drawIsoLines(_ doubt: Volume<UInt8>, _ drawing: Drawing, _ box: Box) {
    for level in HeatRamp.isoLevels {
      let lines = Contours.isoLines(of: doubt, view: view, level: level)
      let colour = style.theme.heat.colours[Int(level * 255)]
      stroke(lines, drawing, box, colour, alpha: 0.9, width: level > 0.5 ? 1.4 : 1)
    }
  }

  private func stroke(
    _ lines: [Contours.Line], _ drawing: Drawing, _ box: Box, _ colour: Colour, alpha: Double,
    width: Double
  ) {
    guard !lines.isEmpty else { return }
    drawing.colour(colour, alpha: alpha)
    for line in lines {
      let points = line.map { point in
        view.pixel(across: point.x, down: point.y) + SIMD2(box.x, box.y)
      }
      drawing.add(points, isClosed: true)
    }
    drawing.stroke(width)
  }

  /// The label values that occur in the slice, without background.
  private func presentLabels(_ labels: Volume<UInt8>) -> [UInt8] {
    var isPresent = [Bool](repeating: false, count: 256)
    var index = VoxelIndex(0, 0, 0)
    index[view.axes.through] = view.slice
    for down in 0..<view.size[view.axes.down] {
      index[view.axes.down] = down
      for across in 0..<view.size[view.axes.across] {
        index[view.axes.across] = across
        isPresent[Int(labels.voxels[labels.size.offset(index)])] = true
      }
    }
    return (1...255).filter { isPresent[Int($0)] }
  }

  /// Draws the two lines that cross at a place of the grid, open round the place itself.
  func drawCrosshair(_ point: GridPoint, _ drawing: Drawing, in box: Box) {
    let place = view.pixel(of: point) + SIMD2(box.x, box.y)
    let gap = 9.0
    drawing.clipped(to: box) {
      drawing.colour(style.theme.crosshair, alpha: 0.45)
      for (from, to) in [(box.x, place.x - gap), (place.x + gap, box.right)] where from < to {
        drawing.add([SIMD2(from, place.y), SIMD2(to, place.y)], isClosed: false)
      }
      for (from, to) in [(box.y, place.y - gap), (place.y + gap, box.bottom)] where from < to {
        drawing.add([SIMD2(place.x, from), SIMD2(place.x, to)], isClosed: false)
      }
      drawing.stroke(1)
    }
  }

  /// "axial 178/411", both counted from 0 as everywhere.
  var sliceText: String {
    "\(view.axes.plane.rawValue) \(view.slice)/\(view.size[view.axes.through] - 1)"
  }

  /// Where the slice lies at the middle of the pane, such as "S 42.6 mm".
  var positionText: String {
    let middle = view.gridPoint(x: Double(view.width) / 2, y: Double(view.height) / 2)
    return position(at: volumes.geometry.point(middle))
  }

  /// Where the slice lies at a place on it: slices of an oblique volume are nowhere at one height.
  func position(at point: PatientPoint) -> String {
    PositionText.across(view.axes.plane, at: point) + " mm"
  }
}
