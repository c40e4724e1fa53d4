internal import Canvas
internal import Editing
internal import Reviewing

extension Session {
  /// Changes what tools may change.
  mutating func setRule(_ command: ScreenCommand) throws(CommandError) {
    switch command {
    case .range(let change):
      var isOn = editing.rules.range != nil
      Self.apply(change, to: &isOn)
      if let range = editing.rules.range { keptRange = range }
      editing.rules.range = isOn ? keptRange : nil
      message = "range \(rangeWords)"
    case .invertRange:
      guard editing.rules.range != nil else {
        throw CommandError(
          keymap.told("there is no HU range to turn inside out; {range toggle} switches it on"))
      }
      editing.rules.isRangeInverted.toggle()
      message = "range \(rangeWords)"
    default:
      editing.rules.overwrite = editing.rules.overwrite == .any ? .background : .any
      message = "over \(overWords)"
    }
  }

  /// The HU range in words: "off", "150 to 3000 HU", "outside 150 to 3000 HU".
  public var rangeWords: String {
    guard let range = editing.rules.range else { return "off" }
    return (editing.rules.isRangeInverted ? "outside " : "")
      + "\(range.lowerBound) to \(range.upperBound) HU"
  }

  /// Changes how things look.
  mutating func setLook(_ command: ScreenCommand) throws(CommandError) {
    switch command {
    case .overlayNext:
      let modes = OverlayMode.allCases
      let at = modes.firstIndex(of: view.overlay) ?? 0
      view.overlay = modes[(at + 1) % modes.count]
      message = "overlay \(view.overlay.rawValue)"
    case .overlayToggle:
      if view.overlay == .off {
        view.overlay = screen.overlayBefore
      } else {
        screen.overlayBefore = view.overlay
        view.overlay = .off
      }
      message = "overlay \(view.overlay.rawValue)"
    case .opacity(let share): setOpacity(share)
    case .opacityStep(let steps):
      setOpacity(((screen.opacity * 10).rounded() + Double(steps)) / 10)
    case .heatToggle:
      if screen.focus == .surface {
        try setColouring(nextColouring)
      } else {
        try setHeat(!view.showsHeat)
      }
    case .windowNext:
      let presets: [GreyWindow] = [.bone, .soft, .wide]
      let at = presets.firstIndex(of: view.window)
      view.window = presets[at.map { ($0 + 1) % presets.count } ?? 0]
      message = "window \(view.window.words)"
    case .crosshair(let change):
      Self.apply(change, to: &screen.showsCrosshair)
      message = "crosshair \(screen.showsCrosshair ? "on" : "off")"
    case .view(let standard):
      screen.surface.orientation = SurfaceOrientation(standard)
      message = "surface from \(standard.rawValue)"
    case .colouring(let colouring): try setColouring(colouring)
    default: break
    }
  }

  private mutating func setOpacity(_ share: Double) {
    screen.opacity = min(max(share, 0.1), 1)
    message = "fill \(Int((100 * screen.opacity).rounded())) %"
    if view.overlay == .off {
      message += "; labels are hidden, \(keymap.wordForShowingLabels) shows them"
    } else if view.overlay != .fill {
      message +=
        "; labels are drawn as \(view.overlay.rawValue), "
        + "\(keymap.word(for: "overlay next")) changes it"
    }
  }

  static let noDoubt = CommandError(
    "there is no uncertainty map in this case (give it with --uncertainty)")
}
