import Testing

@testable import Running

@Suite struct FiguresTests {
  @Test("numbers are rounded to a fixed number of decimals, and zero has no sign")
  func fixed() {
    #expect(Figures.fixed(1.25, 1) == "1.3" && Figures.fixed(-0.04, 1) == "0.0")
    #expect(Figures.fixed(-12.006, 2) == "-12.01" && Figures.fixed(7.5, 0) == "8")
    #expect(Figures.fixed(.nan, 2) == "–" && Figures.fixed(1e300, 2) == "–")
  }

  @Test("volumes are cm³ from one cm³ on")
  func volume() {
    #expect(Figures.volume(999.94) == "999.9 mm³" && Figures.volume(1000) == "1.00 cm³")
  }

  @Test("text is padded to a width and never cut")
  func padding() {
    #expect(Figures.padded("ab", 4) == "ab  " && Figures.right("ab", 4) == "  ab")
    #expect(Figures.padded("abcdef", 4) == "abcdef")
  }
}
