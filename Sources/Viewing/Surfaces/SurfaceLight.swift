/// Two lights that stand with the viewer.
struct SurfaceLight {
  private let key: SIMD3<Float>
  private let fill: SIMD3<Float>

  /// The key light comes from above on the left, the weaker one from below on the right.
  init(_ orientation: SurfaceOrientation) {
    let right = SIMD3<Float>(orientation.right)
    let down = SIMD3<Float>(orientation.down)
    let viewer = SIMD3<Float>(orientation.towardsViewer)
    key = Self.unit(viewer * 0.78 - right * 0.42 - down * 0.46)
    fill = Self.unit(viewer * 0.45 + right * 0.8 + down * 0.3)
  }

  /// The light on a place that faces a direction; 1 is the surface's own colour.
  func on(_ normal: SIMD3<Float>) -> Float {
    let strong = max((normal * key).sum(), 0)
    let weak = max((normal * fill).sum(), 0)
    let gleam = strong * strong * strong * strong
    return 0.2 + 0.66 * strong + 0.2 * weak + 0.12 * gleam * gleam * gleam
  }

  /// A part of a colour in a light of 0...1.25; above 1 it goes towards white.
  static func lit(_ part: UInt8, _ light: Float) -> UInt8 {
    let value = Float(part) * min(light, 1) + (255 - Float(part)) * max(light - 1, 0)
    return UInt8(min(max(value, 0), 255) + 0.5)
  }

  /// The vector at length 1, or 0 when it has no length.
  static func unit(_ vector: SIMD3<Float>) -> SIMD3<Float> {
    let square = (vector * vector).sum()
    return square > 0 && square.isFinite ? vector / square.squareRoot() : .zero
  }
}
