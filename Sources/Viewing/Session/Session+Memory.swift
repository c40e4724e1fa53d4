internal import Canvas
internal import Editing
internal import Reviewing
internal import Volumes

extension Session {
  /// The view in words, to be kept with the case and given to `restoreView`.
  ///
  /// The mode is not among them: a case is reopened in LOOK. Nor are the rules of painting, which must
  /// not be found switched on by surprise.
  public var viewMemory: [String: String] {
    let cursor = view.cursor
    var memory = [
      "cursor": "\(cursor.x),\(cursor.y),\(cursor.z)", "focus": screen.focus.rawValue,
      "window": "\(view.window.level) \(view.window.width)", "overlay": view.overlay.rawValue,
      "opacity": "\(screen.opacity)", "heat": view.showsHeat ? "on" : "off",
      "crosshair": screen.showsCrosshair ? "on" : "off",
      "bone": labels.table.name(of: editing.bone),
      "brush": "\(editing.brush.diameter) \(editing.brush.shape.rawValue)",
      "colouring": screen.surface.colouring.rawValue,
    ]
    for plane in Plane.allCases {
      let name = plane.rawValue
      memory["scale.\(name)"] = screen.scales[plane].map { "\($0)" } ?? "fit"
      let place = screen.middles[plane]?.vector
      memory["middle.\(name)"] = place.map { "\($0.x) \($0.y) \($0.z)" } ?? "fit"
    }
    for (bone, text) in seen.memory(labels.table) { memory["seen.\(bone)"] = text }
    let right = screen.surface.orientation.right
    let up = -screen.surface.orientation.down
    memory["orientation"] = "\(right.x) \(right.y) \(right.z) \(up.x) \(up.y) \(up.z)"
    return memory
  }

  /// Takes a view up again; what cannot be read, or lies outside, is left as it is.
  public mutating func restoreView(_ memory: [String: String]) {
    func numbers(_ key: String, _ separator: Character = " ") -> [Double] {
      (memory[key] ?? "").split(separator: separator).compactMap { Double($0) }
        .filter { $0.isFinite && abs($0) < 1e9 }
    }
    let cursor = numbers("cursor", ",")
    if cursor.count == 3 {
      let voxel = VoxelIndex(Int(cursor[0]), Int(cursor[1]), Int(cursor[2]))
      if labels.volume.size.contains(voxel) { view.cursor = voxel }
    }
    if let focus = memory["focus"].flatMap(Pane.init(rawValue:)) {
      screen.focus = focus
      if let plane = focus.plane { view.plane = plane }
    }
    let window = numbers("window")
    if window.count == 2, window[1] >= 1, window[1] <= 65_535, abs(window[0]) <= 32_768 {
      view.window = GreyWindow(width: window[1], level: window[0])
    }
    if let mode = memory["overlay"].flatMap(OverlayMode.init(rawValue:)) { view.overlay = mode }
    if let share = numbers("opacity").first { screen.opacity = min(max(share, 0.1), 1) }
    if let heat = memory["heat"] { view.showsHeat = heat == "on" && review.doubt != nil }
    if let lines = memory["crosshair"] { screen.showsCrosshair = lines != "off" }
    if let entry = memory["bone"].flatMap(labels.table.named) { editing.bone = entry.value }
    let brush = (memory["brush"] ?? "").split(separator: " ")
    if brush.count == 2, let diameter = Double(brush[0]), Brush.diameters.contains(diameter),
      let shape = Brush.Shape(rawValue: String(brush[1]))
    {
      editing.brush = Brush(shape: shape, diameter: diameter)
    }
    if let colouring = memory["colouring"].flatMap(SurfaceFraming.Colouring.init(rawValue:)),
      colouring != .hesitation || review.doubt != nil
    {
      screen.surface.colouring = colouring
    }
    for plane in Plane.allCases {
      if let scale = numbers("scale.\(plane.rawValue)").first, scale > 1e-3, scale <= 100 {
        screen.scales[plane] = scale
      }
      let middle = numbers("middle.\(plane.rawValue)")
      if middle.count == 3 { screen.middles[plane] = GridPoint(middle[0], middle[1], middle[2]) }
    }
    restoreOrientation(numbers("orientation"))
    seen.restore(memory, labels.table, tally, labels.volume)
  }

  private mutating func restoreOrientation(_ parts: [Double]) {
    guard parts.count == 6 else { return }
    let right = SIMD3(parts[0], parts[1], parts[2])
    let up = SIMD3(parts[3], parts[4], parts[5])
    // Only two directions of length 1 at right angles turn without stretching.
    guard abs(length(right) - 1) < 1e-6, abs(length(up) - 1) < 1e-6, abs(dot(right, up)) < 1e-6
    else { return }
    screen.surface.orientation = SurfaceOrientation(right: right, up: up)
  }
}
