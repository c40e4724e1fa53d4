public import Canvas
public import Volumes

/// Draws one slice: the same for terminal cells and for pictures, so that they never disagree.
///
/// CT lies below, then labels, then doubt. A volume without CT is dark ground.
public enum SliceRenderer {
  /// The picture that `request` asks for; the volumes that are given must all have its grid's size.
  public static func render(
    _ request: SliceRequest, ct: Volume<Int16>?, labels: LabelMap?, doubt: Volume<UInt8>? = nil,
    theme: Theme = .dark
  ) -> Raster {
    var raster = grey(request, ct: ct, theme: theme)
    lay(labels: labels, doubt: doubt, over: &raster, request, theme: theme)
    return raster
  }

  /// The lowest layer alone: the CT, or dark ground.
  static func grey(_ request: SliceRequest, ct: Volume<Int16>?, theme: Theme) -> Raster {
    let view = request.view
    check(request, ct?.size)
    var raster = Raster(width: view.width, height: view.height, filledWith: theme.pane)
    if let ct {
      drawGrey(ct.voxels.span, request, across(request), down(request), into: &raster)
    }
    return raster
  }

  /// Lays labels and doubt over the lowest layer.
  static func lay(
    labels: LabelMap?, doubt: Volume<UInt8>?, over raster: inout Raster, _ request: SliceRequest,
    theme: Theme
  ) {
    check(request, labels?.volume.size)
    check(request, doubt?.size)
    let (across, down) = (across(request), down(request))
    if let labels, request.overlay != .off {
      drawLabels(labels, request, across, down, theme, into: &raster)
    }
    if let doubt, request.showsHeat {
      drawHeat(
        doubt.voxels.span, request, across, down, theme.heat, edge: theme.pane, into: &raster)
    }
  }

  private static func check(_ request: SliceRequest, _ size: GridSize?) {
    let view = request.view
    precondition(size.map { $0 == view.size } ?? true, "the volumes must share one grid")
    precondition((0..<view.size[view.axes.through]).contains(view.slice), "no such slice")
  }

  private static func across(_ request: SliceRequest) -> SampleTable {
    let view = request.view
    return SampleTable(
      centre: view.centreAcross, step: view.acrossStep, pixels: view.width,
      voxels: view.size[view.axes.across], sampling: request.sampling)
  }

  private static func down(_ request: SliceRequest) -> SampleTable {
    let view = request.view
    return SampleTable(
      centre: view.centreDown, step: view.downStep, pixels: view.height,
      voxels: view.size[view.axes.down], sampling: request.sampling)
  }

  private static func drawGrey(
    _ source: Span<Int16>, _ request: SliceRequest, _ across: SampleTable, _ down: SampleTable,
    into raster: inout Raster
  ) {
    let view = request.view
    let strides = SliceStrides(view)
    let used = usedVoxels(across)
    let inside = across.nearest.span
    let downNearest = down.nearest.span
    var means = [Float](repeating: 0, count: view.size[view.axes.across])
    var values = [Float](repeating: 0, count: view.width)
    var mean = means.mutableSpan
    var value = values.mutableSpan
    var pixels = raster.pixels.mutableSpan
    let window = request.window
    for row in 0..<view.height where downNearest[row] >= 0 {
      resampleRow(
        source, strides, row: row, downStarts: down.starts.span, downVoxels: down.voxels.span,
        downWeights: down.weights.span, acrossStarts: across.starts.span,
        acrossVoxels: across.voxels.span, acrossWeights: across.weights.span, used: used,
        mean: &mean, result: &value)
      let start = row &* view.width
      for column in 0..<view.width where inside[column] >= 0 {
        pixels[start &+ column] = Colour(grey: UInt8(window.grey(value[column]) + 0.5))
      }
    }
  }

  /// The voxels across that any pixel takes from.
  private static func usedVoxels(_ table: SampleTable) -> Range<Int> {
    guard let first = table.voxels.min(), let last = table.voxels.max() else { return 0..<0 }
    return first..<last + 1
  }

