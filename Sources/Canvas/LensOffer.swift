/// Whether a terminal shows pictures of true pixels over its cells.
public enum LensOffer: Hashable, Sendable {
  /// It does: the pixels of one cell, and the most that a picture may have, over which it is scaled.
  case pixels(cell: SIMD2<Double>, most: Int)
  /// It does not: why, as the beginning of a sentence.
  case refused(String)
}
