import TestKit
import Testing

@testable import Canvas

@Suite("Text broken into lines")
struct TextWrapTests {
  @Test("lines break at blanks and at line feeds")
  func breaks() {
    #expect(TextWrap.lines("one two three", width: 7) == ["one two", "three"])
    #expect(TextWrap.lines("one two three", width: 6) == ["one", "two", "three"])
    #expect(TextWrap.lines("a\n\nb", width: 6) == ["a", "", "b"])
    #expect(TextWrap.lines("", width: 6) == [""])
    #expect(TextWrap.lines("a", width: 0) == [])
  }

  @Test("a word that is wider than a line is cut")
  func cut() {
    #expect(TextWrap.lines("abcdefgh ij", width: 3) == ["abc", "def", "gh", "ij"])
    #expect(TextWrap.lines("x abcd", width: 3) == ["x", "abc", "d"])
  }

  @Test("blanks at the beginning indent all lines of a paragraph")
  func indent() {
    #expect(TextWrap.lines("  one two three", width: 7) == ["  one", "  two", "  three"])
    #expect(TextWrap.lines("    ", width: 7) == [""])
  }

  @Test("no line is wider than the width, and no letter is lost")
  func property() {
    var random = SeededGenerator(seed: 20)
    for round in 0..<300 {
      let text = String(
        (0..<Int.random(in: 0...60, using: &random)).map { _ in
          "ab ".randomElement(using: &random) ?? "a"
        })
      let width = Int.random(in: 1...12, using: &random)
      let lines = TextWrap.lines(text, width: width)
      #expect(lines.allSatisfy { $0.count <= width }, "seed 20, round \(round)")
      #expect(
        lines.joined().filter { $0 != " " } == text.filter { $0 != " " },
        "seed 20, round \(round)")
    }
  }
}
