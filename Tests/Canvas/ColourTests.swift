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

  @Test("a colour is read from #rrggbb and written so")
  func text() {
    #expect(Colour(hexText: "#0A141e") == Colour(10, 20, 30))
    #expect(Colour(10, 20, 255).hexText == "#0a14ff")
    for text in ["", "#", "0a141e", "#0a141", "#0a141e0", "#0a14 e", "#+a141e", "#0a14é"] {
      #expect(Colour(hexText: text) == nil, "\(text)")
    }
  }

  @Test("black and white have a contrast of 21, #767676 on white just passes 4.5")
  func contrast() {
    #expect(abs(Colour.black.contrast(with: .white) - 21) < 1e-9)
    #expect(Colour.white.contrast(with: .white) == 1)
    #expect(abs(Colour(hex: 0x767676).contrast(with: .white) - 4.54) < 0.005)
  }
}
