import Testing

@testable import Canvas

@Suite("The heat map's colours")
struct HeatRampTests {
  @Test("no colour of the ramp is near a grey")
  func chroma() {
    let ramp = HeatRamp.amberToMagenta
    #expect(ramp.colours.count == 256)
    for (value, colour) in ramp.colours.enumerated() {
      #expect(colour.chroma >= 150, "value \(value)")
    }
    // A ramp through grey is found by the same measure.
    let bad = HeatRamp(
      low: Colour(hex: 0xFFBF00), middle: Colour(grey: 128), high: Colour(hex: 0x0000FF))
    #expect(bad.colours.contains { $0.chroma < 10 })
  }

  @Test("the ends are amber and magenta")
  func ends() {
    let ramp = HeatRamp.amberToMagenta
    #expect(ramp.colours[0] == Colour(255, 191, 0))
    #expect(ramp.colours[255] == Colour(232, 0, 176))
  }

  @Test("nothing shows below 0.2, and the share never falls and ends at 0.6")
  func shares() {
    let shares = HeatRamp.amberToMagenta.shares
    #expect(shares[50] == 0 && shares[51] > 0)
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(shares[255] == 154)
  }
}
