public import Canvas

extension TerminalScreen {
  /// How a picture is brought over the cells.
  enum LensMethod: Equatable {
    /// As kitty takes it.
    case kitty
    /// In sixels.
    case sixel

    /// What takes it away again; sixels go when cells are written over them.
    var end: [UInt8] { self == .kitty ? KittyPicture.delete : [] }
  }

  /// The most pixels that are sent as PNG, of which each takes about half a byte; the terminal scales.
  private static let most = 600_000

  /// Whether pictures of true pixels can be shown.
  public var lensOffer: LensOffer {
    if isInMultiplexer {
      return .refused("tmux and screen keep pixel pictures from the terminal")
    }
    guard let method = lensMethod else {
      return .refused(
        "this terminal shows no pixel pictures (neither kitty graphics nor sixel)")
    }
    guard let cell = cellPixels else {
      return .refused("this terminal does not tell how many pixels a cell has")
    }
    return .pixels(
      cell: SIMD2(cell.width, cell.height), most: method == .kitty ? Self.most : .max)
  }

  /// What the terminal understands.
  var lensMethod: LensMethod? {
    answers.hasKittyGraphics ? .kitty : answers.hasSixel ? .sixel : nil
  }

  /// Shows a picture over cells; until `closeLens` no frame is shown.
  ///
  /// - Returns: false when it cannot be shown, and nothing was done.
  public func openLens(_ picture: Raster, over rect: CellRect) -> Bool {
    guard case .pixels = lensOffer, let method = lensMethod, !rect.isEmpty, rect.x >= 0,
      rect.y >= 0, rect.right <= columns, rect.bottom <= rows
    else { return false }
    let bytes: [UInt8]
    switch method {
    case .kitty:
      guard let png = try? PNGFile.encode(picture) else { return false }
      bytes = KittyPicture.show(png: png, columns: rect.width, rows: rect.height)
    case .sixel: bytes = SixelPicture.encode(picture)
    }
    // ncurses knows nothing of it: place and colours must be afterwards what they were.
    let place = Array("\u{1B}7\u{1B}[\(rect.y + 1);\(rect.x + 1)H".utf8)
    return hold(rect, place + bytes + [0x1B, 0x38])
  }
}
