import Canvas
import Editing
import Testing

@testable import Viewing

@Suite("Bindings of one's own") struct KeyBindTests {
  @Test(
    "a key's name is read as it is told",
    arguments: [
      "b", "B", "+", "ö", "Space", "Tab", "Shift-Tab", "Enter", "Up", "PgDn", "Insert", "Delete",
      "F1", "F12", "Ctrl-b", "Shift-F5", "Home", "-",
    ])
  func names(_ name: String) throws {
    #expect(try #require(Key(name: name)).name == name)
  }

  @Test("other spellings are understood, and what is no key is not")
  func spellings() {
    #expect(Key(name: "shift-x") == .character("X"))
    #expect(Key(name: "CTRL-B") == Key(.character("b"), control: true))
    #expect(Key(name: "pgup") == Key(.pageUp))
    for name in ["", " ", "F0", "F13", "f01", "Ctrl-", "Ctrl-1", "Alt-x", "xx", "Shift-Shift-x"] {
      #expect(Key(name: name) == nil, "\(name)")
    }
  }

  @Test("a bound key does what it was bound to, the help says so, and the row it left loses it")
  func bind() throws {
    var screen = try ScreenHand()
    screen.type("bind F2 brush larger")
    screen.press(.function(2))
    #expect(screen.session.message == "brush disc 2.5 mm")
    screen.type("bind h slice next")
    let rows = screen.session.keymap.bindings
    #expect(rows.contains { $0.keys == "h" && $0.summary == ":slice next" && $0.group == .own })
    #expect(rows.contains { $0.keys == "Left Right Up Down j k l" })
    screen.type("bind s none")
    screen.press("s")
    #expect(screen.session.isComplaint)
    #expect(!screen.session.keymap.bindings.contains { $0.keys == "s" })
    // Another preset keeps them.
    screen.type("keys slicer")
    screen.press(.function(2))
    #expect(screen.session.message == "brush disc 3 mm")
  }

  @Test(
    "what cannot be bound is refused with the reason",
    arguments: [
      ("Esc look", "Esc cannot be bound"), (": help", ": cannot be bound"),
      ("Ctrl-i help", "terminals send it for Tab"), ("xx help", "“xx” is no key"),
      ("x frobnicate", "there is no command “frobnicate”"), ("x", "bind needs a command"),
    ])
  func refused(_ words: String, _ reason: String) throws {
    var screen = try ScreenHand()
    screen.type("bind \(words)")
    #expect(screen.session.isComplaint)
    #expect(screen.session.message.contains(reason), "\(screen.session.message)")
  }

  @Test("settings tell every mistake with its key path, and take the rest")
  func settings() throws {
    let settings = KeySettings(
      preset: "snap",
      own: [
        .init(key: "Ctrl-b", command: "brush larger"), .init(key: "F13", command: "sign"),
        .init(key: "k", command: "sing"), .init(key: "x", command: "undo; undo"),
      ])
    #expect(settings.mistakes.count == 4)
    #expect(
      settings.mistakes.first
        == "keys.preset: “snap” is no preset; write one of \"condyle\", \"itksnap\", \"slicer\"")
    #expect(settings.mistakes[1].hasPrefix("keys.bind.\"F13\": “F13” is no key"))
    #expect(settings.mistakes[2].hasPrefix("keys.bind.\"k\": there is no command “sing”"))
    #expect(settings.mistakes[3] == "keys.bind.\"x\": write one command, not 2")
    #expect(settings.keymap.keys(of: "brush larger").contains(Key(.character("b"), control: true)))
  }
}
