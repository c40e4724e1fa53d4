/// The keys among the sequences that begin with ESC [, as xterm writes them.
nonisolated enum ControlSequence {
  /// The key that a sequence stands for; nil for all others.
  static func key(_ parameters: [UInt8], _ final: UInt8) -> (RawInput.Named, RawInput.Held)? {
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count <= 2 else { return nil }
    // Counted from 1 for nothing held; 9 and more hold keys that terminals rarely tell of.
    let held = numbers.count == 2 ? RawInput.Held(rawValue: ((numbers[1] ?? 1) - 1) & 7) : []
    switch final {
    case UInt8(ascii: "n"): return numbers.first == 0 ? (.acknowledged, []) : nil
    case UInt8(ascii: "~"): return tilde(numbers.first.flatMap(\.self)).map { ($0, held) }
    case UInt8(ascii: "Z"): return (.tab, .shift)
    default: return letter(final).map { ($0, held) }
    }
  }

  private static func tilde(_ number: Int?) -> RawInput.Named? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11: .f1
    case 12: .f2
    case 13: .f3
    case 14: .f4
    case 15: .f5
    case 17: .f6
    case 18: .f7
    case 19: .f8
    case 20: .f9
    case 21: .f10
    case 23: .f11
    case 24: .f12
    case 200: .pasteBegin
    case 201: .pasteEnd
    default: nil
    }
  }

  private static func letter(_ final: UInt8) -> RawInput.Named? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "P"): .f1
    case UInt8(ascii: "Q"): .f2
    case UInt8(ascii: "S"): .f4
    case UInt8(ascii: "I"): .focusIn
    case UInt8(ascii: "O"): .focusOut
    default: nil
    }
  }
}
