/// A part of a frame that holds a picture, which a slow line may show coarser than it is for a while.
public struct PictureArea: Hashable, Sendable {
  /// The cells; only those with the style `.picture` count.
  public let rect: CellRect
  /// Where the mark stands while the picture is not exact.
  public let mark: Frame.Caret
  /// What stands there then.
  public let sign: Cell

  /// Takes a rectangle, and what is drawn where while its picture is not exact.
  public init(_ rect: CellRect, mark: Frame.Caret, sign: Cell) {
    (self.rect, self.mark, self.sign) = (rect, mark, sign)
  }
}
