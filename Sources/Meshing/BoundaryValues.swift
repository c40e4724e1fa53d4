public import Volumes

/// Where between two voxel centres a boundary lies, by something finer than the labels: the grey values,
/// or how sure the AI was.
///
/// Used only where it agrees with the labels: an edge of the grid takes it when both of its ends do, and
/// neither was changed by hand; elsewhere the recipe's field decides. A voxel centre never changes side.
public struct BoundaryValues: Sendable {
  // For each voxel of the volume; 0 says nothing.
  private let values: [Int16]
  // Whether the sign must agree with the label; without it only the size counts.
  private let isSigned: Bool

  /// A crossing stays at least this share of the edge away from both voxel centres.
  static let margin = 0.02

  /// From the AI's hesitation, 0...255 for 1 less the difference of the two greatest probabilities.
  ///
  /// Beside a boundary the second class is the one on the other side, so the surface lies where both are
  /// equally probable, linearly between the voxel centres.
  ///
  /// - Parameter ai: the labels as the AI gave them; nil when nothing was changed.
  public init(hesitation: Volume<UInt8>, labels: Volume<UInt8>, ai: [UInt8]?) {
    let doubts = hesitation.voxels.span
    isSigned = false
    values = Self.values(labels, ai) { max(1, 255 - Int16(doubts[$0])) }
  }

  /// From grey values: the surface lies where they pass a threshold, linearly between the voxel centres.
  ///
  /// - Parameters:
  ///   - threshold: inside is above it, in HU.
  ///   - ai: the labels as the AI gave them; nil when nothing was changed.
  public init(ct: Volume<Int16>, threshold: Int, labels: Volume<UInt8>, ai: [UInt8]?) {
    let grey = ct.voxels.span
    isSigned = true
    values = Self.values(labels, ai) { Int16(clamping: Int(grey[$0]) - threshold) }
  }

  @inline(__always)
  private static func values(
    _ labels: Volume<UInt8>, _ ai: [UInt8]?, _ value: (Int) -> Int16
  ) -> [Int16] {
    let count = labels.voxels.count
    return [Int16](unsafeUninitializedCapacity: count) { target, written in
      if let ai {
        let (given, now) = (ai.span, labels.voxels.span)
        for at in 0..<count { target[at] = given[at] == now[at] ? value(at) : 0 }
      } else {
        for at in 0..<count { target[at] = value(at) }
      }
      written = count
    }
  }

  /// How far from the lower end of an edge the boundary lies, as a share of its length; nil where the
  /// field must decide.
  @inline(__always)
  func share(_ low: Int, _ high: Int, isLowInside: Bool) -> Double? {
    var (a, b) = (Double(values[low]), Double(values[high]))
    if isSigned {
      if !isLowInside { (a, b) = (-a, -b) }
      b = -b
    }
    guard a > 0, b > 0 else { return nil }
    return min(max(a / (a + b), Self.margin), 1 - Self.margin)
  }
}
