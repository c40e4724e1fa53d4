/// How exactly pictures are sent while they move; at rest they always become exact.
public enum QualityChoice: String, Hashable, Sendable, CaseIterable {
  /// As exactly as the line carries in time.
  case auto
  /// Always exactly.
  case full
  /// Pixels keep their colour until it changes by more than noise does.
  case steady
  /// Blocks of two by two pixels.
  case coarse
}
