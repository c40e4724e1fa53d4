/// What the user did, as the terminal decoded it.
public enum InputEvent: Hashable, Sendable {
  /// A key.
  case key(Key)
  /// The mouse.
  case mouse(MouseEvent)
  /// Text was pasted; at most 64 KiB, control characters left out.
  case paste(String)
  /// The terminal's window gained or lost the focus.
  case focus(Bool)
}
