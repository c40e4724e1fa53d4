import Canvas
import Testing

@testable import Viewing

@Suite("Searching the help") struct HelpSearchTests {
  private static func text(_ screen: ScreenHand) -> String {
    let frame = screen.session.frame(theme: .dark)
    return (0..<frame.rows).map { frame.text(row: $0) }.joined(separator: "\n")
  }

  private static func reading(_ screen: ScreenHand) -> HelpReading? {
    if case .help(let reading) = screen.session.screen.popup { reading } else { nil }
  }

  @Test("letters behind / leave the rows that hold all of the words, keys and commands alike")
  func filters() throws {
    var screen = try ScreenHand()
    screen.press("?/crossHAIR")
    var text = Self.text(screen)
    #expect(text.contains("help / crossHAIR"))
    #expect(text.contains("crosshair [on|off]"))
    #expect(!text.contains("brush larger"))
    screen.press(.escape)
    screen.press("/brush larg")
    text = Self.text(screen)
    #expect(text.contains("+ −"))
    #expect(!text.contains("disc, ball, square  "))
    screen.press("qqq")
    #expect(Self.text(screen).contains("No key and no command"))
  }

  @Test("Esc leaves the search, Esc again the card; Enter keeps what was found")
  func leaves() throws {
    var screen = try ScreenHand()
    screen.press("?/n")
    #expect(Self.reading(screen)?.query == "n")
    screen.press(.enter)
    #expect(Self.reading(screen)?.isTyping == false)
    screen.press("nnN")
    #expect(Self.reading(screen)?.firstLine == 1)
    screen.press(.down)
    screen.press(.up)
    #expect(Self.reading(screen)?.firstLine == 1)
    screen.press(.escape)
    #expect(Self.reading(screen) == HelpReading())
    screen.press(.escape)
    #expect(screen.session.screen.popup == nil)
  }

  @Test("an empty search is left by Backspace, and End and an arrow up leave the last line")
  func ends() throws {
    var screen = try ScreenHand()
    screen.press("?/")
    screen.press(.backspace)
    #expect(Self.reading(screen) == HelpReading())
    screen.press(.end)
    let last = try #require(Self.reading(screen)?.firstLine)
    #expect(last > 0 && last < 200)
    screen.press(.up)
    #expect(Self.reading(screen)?.firstLine == last - 1)
    screen.press("n")
    #expect(screen.session.screen.popup == nil)
  }
}
