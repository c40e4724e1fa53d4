import Testing

@testable import Canvas

@Suite("Label colours")
struct PaletteTests {
  @Test("the first six differ from every grey and from each other")
  func distinct() {
    let colours = (1...6).map { Palette.okabeIto[$0] }
    for (number, colour) in colours.enumerated() {
      #expect(colour.chroma >= 70, "role \(number + 1)")
      for other in colours[(number + 1)...] {
        let (r, g, b) = (
          Int(colour.red) - Int(other.red), Int(colour.green) - Int(other.green),
          Int(colour.blue) - Int(other.blue)
        )
        #expect(r * r + g * g + b * b > 35 * 35, "role \(number + 1)")
      }
    }
  }

  @Test("any role has a colour: further ones begin again")
  func wraps() {
    let palette = Palette([.black, .white])
    #expect(palette[1] == .black && palette[2] == .white && palette[3] == .black)
    #expect(palette[0] == .white && palette[-1] == .black)
  }
}
