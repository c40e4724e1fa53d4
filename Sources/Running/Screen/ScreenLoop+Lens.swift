internal import Canvas
internal import Viewing

/// Whether a picture of true pixels lies over a pane.
enum LensState: Sendable {
  case closed
  /// It comes as soon as the frame under it is on its way.
  case wanted
  case open
}

/// The lens: while it is open nothing else is drawn, and whatever the user does closes it.
extension ScreenLoop {
  func askForLens() {
    switch port.lensOffer {
    case .pixels:
      lens = .wanted
      react(.report("lens on the \(session.screen.focus.rawValue) pane; any key closes it"))
    case .refused(let reason):
      let advice = session.keymap.told("{maximise} maximises the pane, {zoom in} zooms")
      react(.failed("\(reason); \(advice)"))
    }
  }

  func openLens() {
    lens = .closed
    guard case .pixels(let cell, let most) = port.lensOffer else { return }
    guard let picture = painter.lens(of: session, cell: cell, most: most) else {
      return react(.failed("the pane shows no picture"))
    }
    if port.openLens(picture.raster, over: picture.rect) { lens = .open }
  }

  func closeLens() {
    if lens == .open {
      port.closeLens()
      react(.report(""))
    }
    lens = .closed
  }

  /// Whether what the user did only closed the lens; a lens that is not there yet is called off.
  func isForLens(_ input: InputEvent) -> Bool {
    let wasOpen = lens == .open
    switch input {
    case .key, .mouse, .paste:
      closeLens()
      return wasOpen
    case .focus(let isFocused):
      if !isFocused { closeLens() }
      return false
    }
  }
}
