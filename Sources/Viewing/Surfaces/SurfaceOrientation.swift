internal import Glibc
internal import Volumes

/// From where a surface is looked at: three directions in the patient (LPS) at right angles.
public struct SurfaceOrientation: Hashable, Sendable {
  /// Towards the right edge of the screen.
  public let right: SIMD3<Double>
  /// Towards the lower edge.
  public let down: SIMD3<Double>
  /// From the patient to the viewer.
  public let towardsViewer: SIMD3<Double>

  /// Takes two directions of length 1 at right angles; the third follows.
  public init(right: SIMD3<Double>, up: SIMD3<Double>) {
    self.right = right
    down = -up
    towardsViewer = cross(right, up)
  }

  /// The six views along the patient's axes, by the side that faces the viewer.
  public enum Standard: String, Hashable, Sendable, CaseIterable {
    case anterior, posterior, left, right, superior, inferior
  }

  /// A standard view: superior on top, or anterior on top when seen from above or below.
  public init(_ standard: Standard) {
    let (left, posterior, superior) = (
      SIMD3<Double>(1, 0, 0), SIMD3<Double>(0, 1, 0), SIMD3<Double>(0, 0, 1)
    )
    switch standard {
    case .anterior: self.init(right: left, up: superior)
    case .posterior: self.init(right: -left, up: superior)
    case .left: self.init(right: posterior, up: superior)
    case .right: self.init(right: -posterior, up: superior)
    case .superior: self.init(right: -left, up: -posterior)
    case .inferior: self.init(right: left, up: -posterior)
    }
  }

  /// The view after the object was turned: `yaw` about the screen's vertical (its front to the right),
  /// then `pitch` about its horizontal (its front downwards), both in radians.
  public func turned(yaw: Double, pitch: Double) -> SurfaceOrientation {
    let (c, s) = (cos(yaw), sin(yaw))
    let side = right * c + towardsViewer * s
    let front = towardsViewer * c - right * s
    let (cp, sp) = (cos(pitch), sin(pitch))
    let up = -down * cp - front * sp
    return SurfaceOrientation(right: side / length(side), up: up / length(up))
  }

  /// The letters at the edges of the view.
  public var letters: EdgeLetters { EdgeLetters(right: right, down: down) }
}
