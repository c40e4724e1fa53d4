/// What the synthetic knee is at one place: the value that the generator writes to one voxel.
struct KneeSample {
  /// HU without noise.
  var hu = SoftTissue.air
  /// How much of the voxel carries noise, 0...1.
  var noise = 0.0
  /// The true label, 0...4.
  var truth: UInt8 = 0
  /// What the AI says where faults are planted.
  var faulty: UInt8 = 0
  /// The code of the planted fault, 0 for none.
  var fault: UInt8 = 0
  /// The label of another bone less than 7 mm away, 0 for none.
  var rival: UInt8 = 0
  /// Whether the true border passes less than 0.2 mm away.
  var isFaint = false

  /// Evaluates a place in the frame of `KneeBones`, in mm; `slice` is counted on the full grid.
  init(_ x: Double, _ y: Double, _ z: Double, slice: Int) {
    let skin = SoftTissue.body(x, y, z)
    guard skin < 0.5 else {
      hu = SoftTissue.surroundings(x, y)
      return
    }
    let bones = BoneDistances(x, y, z)
    setLabels(bones, x, y, z, slice: slice)
    let cartilage = bones.cartilage
    hu = SoftTissue.density(x, y, z, depth: -skin, cartilage: cartilage)
    let solid = Implicit.fill(bones.nearest, width: 0.9)
    if solid > 0 {
      let bone = BoneTissue.density(
        label: bones.nearestLabel, depth: -bones.nearest, x, y, z)
      hu = Implicit.mix(hu, bone, solid)
    }
    let share = Implicit.fill(skin, width: 1)
    hu = Implicit.mix(SoftTissue.surroundings(x, y), hu, share)
    noise = share
  }

  private mutating func setLabels(
    _ bones: BoneDistances, _ x: Double, _ y: Double, _ z: Double, slice: Int
  ) {
    truth = bones.nearest < 0 ? bones.nearestLabel : 0
    faulty = truth
    rival = bones.second < 7 ? bones.secondLabel : 0
    isFaint = bones.nearest < 0.2 && bones.nearest > -0.2
    guard let kind = PlantedFaults.kind(at: x, y, z, slice: slice, bones, truth: truth) else {
      return
    }
    fault = kind.code
    switch kind {
    case .bridge: faulty = bones.femur < bones.patella ? 1 : 3
    case .missingSlices, .missingOsteophyte, .hole: faulty = 0
    case .island: faulty = 2
    }
  }
}

/// The distances from one place to the four bones, in mm, and which two are nearest.
struct BoneDistances {
  /// The distance to the femur.
  let femur: Double
  /// The distance to the tibia without its osteophyte.
  let healthyTibia: Double
  /// The distance to the patella.
  let patella: Double
  /// The distance to the fibula.
  let fibula: Double
  /// The distance to the nearest bone and to the second.
  private(set) var nearest = KneeBones.far
  private(set) var second = KneeBones.far
  /// The labels of those two, 0 when both are far.
  private(set) var nearestLabel: UInt8 = 0
  private(set) var secondLabel: UInt8 = 0

  /// Measures from a place in the frame of `KneeBones`.
  init(_ x: Double, _ y: Double, _ z: Double) {
    femur = KneeBones.femur(x, y, z)
    healthyTibia = KneeBones.healthyTibia(x, y, z)
    patella = KneeBones.patella(x, y, z)
    fibula = KneeBones.fibula(x, y, z)
    let osteophyte = KneeBones.osteophyte(x, y, z)
    take(femur, 1)
    take(KneeBones.tibia(healthy: healthyTibia, osteophyte: osteophyte), 2)
    take(patella, 3)
    take(fibula, 4)
  }

  private mutating func take(_ distance: Double, _ label: UInt8) {
    if distance < nearest {
      (second, secondLabel) = (nearest, nearestLabel)
      (nearest, nearestLabel) = (distance, label)
    } else if distance < second {
      (second, secondLabel) = (distance, label)
    }
  }

  /// How much of a place is cartilage or joint fluid: between two bones, or in the notch.
  var cartilage: Double {
    guard nearest > -1, second < KneeBones.far else { return 0 }
    return Implicit.unit((9.5 - nearest - second) / 2)
  }
}

/// Where the faults of the AI labels lie, in the frame of `KneeBones`.
enum PlantedFaults {
  /// The slices of the full grid in which the AI lost the fibula.
  static let fibulaSlices = 26..<30

  /// The fault at a place, nil for none; every fault changes the label where it is.
  static func kind(
    at x: Double, _ y: Double, _ z: Double, slice: Int, _ bones: BoneDistances, truth: UInt8
  ) -> PlantedError.Kind? {
    switch truth {
    case 0:
      if ball(x + 1, 0, z - 25, 4), y < -18, y > -38, bones.femur + bones.patella < 7 {
        return .bridge
      }
      return ball(x - 20, y - 42, z + 42, 2.9) ? .island : nil
    case 2:
      if bones.healthyTibia >= 0 { return .missingOsteophyte }
      return Implicit.ellipsoid(x + 18, y - 4, z + 11.5, 4.2, 4.6, 3.6) < 0 ? .hole : nil
    case 4: return fibulaSlices.contains(slice) ? .missingSlices : nil
    default: return nil
    }
  }

  private static func ball(_ x: Double, _ y: Double, _ z: Double, _ radius: Double) -> Bool {
    x * x + y * y + z * z < radius * radius
  }
}
