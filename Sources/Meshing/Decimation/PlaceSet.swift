/// The places that vertices have or had, to keep a new one from coming to lie on another.
///
/// Only fingerprints of 64 bits are kept: a place may be refused for nothing, once in very long, but
/// never be missed. The same places give the same answers on every machine.
struct PlaceSet: Sendable {
  private var slots: [UInt64]

  /// Takes the first places; room is kept for as many to come.
  init(_ places: some Collection<SIMD3<Float>>) {
    slots = Array(
      repeating: 0, count: 1 << (Int.bitWidth - max(16, 3 * places.count).leadingZeroBitCount))
    for place in places { _ = insert(place) }
  }

  /// Adds a place; false when it, or its fingerprint, was there before.
  @inline(__always)
  mutating func insert(_ place: SIMD3<Float>) -> Bool {
    let key = Self.fingerprint(place)
    var slot = Int(truncatingIfNeeded: key &>> 20) & (slots.count &- 1)
    while slots[slot] != 0 {
      if slots[slot] == key { return false }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    slots[slot] = key
    return true
  }

  /// Whether a place, or its fingerprint, was inserted.
  @inline(__always)
  func contains(_ place: SIMD3<Float>) -> Bool {
    let key = Self.fingerprint(place)
    var slot = Int(truncatingIfNeeded: key &>> 20) & (slots.count &- 1)
    while slots[slot] != 0 {
      if slots[slot] == key { return true }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return false
  }

  @inline(__always)
  private static func fingerprint(_ place: SIMD3<Float>) -> UInt64 {
    // Adding zero turns -0 into +0.
    let p = place + SIMD3<Float>.zero
    var h = UInt64(p.x.bitPattern) | UInt64(p.y.bitPattern) &<< 32
    h = (h ^ h &>> 29) &* 0xBF58_476D_1CE4_E5B9
    h = (h ^ h &>> 32 ^ UInt64(p.z.bitPattern)) &* 0x94D0_49BB_1331_11EB
    h = (h ^ h &>> 31) &* 0x9E37_79B9_7F4A_7C15
    h ^= h &>> 30
    return h == 0 ? 1 : h
  }
}
