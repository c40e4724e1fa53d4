/// What is inside a bone: cortex, cancellous bone and marrow, in HU without noise.
///
/// The frame is that of `KneeBones`; depths and thicknesses are in mm.
enum BoneTissue {
  /// The HU at a depth below the surface of one bone.
  static func density(
    label: UInt8, depth: Double, _ x: Double, _ y: Double, _ z: Double
  ) -> Double {
    let shaft = shaftShare(label, z)
    let mottle = LatticeNoise.value(x / 7, y / 7, z / 9, seed: 3)
    let thickness = cortexThickness(label, shaft: shaft) * (1 + 0.15 * mottle)
    let cortex = Implicit.mix(1050, 1450, shaft) + 90 * mottle
    let core = Implicit.fill(thickness - depth, width: 0.9)
    guard core > 0 else { return cortex }
    return Implicit.mix(cortex, interior(label, shaft: shaft, depth: depth, x, y, z), core)
  }

  /// How much a place belongs to the shaft: 0 in the epiphysis, 1 in the shaft.
  private static func shaftShare(_ label: UInt8, _ z: Double) -> Double {
    switch label {
    case 1: Implicit.ramp(z, 36, 66)
    case 2: Implicit.ramp(z, -24, -58)
    case 4: Implicit.ramp(z, -26, -46)
    default: 0
    }
  }

  private static func cortexThickness(_ label: UInt8, shaft: Double) -> Double {
    switch label {
    case 1: Implicit.mix(1.3, 4, shaft)
    case 2: Implicit.mix(1.3, 4, shaft)
    case 3: 1.6
    default: Implicit.mix(1.1, 2.4, shaft)
    }
  }

  private static func interior(
    _ label: UInt8, shaft: Double, depth: Double, _ x: Double, _ y: Double, _ z: Double
  ) -> Double {
    let marrow = -35.0
    guard shaft < 1 else { return marrow }
    let plates = LatticeNoise.value(x / 2.4, y / 2.4, z / 3.4, seed: 1)
    let spicules = LatticeNoise.value(x / 1.3, y / 1.3, z / 1.6, seed: 2)
    // Denser below the surface, as the load is; the patella is the densest.
    let near = Implicit.unit(1 - depth / 9)
    let base = (label == 3 ? 290.0 : 215.0) + 90 * near
    let cancellous = base + 75 * plates + 45 * spicules
    return Implicit.mix(cancellous, marrow, shaft)
  }
}
