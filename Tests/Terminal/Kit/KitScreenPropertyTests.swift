import TestKit
import Testing

@Suite struct KitScreenPropertyTests {
  @Test(arguments: 0..<20)
  func aRandomPictureIsDrawnExactly(round: Int) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let (columns, rows) = (
      Int.random(in: 1...40, using: &random), Int.random(in: 1...20, using: &random)
    )
    let wanted = (0..<(columns * rows)).map { _ in cell(&random) }
    var screen = VirtualScreen(columns: columns, rows: rows)
    // In random order; neighbours are sometimes written in one go, past the row's end as well.
    var places = Array(0..<(columns * rows)).shuffled(using: &random)
    var output = "\u{1B}[?1049h"
    while let place = places.popLast() {
      output += jump(to: place, columns, &random)
      let end = min(place + Int.random(in: 1...30, using: &random), wanted.count)
      for next in place..<end { output += sgr(wanted[next], &random) + String(wanted[next].scalar) }
    }
    let bytes = Array(output.utf8)
    var start = 0
    while start < bytes.count {
      let end = min(start + Int.random(in: 1...200, using: &random), bytes.count)
      screen.feed(bytes[start..<end])
      start = end
    }
    #expect(screen.cells == wanted, "seed \(seed)")
    #expect(screen.unknown == [], "seed \(seed)")
  }

  private func cell(_ random: inout SeededGenerator) -> VirtualCell {
    let scalars = Array("▀▄█ aZ~┌│é→".unicodeScalars)
    func colour(_ own: VirtualColour, _ random: inout SeededGenerator) -> VirtualColour {
      func byte(_ random: inout SeededGenerator) -> UInt8 { .random(in: 0...255, using: &random) }
      switch Int.random(in: 0...3, using: &random) {
      case 0: return own
      case 1: return .index(byte(&random))
      default: return .rgb(byte(&random), byte(&random), byte(&random))
      }
    }
    return VirtualCell(
      scalars[Int.random(in: 0..<scalars.count, using: &random)],
      foreground: colour(.text, &random), background: colour(.ground, &random),
      attributes: VirtualAttributes(rawValue: .random(in: 0...255, using: &random)))
  }

  private func jump(
    to place: Int, _ columns: Int, _ random: inout SeededGenerator
  ) -> String {
    let (x, y) = (place % columns, place / columns)
    switch Int.random(in: 0...3, using: &random) {
    case 0: return "\u{1B}[\(y + 1);\(x + 1)H"
    case 1: return "\u{1B}[\(y + 1)d\u{1B}[\(x + 1)G"
    case 2: return "\u{1B}[H" + (y > 0 ? "\u{1B}[\(y)B" : "") + (x > 0 ? "\u{1B}[\(x)C" : "")
    default: return "\r\u{1B}[\(x + 1)`\u{1B}[99A" + String(repeating: "\n", count: y)
    }
  }

  private func sgr(_ cell: VirtualCell, _ random: inout SeededGenerator) -> String {
    func numbers(_ colour: VirtualColour, _ kind: Int) -> [String] {
      switch colour {
      case .text, .ground: ["\(kind + 1)"]
      case .index(let index): ["\(kind);5;\(index)"]
      case .rgb(let red, let green, let blue): ["\(kind);2;\(red);\(green);\(blue)"]
      }
    }
    var parts = numbers(cell.foreground, 38) + numbers(cell.background, 48)
    let bits: [(VirtualAttributes, Int)] = [
      (.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.blink, 5), (.reverse, 7),
      (.hidden, 8), (.struck, 9),
    ]
    for (bit, number) in bits where cell.attributes.contains(bit) { parts.append("\(number)") }
    let off = Bool.random(using: &random) ? "0" : "22;23;24;25;27;28;29"
    return "\u{1B}[\(off);\(parts.shuffled(using: &random).joined(separator: ";"))m"
  }
}
