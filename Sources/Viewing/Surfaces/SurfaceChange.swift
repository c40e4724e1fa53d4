internal import Canvas
public import Meshing

/// How far a bone's surface lies from the AI's: outside it where bone was added, inside it where bone
/// was taken away.
public struct SurfaceChange: Sendable {
  /// The version of the labels that the surface was made from.
  public let version: Int
  /// The greatest distance inside, at most 0, and outside, at least 0, in mm; nil when the AI has no
  /// such bone.
  public let range: ClosedRange<Float>?
  /// A value of `ChangeRamp` for each corner of each of the surface's levels.
  let levels: [[UInt8]]

  /// Where the scale of the colours ends on both sides, in mm; the same for all bones and cases, so
  /// that a colour always tells the same distance.
  public static let end: Float = 2

  /// Measures a surface's vertices.
  public init(of surface: ShownSurface, from reference: SurfaceDistance) {
    version = surface.summary.version
    let distances = reference.signedDistances(from: surface.mesh.positions)
    var (least, greatest): (Float, Float) = (0, 0)
    var values = [UInt8](repeating: ChangeRamp.none, count: distances.count)
    for corner in distances.indices {
      let distance = distances[corner]
      values[corner] = ChangeRamp.value(of: distance, end: Self.end)
      least = min(least, distance)
      greatest = max(greatest, distance)
    }
    range = greatest.isFinite ? least...greatest : nil
    levels = surface.levels.values(values, neutral: ChangeRamp.none)
  }
}
