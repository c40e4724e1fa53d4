internal import Canvas
internal import Reviewing
internal import Volumes

/// The pictures of one plane's pane as they were drawn last, and what they were made from.
///
/// The grey picture is kept apart from the labels, so that a dab draws labels only.
struct SliceMemory: Sendable {
  private struct GreyKey: Equatable {
    var view: PlaneView
    var window: GreyWindow
    var hasCT: Bool
    var usesMarks: Bool
  }

  private struct Key: Equatable {
    var grey: GreyKey
    var overlay: OverlayMode
    var opacity: Double
    var showsHeat: Bool
    var table: LabelTable
    var version: Int
  }

  private var greyKey: GreyKey?
  private var key: Key?
  private var grey = Raster(width: 1, height: 1, filledWith: .black)
  private var picture = Raster(width: 1, height: 1, filledWith: .black)

  /// The slice without cursor and brush.
  mutating func picture(_ request: SliceRequest, _ session: Session, _ theme: Theme) -> Raster {
    let review = session.review
    let grey = GreyKey(
      view: request.view, window: request.window, hasCT: review.ct != nil,
      usesMarks: request.usesMarks)
    let key = Key(
      grey: grey, overlay: request.overlay, opacity: request.opacity,
      showsHeat: request.showsHeat, table: review.labels.table, version: session.version)
    if key == self.key { return picture }
    if grey != greyKey {
      self.grey = SliceRenderer.grey(request, ct: review.ct, theme: theme)
      greyKey = grey
    }
    picture = self.grey
    SliceRenderer.lay(
      labels: review.labels, doubt: review.doubt, over: &picture, request, theme: theme)
    self.key = key
    return picture
  }
}
