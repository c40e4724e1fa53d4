internal import Canvas

/// A report of the mouse in the form that xterm calls SGR: `ESC [ < button ; column ; row M`, or `m`
/// when a button came up.
nonisolated enum MouseReport {
  /// What a report says; nil when it is damaged, or about something that is no mouse event here, such
  /// as the horizontal wheel or a motion without a button.
  ///
  /// - Parameters:
  ///   - parameters: what stands between `<` and the last byte.
  ///   - isRelease: whether the last byte was `m`.
  ///   - pixels: what makes cells of the places, where they are pixels.
  static func event(
    _ parameters: some Collection<UInt8>, isRelease: Bool, pixels: PixelMouse? = nil
  ) -> MouseEvent? {
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard numbers.count == 3, let code = number(numbers[0]),
      let column = number(numbers[1]), let row = number(numbers[2]),
      pixels != nil || (column > 0 && row > 0)
    else { return nil }

    let kind: MouseEvent.Kind
    switch code & ~(shift | alt | control) {
    case 64 where !isRelease: kind = .wheelUp
    case 65 where !isRelease: kind = .wheelDown
    case let plain where plain < 64:
      guard let button = button(plain & 3) else { return nil }
      let moves = plain & motion != 0
      kind = isRelease ? .release(button) : moves ? .drag(button) : .press(button)
    default: return nil
    }
    let (x, y) = pixels?.place(column, row) ?? (Double(column) - 0.5, Double(row) - 0.5)
    return MouseEvent(
      kind, x: x, y: y, shift: code & shift != 0,
      alt: code & alt != 0, control: code & control != 0)
  }

  private static let (shift, alt, control, motion) = (4, 8, 16, 32)

  private static func button(_ number: Int) -> MouseEvent.Button? {
    switch number {
    case 0: .left
    case 1: .middle
    case 2: .right
    default: nil
    }
  }

  /// At most five digits.
  private static func number(_ digits: some Collection<UInt8>) -> Int? {
    guard (1...5).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }
}
