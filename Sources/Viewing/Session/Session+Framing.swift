internal import Canvas
internal import Glibc
internal import Volumes

extension Session {
  /// Changes the scale of all planes by a factor about a place of the grid that stays where it is.
  ///
  /// Where the view keeps to whole cells it goes on until that can be seen.
  mutating func zoom(by factor: Double, about anchor: GridPoint) {
    let before = planeView(view.plane)?.mmPerPixel
    for _ in 0..<8 {
      zoom(to: Plane.allCases.map { mmPerPixel($0) * factor }, about: anchor)
      if planeView(view.plane)?.mmPerPixel != before { break }
    }
  }

  /// Gives all planes one scale about a place of the grid that stays where it is.
  mutating func zoom(to scale: Double, about anchor: GridPoint) {
    zoom(to: Plane.allCases.map { _ in scale }, about: anchor)
  }

  /// Gives each plane a scale within its limits.
  private mutating func zoom(to wanted: [Double], about anchor: GridPoint) {
    // All of them first: a plane's own scale would change with those before it.
    let old = Plane.allCases.map { mmPerPixel($0) }
    let new = zip(Plane.allCases, wanted).map { plane, wanted in
      min(max(wanted, smallestScale), max(largestScale(plane), smallestScale))
    }
    for (place, plane) in Plane.allCases.enumerated() {
      var middle = screen.middles[plane] ?? firstMiddle
      middle.vector = anchor.vector + (middle.vector - anchor.vector) * (new[place] / old[place])
      screen.middles[plane] = middle
      screen.scales[plane] = new[place]
    }
    let scale = planeView(view.plane)?.mmPerPixel ?? mmPerPixel(view.plane)
    message = "\(PositionText.decimal(scale, places: 2)) mm a pixel"
    if new == old {
      message += scale == smallestScale ? ", 8 pixels a voxel: the closest" : ", the whole slice"
    }
  }

  /// Frames all of the bones again.
  mutating func frameBones() {
    framedBox = Self.framing(tally, labels)
    screen.scales = [:]
    screen.middles = [:]
    screen.surface.magnification = 1
    screen.surface.shift = .zero
  }

  /// Brings the cursor into the middle of every plane.
  mutating func centreOnCursor() {
    for plane in Plane.allCases { screen.middles[plane] = GridPoint(view.cursor) }
  }

  /// Moves a plane's picture by cells.
  mutating func pan(_ plane: Plane, columns: Double, rows: Double) {
    guard let planeView = planeView(plane) else { return }
    var middle = screen.middles[plane] ?? firstMiddle
    middle.vector[planeView.axes.across] -= columns * planeView.acrossStep
    middle.vector[planeView.axes.down] -= 2 * rows * planeView.downStep
    // The middle of the pane stays on the grid, so that the picture cannot be lost.
    for axis in 0..<3 {
      middle.vector[axis] = min(max(middle.vector[axis], 0), Double(labels.volume.size[axis] - 1))
    }
    screen.middles[plane] = middle
  }

  /// Moves each plane's picture so far that the cursor is on it; a cursor that left it far is centred.
  ///
  /// - Parameter isJump: whether what is round the cursor matters as well: then it comes into the
  ///   middle when it lies in the outer quarter.
  mutating func keepCursorVisible(isJump: Bool = false) {
    guard screen.columns > 0 else { return }
    for plane in Plane.allCases {
      guard let planeView = planeView(plane) else { continue }
      let place = planeView.pixel(of: GridPoint(view.cursor))
      let (width, height) = (Double(planeView.width), Double(planeView.height))
      let margin = SIMD2(
        isJump ? width / 4 : min(2, width / 4), isJump ? height / 4 : min(2, height / 4))
      let held = SIMD2(
        min(max(place.x, margin.x), width - margin.x),
        min(max(place.y, margin.y), height - margin.y))
      let away = place - held
      guard away != .zero else { continue }
      var middle = screen.middles[plane] ?? firstMiddle
      if isJump || abs(away.x) > width / 2 || abs(away.y) > height / 2 {
        middle = GridPoint(view.cursor)
      } else {
        middle.vector[planeView.axes.across] += away.x * planeView.acrossStep
        middle.vector[planeView.axes.down] += away.y * planeView.downStep
      }
      screen.middles[plane] = middle
    }
  }

  /// Puts the cursor on a voxel, and the pictures so that it is seen.
  mutating func moveCursor(to voxel: VoxelIndex, isJump: Bool = false) {
    view.cursor = voxel
    keepCursorVisible(isJump: isJump)
  }

  /// Turns the surfaces by angles in degrees: their front to the right, and downwards.
  mutating func turn(right: Double, down: Double) {
    screen.surface.orientation = screen.surface.orientation.turned(
      yaw: right * .pi / 180, pitch: down * .pi / 180)
  }
}