  private static func drawLabels(
    _ labels: LabelMap, _ request: SliceRequest, _ across: SampleTable, _ down: SampleTable,
    _ theme: Theme, into raster: inout Raster
  ) {
    let look = LabelLook(labels.table, hidden: request.hidden, palette: theme.labels)
    let share = Int((256 * min(max(request.opacity, 0), 1)).rounded())
    let isOutline = request.overlay == .outline
    let usesMarks = request.usesMarks
    let hatches = look.roles.map { Hatch.start(role: $0) }
    let hatch = hatches.span
    let patterns = Hatch.labels
    let pattern = patterns.span
    let edge = theme.pane
    let (width, height) = (request.view.width, request.view.height)
    let strides = SliceStrides(request.view)
    let source = labels.volume.voxels.span
    let columns = across.surrounded.span
    let rows = down.surrounded.span
    let shown = look.isShown.span
    let colours = look.colours.span
    // Three rows of labels, each with what lies just beside the picture, so that a bone that goes on
    // out of sight has no outline along the picture's edge.
    let stride = width + 2
    var lines = [UInt8](repeating: 0, count: 3 * stride)
    var line = lines.mutableSpan
    var pixels = raster.pixels.mutableSpan
    for row in 0..<height &+ 2 {
      fillLine(
        source, strides, rows[row], columns, shown, at: row % 3 &* stride, into: &line)
      guard row > 1 else { continue }
      let next = row % 3 &* stride &+ 1
      let here = (row &+ 2) % 3 &* stride &+ 1
      let above = (row &+ 1) % 3 &* stride &+ 1
      let start = (row &- 2) &* width
      for column in 0..<width {
        let label = line[here &+ column]
        if label == 0 { continue }
        if isOutline {
          let isInner =
            line[here &+ column &- 1] == label && line[here &+ column &+ 1] == label
            && line[above &+ column] == label && line[next &+ column] == label
          if !isInner { pixels[start &+ column] = colours[Int(label)] }
        } else if usesMarks {
          switch pattern[hatch[Int(label)] &+ ((row &- 2) & 7) &* 8 &+ (column & 7)] {
          case .none: break
          case .edge: pixels[start &+ column] = edge
          case .line: pixels[start &+ column] = colours[Int(label)]
          }
        } else {
          pixels[start &+ column] = pixels[start &+ column].mixed(
            with: colours[Int(label)], share: share)
        }
      }
    }
  }

  private static func fillLine(
    _ source: Span<UInt8>, _ strides: SliceStrides, _ row: Int, _ columns: Span<Int>,
    _ shown: Span<Bool>, at start: Int, into line: inout MutableSpan<UInt8>
  ) {
    let base = strides.start &+ row &* strides.down
    for column in 0..<columns.count {
      var label: UInt8 = 0
      if row >= 0, columns[column] >= 0 {
        label = source[base &+ columns[column] &* strides.across]
        if !shown[Int(label)] { label = 0 }
      }
      line[start &+ column] = label
    }
  }

  private static func drawHeat(
    _ source: Span<UInt8>, _ request: SliceRequest, _ across: SampleTable, _ down: SampleTable,
    _ ramp: HeatRamp, edge: Colour, into raster: inout Raster
  ) {
    let view = request.view
    let strides = SliceStrides(view)
    let used = usedVoxels(across)
    let weak = isoByte(HeatRamp.isoLevels[0])
    let strong = isoByte(HeatRamp.isoLevels[1])
    let usesMarks = request.usesMarks
    let patterns = Hatch.heat
    let marks = patterns.span
    let colours = ramp.colours.span
    let shares = ramp.shares.span
    var means = [Float](repeating: 0, count: view.size[view.axes.across])
    var values = [Float](repeating: 0, count: view.width)
    // How many iso-levels each pixel of the row above reaches.
    var bands = [Int](repeating: 0, count: view.width)
    var mean = means.mutableSpan
    var value = values.mutableSpan
    var band = bands.mutableSpan
    var pixels = raster.pixels.mutableSpan
    let downNearest = down.nearest.span
    for row in 0..<view.height where downNearest[row] >= 0 {
      resampleRow(
        source, strides, row: row, downStarts: down.starts.span, downVoxels: down.voxels.span,
        downWeights: down.weights.span, acrossStarts: across.starts.span,
        acrossVoxels: across.voxels.span, acrossWeights: across.weights.span, used: used,
        mean: &mean, result: &value)
      let start = row &* view.width
      var left = 0
      for column in 0..<view.width {
        let level = Int(value[column] + 0.5)
        let reached = level >= strong ? 2 : level >= weak ? 1 : 0
        if usesMarks {
          // Dotted, as outlines are solid; without it a narrow place might have no mark.
          let isBorder =
            reached > left && column > 0 || reached > band[column] && row > 0
            || reached < left || reached < band[column]
          left = reached
          band[column] = reached
          if isBorder {
            let isDot = (row &+ column) & 1 == 0
            pixels[start &+ column] = isDot ? colours[max(level, weak)] : edge
            continue
          }
          guard reached > 0 else { continue }
          switch marks[(reached &- 1) &* 64 &+ (row & 7) &* 8 &+ (column & 7)] {
          case .none: break
          case .edge: pixels[start &+ column] = edge
          case .line: pixels[start &+ column] = colours[level]
          }
          continue
        }
        let isLine =
          request.showsIsoLines
          && (reached > left && column > 0 || reached > band[column] && row > 0
            || reached < left || reached < band[column])
        if isLine {
          pixels[start &+ column] = colours[level]
        } else if shares[level] > 0 {
          pixels[start &+ column] = pixels[start &+ column].mixed(
            with: colours[level], share: shares[level])
        }
        left = reached
        band[column] = reached
      }
    }
  }

  /// The least stored value that reaches a level of 0...1.
  private static func isoByte(_ level: Double) -> Int { Int((level * 255).rounded(.up)) }
}
