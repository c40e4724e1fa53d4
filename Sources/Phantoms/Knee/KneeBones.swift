/// The four bones of a right knee as implicit shapes.
///
/// The frame is the knee's own, in mm: +x medial (the patient's left), +y posterior, +z proximal,
/// with the joint line near z = 0. Every function returns a signed distance, negative inside,
/// close to millimetres near the surface. No two bones come nearer than about 2 mm.
enum KneeBones {
  /// How far every bone is evaluated beyond its surface, in mm; further away counts as `far`.
  static let reach = 9.0
  /// The distance given to a bone that lies further away than `reach`.
  static let far = 40.0
}

extension KneeBones {
  /// The femur: shaft, two condyles, trochlea, intercondylar notch.
  static func femur(_ x: Double, _ y: Double, _ z: Double) -> Double {
    guard z > -8, x > -54, x < 54, y > -46, y < 44 else { return far }
    var d = femoralShaft(x, y, z)
    guard z < 72 else { return d }
    d = Implicit.union(d, medialCondyle(x, y, z), fillet: 8)
    d = Implicit.union(d, lateralCondyle(x, y, z), fillet: 8)
    d = Implicit.union(d, Implicit.ellipsoid(x, y + 5, z - 33, 30, 20, 20), fillet: 8)
    return Implicit.difference(d, notch(x, y, z), fillet: 5)
  }

  private static func femoralShaft(_ x: Double, _ y: Double, _ z: Double) -> Double {
    let narrow = Implicit.ramp(z, 18, 66)
    // The anatomical axis leans to the lateral side by about 6° on its way up.
    let lean = -0.1 * (z - 20)
    let tube = Implicit.cylinder(
      x - lean, y + 5 - 1.5 * narrow, Implicit.mix(34, 14.5, narrow),
      Implicit.mix(21, 15, narrow))
    return Implicit.intersection(tube, 22 - z, fillet: 10)
  }

  private static func medialCondyle(_ x: Double, _ y: Double, _ z: Double) -> Double {
    let posterior = Implicit.ellipsoid(x - 25, y - 9, z - 22.7, 14.5, 23, 21.5)
    let distal = Implicit.ellipsoid(x - 23, y + 9, z - 25.5, 15.5, 21, 21)
    let epicondyle = Implicit.ellipsoid(x - 35, y - 3, z - 28, 9, 11, 12)
    return Implicit.union(
      Implicit.union(posterior, distal, fillet: 6), epicondyle, fillet: 6)
  }

  private static func lateralCondyle(_ x: Double, _ y: Double, _ z: Double) -> Double {
    let posterior = Implicit.ellipsoid(x + 24.5, y - 8, z - 23, 15, 22, 21)
    let distal = Implicit.ellipsoid(x + 23, y + 11, z - 26.5, 15.5, 22.5, 21.5)
    let epicondyle = Implicit.ellipsoid(x + 35, y - 4, z - 27, 8, 10, 11)
    return Implicit.union(
      Implicit.union(posterior, distal, fillet: 6), epicondyle, fillet: 6)
  }

  private static func notch(_ x: Double, _ y: Double, _ z: Double) -> Double {
    let roof = 7 + 0.25 * y
    let tunnel = Implicit.cylinder(x, z - roof, 11.5, 17)
    return Implicit.intersection(tunnel, -8 - y, fillet: 8)
  }
}

extension KneeBones {
  /// The tibia without its osteophyte: plateau with eminence, metaphysis, tuberosity, shaft.
  static func healthyTibia(_ x: Double, _ y: Double, _ z: Double) -> Double {
    guard z < 18, x > -50, x < 56, y > -38, y < 40 else { return far }
    var d = tibialColumn(x, y, z)
    d = Implicit.union(d, Implicit.ellipsoid(x + 3, y + 14, z + 31, 10, 9, 15), fillet: 8)
    d = Implicit.union(d, anteriorCrest(x, y, z), fillet: 9)
    d = Implicit.difference(d, popliteal(x, y, z), fillet: 8)
    d = Implicit.intersection(d, (z - plateauHeight(x, y)) * 0.97, fillet: 4)
    guard z > -20 else { return d }
    d = Implicit.union(d, Implicit.ellipsoid(x - 4.5, y - 4, z + 1.5, 3.5, 8, 7.5), fillet: 4)
    return Implicit.union(d, Implicit.ellipsoid(x + 4.5, y - 5, z + 1.5, 3.5, 7, 6.5), fillet: 4)
  }

