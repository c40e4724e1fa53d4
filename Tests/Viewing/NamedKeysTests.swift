import Canvas
import Editing
import Reviewing
import Testing
import Volumes

@testable import Viewing

/// What is said of a key must be what the key does, in every preset.
@Suite("Keys that are named on the screen") struct NamedKeysTests {
  private static let names = Keymap.presets.map(\.name)

  private static func keymap(_ name: String) throws -> Keymap {
    try #require(Keymap.preset(name))
  }

  /// A screen with the keys of a preset.
  private static func screen(_ name: String) throws -> ScreenHand {
    var screen = try ScreenHand(columns: 200, rows: 60, doubt: true)
    screen.session.keymap = try keymap(name)
    return screen
  }

  /// Presses the key that stands where "KEY" stands in a pattern, in a message or a row of the screen.
  private static func pressNamed(_ pattern: String, _ screen: inout ScreenHand) throws {
    let place = try #require(pattern.firstRange(of: "KEY"))
    let (before, behind) = (pattern[..<place.lowerBound], pattern[place.upperBound...])
    let frame = screen.session.frame(theme: .dark)
    let texts = [screen.session.message] + (0..<frame.rows).map { frame.text(row: $0) }
    for text in texts {
      guard let start = text.firstRange(of: before),
        let end = text[start.upperBound...].firstRange(of: behind)
      else { continue }
      let name = text[start.upperBound..<end.lowerBound].split(separator: " ").last ?? ""
      screen.react(.input(.key(try #require(Key(name: String(name)), "“\(name)” in “\(text)”"))))
      return
    }
    Issue.record("“\(pattern)” stands nowhere: “\(screen.session.message)”")
  }

  @Test("what a message, the head or a card says of a key is what the key does", arguments: names)
  func namedKeys(_ name: String) throws {
    var screen = try Self.screen(name)
    // Labels that are off.
    screen.session.view.overlay = .off
    try Self.pressNamed("labels hidden: KEY shows", &screen)
    #expect(screen.session.view.overlay != .off)
    screen.session.view.overlay = .off
    screen.type("opacity 50")
    #expect(!screen.session.message.contains("drawn as off"))
    try Self.pressNamed("labels are hidden, KEY shows", &screen)
    #expect(screen.session.view.overlay != .off)
    screen.session.view.overlay = .outline
    screen.type("opacity 50")
    try Self.pressNamed("drawn as outline, KEY changes", &screen)
    #expect(screen.session.view.overlay != .outline)
    // The maximised pane.
    screen.type("maximise on")
    try Self.pressNamed("alone; KEY shows all", &screen)
    #expect(!screen.session.screen.isMaximised)
    // From LOOK into the tools, and the pen.
    screen.type("undo")
    try Self.pressNamed("changed; KEY paints", &screen)
    #expect(screen.session.screen.mode == .tool("paint"))
    let applied = screen.commits.count
    try Self.pressNamed("erases, KEY works at the cursor", &screen)
    #expect(screen.commits.count == applied + 1)
    screen.type("look; undo")
    try Self.pressNamed("paints, KEY erases", &screen)
    #expect(screen.session.screen.mode == .tool("erase"))
    screen.type("pane axial; goto 6,6,6; pen on")
    try Self.pressNamed("cursor erases; KEY lifts", &screen)
    #expect(!screen.session.screen.isPenDown)
    screen.type("pane surface; pen on")
    try Self.pressNamed("in a plane; KEY goes to one", &screen)
    #expect(screen.session.screen.focus != .surface)
    screen.type("range off; range invert")
    try Self.pressNamed("inside out; KEY switches it on", &screen)
    #expect(screen.session.editing.rules.range != nil)
    // The help, and leaving.
    screen.press("%")
    try Self.pressNamed("does nothing here; KEY shows the keys", &screen)
    guard case .help = screen.session.screen.popup else {
      Issue.record("no help")
      return
    }
    screen.press(.escape)
    screen.type("look")
    screen.press(.escape)
    try Self.pressNamed("nothing can be changed; KEY leaves", &screen)
    #expect(screen.effects.contains { if case .quit = $0 { true } else { false } })
  }

  @Test("a case whose CT is not at hand names the key that leaves", arguments: names)
  func leavingWithoutCT(_ name: String) throws {
    var screen = try Self.screen(name)
    screen.session.review.ct = nil
    screen.session.situation?.isCTMissing = true
    let word = try Self.keymap(name).word(for: "quit")
    #expect(screen.session.frame(theme: .dark).text.contains("\(word) leaves"))
    try Self.pressNamed(" KEY leaves; open the case", &screen)
    #expect(screen.effects.contains { if case .quit = $0 { true } else { false } })
  }

  @Test("the keys that are said to turn the surface turn it", arguments: names)
  func turning(_ name: String) throws {
    var screen = try Self.screen(name)
    screen.type("pane surface")
    let words = screen.session.message.replacing("surface: ", with: "").replacing(
      " turn it", with: "")
    let keys =
      words == "the arrows"
      ? [Key(.left), Key(.down), Key(.up), Key(.right)]
      : try words.split(separator: " ").map { try #require(Key(name: String($0))) }
    #expect(keys.count == 4)
    for key in keys {
      let before = screen.session.screen.surface.orientation
      screen.react(.input(.key(key)))
      #expect(screen.session.screen.surface.orientation != before, "\(key.name)")
    }
  }

  @Test(
    "the sign card's own keys do what the card says, and the key that opened it closes it",
    arguments: names)
  func signCard(_ name: String) throws {
    var screen = try Self.screen(name)
    let sign = try #require(try Self.keymap(name).keys(of: "sign").first)
    screen.react(.input(.key(sign)))
    try Self.pressNamed(" KEY shows the patient's identity", &screen)
    #expect(screen.effects.contains { if case .readIdentity = $0 { true } else { false } })
    try Self.pressNamed("--by NAME, or KEY here, names", &screen)
    guard case .sign(let card) = screen.session.screen.popup else {
      Issue.record("no card")
      return
    }
    #expect(card.editsName)
    screen.press(.escape)
    screen.react(.input(.key(sign)))
    #expect(screen.session.screen.popup == nil)
    #expect(screen.session.message == "femur was not signed")
  }

  @Test(
    "the keys beside the panes are those of the mode, and none of them is refused", arguments: names
  )
  func keysOfTheMode(_ name: String) throws {
    let keymap = try Self.keymap(name)
    let rows: [(mode: String, keys: [(keys: String, what: String)])] = [
      ("look", keymap.firstKeys), ("tool paint", keymap.editingKeys("paint")),
      ("tool erase", keymap.editingKeys("erase")),
    ]
    for (mode, keys) in rows {
      #expect(keys.count == 5)
      var screen = try Self.screen(name)
      screen.type("goto 6,6,6; \(mode)")
      let text = screen.session.frame(theme: .dark).text
      for (word, what) in keys {
        #expect(text.contains(what), "\(mode): \(what)")
        for part in word.split(separator: " ") {
          var hand = screen
          hand.react(.input(.key(try #require(Key(name: String(part)), "\(part)"))))
          #expect(!hand.session.isComplaint, "\(mode): \(part): \(hand.session.message)")
        }
      }
    }
    // Where nothing may be changed, nothing that changes is offered.
    #expect(keymap.readingKeys.count == 5)
    var screen = try Self.screen(name)
    screen.session.situation?.readOnly = "read-only"
    let text = screen.session.frame(theme: .dark).text
    #expect(!text.contains("paint, erase") && text.contains("pane alone"))
  }
}
