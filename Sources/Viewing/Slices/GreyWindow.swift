/// The grey values of a CT that are told apart: from `level - width/2`, black, to white.
public struct GreyWindow: Hashable, Sendable {
  /// From black to white in HU; at least 1.
  public var width: Double
  /// The middle in HU.
  public var level: Double

  /// Takes width and level in HU.
  public init(width: Double, level: Double) {
    self.width = max(1, width)
    self.level = level
  }

  /// For bone: WL 300 WW 2000.
  public static let bone = GreyWindow(width: 2000, level: 300)
  /// For soft tissue: WL 40 WW 400.
  public static let soft = GreyWindow(width: 400, level: 40)

  /// The grey 0...255 of a value in HU: the linear-exact function of DICOM PS3.3 C.11.2.1.3.
  @inlinable
  public func grey(_ value: Float) -> Float {
    let share = (value - Float(level)) / Float(width) + 0.5
    return min(max(share, 0), 1) * 255
  }
}
