import Canvas
import TestKit
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
  /// The events of bytes that ncurses knew no key in, all at once, and nothing after them.
  private func events(_ text: String) -> [InputEvent] { events(Array(text.utf8)) }

  private func events(_ bytes: [UInt8]) -> [InputEvent] {
    var decoder = InputDecoder()
    for byte in bytes { decoder.feed(RawInput(byte: byte), at: 0) }
    decoder.quiet()
    return decoder.take()
  }

  @Test(
    "bytes become keys",
    arguments: [
      ("a", Key.character("a")), ("A", .character("A")), (" ", .character(" ")),
      ("ä", .character("ä")), ("½", .character("½")), ("😀", .character("😀")),
      ("\r", Key(.enter)), ("\t", Key(.tab)), ("\u{7F}", Key(.backspace)),
      ("\u{8}", Key(.backspace)), ("\u{1B}", Key(.escape)),
      ("\u{3}", Key(.character("c"), control: true)),
      ("\u{1A}", Key(.character("z"), control: true)),
      ("\u{0}", Key(.character(" "), control: true)),
      ("\u{1D}", Key(.character("]"), control: true)),
    ])
  func key(text: String, key: Key) {
    #expect(events(text) == [.key(key)])
  }

  @Test(
    "function keys have names, however the terminal writes them",
    arguments: [
      ("\u{1B}OP", 1), ("\u{1B}OS", 4), ("\u{1B}[11~", 1), ("\u{1B}[15~", 5), ("\u{1B}[17~", 6),
      ("\u{1B}[24~", 12),
    ])
  func functionKeys(text: String, number: Int) {
    #expect(events(text) == [.key(Key(.function(number)))])
  }

  @Test("a key that ncurses knows and nothing here is told as such, not left out")
  func unknownKey() {
    var decoder = InputDecoder()
    decoder.feed(RawInput(.other), at: 0)
    decoder.feed(RawInput(.f5, held: .shift), at: 0)
    #expect(decoder.take() == [.key(Key(.unknown)), .key(Key(.function(5), shift: true))])
  }

  @Test(
    "an unknown sequence runs no command, and what follows it does",
    arguments: [
      "\u{1B}[99~", "\u{1B}[?1;2c", "\u{1B}[>0;276;0c", "\u{1B}[12;5R", "\u{1B}[0n",
      "\u{1B}]11;rgb:ffff/ffff/ffff\u{7}",
      "\u{1B}]52;c;dWRkZA==\u{1B}\\", "\u{1B}P1+r524742=38\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\",
      "\u{1B}[<35;1;1M", "\u{1B}[<66;1;1M", "\u{1B}[<0;1M", "\u{1B}[<0;1;1;2;3M",
      "\u{1B}[M !!", "\u{1B}[27;5;117~", "\u{1B}[117;5u",
    ])
  func swallowed(sequence: String) {
    #expect(events(sequence + "j") == [.key(.character("j"))])
  }

  @Test func longGarbageInASequenceIsSwallowedToItsEnd() {
    let garbage = "\u{1B}[<" + String(repeating: "1;", count: 5000) + "M"
    #expect(events(garbage + "j") == [.key(.character("j"))])
  }

  @Test func aLetterBehindEscapeIsNoCommand() {
    #expect(events("\u{1B}u") == [.key(Key(.escape))])
    #expect(events("\u{1B}\u{1B}") == [.key(Key(.escape)), .key(Key(.escape))])
  }

  @Test func keysThatNcursesDidNotWaitForAreReadAllTheSame() {
    #expect(
      events("\u{1B}[A\u{1B}[1;2B\u{1B}[5~\u{1B}[Z\u{1B}[I\u{1B}[<0;3;4M") == [
        .key(Key(.up)), .key(Key(.down, shift: true)), .key(Key(.pageUp)),
        .key(Key(.tab, shift: true)), .focus(true),
        .mouse(MouseEvent(.press(.left), x: 2.5, y: 3.5)),
      ])
  }

  @Test func brokenUTF8IsLeftOutAndNothingElse() {
    #expect(events([0x80, 0x6A]) == [.key(.character("j"))])
    #expect(events([0xC3, 0x6A]) == [.key(.character("j"))])
    #expect(
      events([0xE2, 0x82, 0x6A, 0xFF, 0x6B]) == [.key(.character("j")), .key(.character("k"))])
    // U+009B is a sequence's beginning to some terminals.
    #expect(events([0xC2, 0x9B, 0x6A]) == [.key(.character("j"))])
  }

  @Test func aReportInPartsIsOneReport() {
    var decoder = InputDecoder()
    decoder.feed(RawInput(.mouse), at: 0)
    for (at, byte) in "0;12;3M".utf8.enumerated() {
      #expect(decoder.take() == [])
      decoder.feed(RawInput(byte: byte), at: at * (InputDecoder.patience - 1))
      decoder.quiet()
    }
    #expect(decoder.take() == [.mouse(MouseEvent(.press(.left), x: 11.5, y: 2.5))])
  }

  @Test func aReportThatIsNeverEndedIsGivenUp() {
    var decoder = InputDecoder()
    decoder.feed(RawInput(.mouse), at: 0)
    decoder.feed(RawInput(byte: 0x30), at: 10)
    decoder.feed(RawInput(byte: UInt8(ascii: "j")), at: 11 + InputDecoder.patience)
    #expect(decoder.take() == [.key(.character("j"))])
  }

  @Test func pastedTextIsTextAndNeverKeys() {
    let text = "u\u{1}dd\r\nq:\u{1B}[31mwq\t½"
    #expect(
      events("\u{1B}[200~" + text + "\u{1B}[201~j") == [
        .paste("udd  q:[31mwq ½"), .key(.character("j")),
      ])
  }

  @Test func pastedTextIsCutAndItsEndIsStillFound() {
    let text = String(repeating: "x", count: 3 * InputDecoder.pasteLimit)
    #expect(
      events("\u{1B}[200~" + text + "\u{1B}[201~j") == [
        .paste(String(repeating: "x", count: InputDecoder.pasteLimit)), .key(.character("j")),
      ])
  }

  @Test func keysInsidePastedTextAreNone() {
    var decoder = InputDecoder()
    for input in [
      RawInput(.pasteBegin), RawInput(byte: 0x61), RawInput(.up), RawInput(.delete),
      RawInput(byte: 0x62), RawInput(.pasteEnd), RawInput(.up, held: .shift),
    ] { decoder.feed(input, at: 0) }
    #expect(decoder.take() == [.paste("ab"), .key(Key(.up, shift: true))])
  }

  @Test func whateverComesNothingTraps() {
    var generator = SeededGenerator(seed: 20_261_122)
    var decoder = InputDecoder()
    for at in 0..<200_000 {
      let isKey = UInt8.random(in: 0...7, using: &generator) == 0
      let code =
        isKey
        ? Int32.random(in: 0x2000...0x2200, using: &generator)
        : Bool.random(using: &generator)
          ? Int32.random(in: 0...255, using: &generator)
          : Int32(Array("\u{1B}[]PO<;012M~\\".utf8).randomElement(using: &generator) ?? 0)
      decoder.feed(RawInput(code: code), at: at)
      if at % 97 == 0 { decoder.quiet() }
      for event in decoder.take() {
        if case .mouse(let mouse) = event { #expect(mouse.x > 0 && mouse.y > 0) }
      }
    }
  }
}
