import Testing

@testable import Canvas

@Suite("The colours of a change")
struct ChangeRampTests {
  @Test("values of distances, by hand")
  func values() {
    let cases: [(Float, UInt8)] = [
      (0, 128), (2, 255), (-2, 1), (1, 192), (-1, 64), (0.02, 129), (99, 255), (-99, 1),
      (.infinity, 255), (-.infinity, 1), (.nan, 128),
    ]
    for (distance, value) in cases {
      #expect(ChangeRamp.value(of: distance, end: 2) == value, "\(distance)")
    }
  }

  @Test("nothing is shown near none, and both sides grow stronger evenly to their ends")
  func shares() {
    let ramp = ChangeRamp.blueToLime
    #expect(ramp.shares[125...131].allSatisfy { $0 == 0 })
    for steps in 4..<127 {
      #expect(ramp.shares[128 + steps] == ramp.shares[128 - steps])
      #expect(ramp.shares[128 + steps + 1] > ramp.shares[128 + steps])
    }
    #expect(ramp.shares[255] == 243 && ramp.shares[1] == 243)
    #expect(ramp.colours[127] == ramp.inside && ramp.colours[128] == ramp.outside)
  }
}