  /// The tibia with the osteophyte on the medial rim of its plateau.
  static func tibia(healthy: Double, osteophyte: Double) -> Double {
    osteophyte > 12 ? healthy : Implicit.union(healthy, osteophyte, fillet: 2)
  }

  /// The osteophyte: a beak that points to the medial side and a little upwards.
  static func osteophyte(_ x: Double, _ y: Double, _ z: Double) -> Double {
    guard x > 26, z > -26, z < 16 else { return far }
    // Sheared upwards with x, so that its tip rises.
    let rise = 0.35 * (x - 38)
    return Implicit.ellipsoid(x - 38.5, y - 2, z + 6.5 - rise, 6, 8, 3.6)
  }

  private static func tibialColumn(_ x: Double, _ y: Double, _ z: Double) -> Double {
    let down = Implicit.unit((-8 - z) / 58)
    let flare = (1 - down) * (1 - down)
    return Implicit.cylinder(
      x, y - 1 - 2 * flare, Implicit.mix(13.5, 37, flare), Implicit.mix(14, 25, flare))
  }

  private static func anteriorCrest(_ x: Double, _ y: Double, _ z: Double) -> Double {
    let ridge = Implicit.cylinder(x + 2, y + 12, 3.5, 5)
    return Implicit.intersection(ridge, z + 30, fillet: 8)
  }

  /// The hollow at the back between the two halves of the plateau.
  private static func popliteal(_ x: Double, _ y: Double, _ z: Double) -> Double {
    let hollow = Implicit.cylinder(x, y - 34 - 0.15 * z, 10, 11)
    return Implicit.intersection(hollow, -32 - z, fillet: 12)
  }

  private static func plateauHeight(_ x: Double, _ y: Double) -> Double {
    // 0.1 is a slope of almost 6° down to the back. The medial half is a dish, the lateral a dome.
    let slope = -1.6 - 0.1 * (y - 3)
    let medial = 1 - ((x - 21) * (x - 21) + (y - 4) * (y - 4)) / 300
    let lateral = 1 - ((x + 21) * (x + 21) + (y - 4) * (y - 4)) / 260
    return slope - 1.3 * Implicit.greatest(medial, 0) + 0.3 * Implicit.greatest(lateral, 0)
  }
}

extension KneeBones {
  /// The patella: a rounded triangle whose back has two facets and a ridge.
  static func patella(_ x: Double, _ y: Double, _ z: Double) -> Double {
    guard x > -36, x < 32, y > -66, y < -14, z > -10, z < 58 else { return far }
    let (px, py, pz) = (x + 2, y + 38.6, z - 24)
    let width = 22 * (1 + 0.012 * pz)
    let whole = Implicit.ellipsoid(px, py, pz, width, 11.5, 20.5)
    let ridge = 10 - 0.4 * (px * px + 6).squareRoot()
    return Implicit.intersection(whole, (py - ridge) * 0.93, fillet: 4)
  }

  /// The fibula: head and shaft, lateral and behind.
  static func fibula(_ x: Double, _ y: Double, _ z: Double) -> Double {
    guard z < 4, x < -12, x > -58, y > -4, y < 42 else { return far }
    let head = Implicit.ellipsoid(x + 37.9, y - 19, z + 20.5, 9.5, 10, 11.5)
    let down = Implicit.ramp(z, -20, -48)
    let shaft = Implicit.cylinder(
      x + 37.9 - 2 * down, y - 19 - down, Implicit.mix(8, 5.6, down), Implicit.mix(8, 6.4, down))
    return Implicit.union(head, Implicit.intersection(shaft, z + 22, fillet: 4), fillet: 4)
  }
}
