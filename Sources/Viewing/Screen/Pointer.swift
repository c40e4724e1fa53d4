/// How exactly the mouse tells where it is.
public enum Pointer: Hashable, Sendable {
  /// There is none, or its place matters to nobody.
  case none
  /// Whole cells: the upper and the lower pixel of one cannot be told apart.
  case cells
  /// Pixels of the terminal, which are finer than those of pictures.
  case pixels
}
