/// Everything that is not bone: skin, fat, muscles, tendons, the joint's cartilage and fluid, the
/// table and the air, in HU without noise.
///
/// The frame is that of `KneeBones`.
enum SoftTissue {
  /// Air, in HU; constant, so that it compresses to nothing.
  static let air = -1000.0
  private static let fat = -102.0
  private static let muscle = 56.0
  private static let tendon = 100.0

  /// The signed distance to the skin in mm, negative inside the leg.
  static func body(_ x: Double, _ y: Double, _ z: Double) -> Double {
    let thigh = Implicit.ramp(z, 0, 80)
    let calf = Implicit.ramp(z, -15, -80)
    let knee = 1 - Implicit.unit((z - 18) * (z - 18) / 1600)
    let rx = 55 + 6 * thigh - 2 * calf
    let ry = 54 + 5 * thigh + 2 * calf + 2 * knee
    return Implicit.cylinder(x + 0.04 * z, y - 5 - 2 * calf + 0.5 * knee, rx, ry)
  }

  /// The HU outside the leg: air, or the table, a shallow trough with a shell above foam.
  static func surroundings(_ x: Double, _ y: Double) -> Double {
    let below = y - (68.5 - 0.0022 * x * x)
    guard below > -2, below < 9 else { return air }
    let shell = Implicit.fill(Implicit.greatest(-below, below - 1.6), width: 0.9)
    let foam = Implicit.fill(Implicit.greatest(1 - below, below - 7), width: 0.9)
    return Implicit.mix(Implicit.mix(air, -870, foam), 160, shell)
  }

  /// The HU inside the leg at `depth` mm below the skin; `cartilage` is 0...1.
  static func density(
    _ x: Double, _ y: Double, _ z: Double, depth: Double, cartilage: Double
  ) -> Double {
    let wave = LatticeNoise.value(x / 24, y / 24, z / 30, seed: 4)
    var hu = fat + 9 * LatticeNoise.value(x / 5, y / 5, z / 7, seed: 5)
    let fatThickness = 7 + 2.5 * wave
    let beneath = Implicit.unit((depth - fatThickness) / 1.2 + 0.5)
    if beneath > 0 {
      let belly = Implicit.greatest(
        thighMuscles(x, y, z, wave), calfMuscles(x, y, z, wave))
      let strands = 7 * LatticeNoise.value(x / 3, y / 3, z / 12, seed: 6)
      hu = Implicit.mix(hu, muscle + strands, beneath * belly)
    }
    hu = Implicit.mix(hu, 46, vessels(x, y, z))
    hu = Implicit.mix(hu, tendon, tendons(x, y, z))
    hu = Implicit.mix(hu, 58, cartilage)
    let skin = Implicit.unit((1.9 - depth) / 0.8 + 0.5)
    return Implicit.mix(hu, 30, skin)
  }

  /// How much of a voxel one muscle's belly fills, its section being an ellipse.
  private static func belly(
    _ x: Double, _ y: Double, _ rx: Double, _ ry: Double, _ size: Double
  ) -> Double {
    guard size > 0.05 else { return 0 }
    let (u, v) = (x / (rx * size), y / (ry * size))
    let q = u * u + v * v
    guard q < 1.6 else { return 0 }
    // Half of (q − 1) times the lesser radius is about the distance in mm.
    return Implicit.unit(0.5 - 0.5 * (q - 1) * Implicit.least(rx, ry) * size / 1.2)
  }

  private static func thighMuscles(
    _ x: Double, _ y: Double, _ z: Double, _ wave: Double
  ) -> Double {
    guard z > -25 else { return 0 }
    let bulge = 1 + 0.12 * wave
    let lean = x + 0.08 * (z - 20)
    let medialis = Implicit.ramp(z, 8, 55) * bulge
    var most = belly(lean - 34, y + 10, 16, 27, medialis)
    let lateralis = Implicit.ramp(z, 22, 66) * bulge
    most = Implicit.greatest(most, belly(lean + 33, y + 12, 16, 28, lateralis))
    let intermedius = Implicit.ramp(z, 36, 62)
    most = Implicit.greatest(most, belly(lean, y + 20, 27, 17, intermedius))
    let hamstring = Implicit.ramp(z, -22, 45) * 0.75 + 0.25
    most = Implicit.greatest(most, belly(x + 34, y - 31, 12, 15, hamstring * bulge))
    return Implicit.greatest(most, belly(x - 29, y - 36, 17, 14, hamstring * bulge))
  }

  private static func calfMuscles(
    _ x: Double, _ y: Double, _ z: Double, _ wave: Double
  ) -> Double {
    guard z < 26 else { return 0 }
    let bulge = 1 + 0.1 * wave
    let gastrocnemius = Implicit.ramp(z, 26, -50) * bulge
    var most = belly(x - 17, y - 40 - 0.04 * z, 20, 16, gastrocnemius)
    most = Implicit.greatest(most, belly(x + 19, y - 40 - 0.04 * z, 18, 15, gastrocnemius))
    let soleus = Implicit.ramp(z, -14, -55) * bulge
    most = Implicit.greatest(most, belly(x + 10, y - 23, 24, 9, soleus))
    let tibialis = Implicit.ramp(z, -22, -58) * bulge
    most = Implicit.greatest(most, belly(x + 25, y + 2, 11, 15, tibialis))
    return Implicit.greatest(most, belly(x - 24, y - 20, 11, 11, soleus))
  }

  private static func vessels(_ x: Double, _ y: Double, _ z: Double) -> Double {
    let artery = belly(x + 1, y - 33 + 0.03 * z, 4, 4, 1)
    return Implicit.greatest(artery, belly(x + 7, y - 38 + 0.03 * z, 4.5, 4, 1))
  }

  private static func tendons(_ x: Double, _ y: Double, _ z: Double) -> Double {
    guard y < 0 else { return 0 }
    if z > 38 {
      // The quadriceps tendon: from the patella's upper rim up in front of the femur.
      let front = -39.5 + 0.03 * (z - 40)
      return belly(x + 2 + 0.08 * (z - 30), y - front, 17, 4, Implicit.ramp(z, 36, 46))
    }
    guard z < 12 else { return 0 }
    // The patellar tendon: from the lower pole to the tuberosity.
    let front = -40 + 0.42 * (6 - z)
    return belly(x + 2.4, y - front, 13, 3, Implicit.ramp(z, -42, -30))
      * Implicit.ramp(z, 12, 6)
  }
}
