import Testing

@testable import Canvas

@Suite("Colours")
struct ColourTests {
  @Test("mixing by 0, 128 and 256 gives this, the mean, and the other")
  func mix() {
    let (a, b) = (Colour(0, 100, 255), Colour(255, 200, 1))
    #expect(a.mixed(with: b, share: 0) == a)
    #expect(a.mixed(with: b, share: 256) == b)
    #expect(a.mixed(with: b, share: 128) == Colour(128, 150, 128))
  }

  @Test("a hex number is red, green, blue")
  func hex() { #expect(Colour(hex: 0x0A141E) == Colour(10, 20, 30)) }
}
