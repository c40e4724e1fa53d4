public import Canvas

extension Session {
  /// The screen as it is now, drawn without memory of earlier ones.
  public func frame(theme: Theme) -> Frame {
    var renderer = ScreenRenderer(theme: theme)
    return renderer.render(self)
  }
}
