import Canvas
import Editing
import Testing
import Volumes

@testable import Viewing

/// What every preset of keys must keep to.
@Suite("Presets of keys") struct KeyPresetTests {
  private static let names = Keymap.presets.map(\.name)

  private static func keymap(_ name: String) throws -> Keymap {
    try #require(Keymap.preset(name))
  }

  /// Pairs of characters of which the second is the first with Shift, on keyboards of the United States.
  private static let shifted = zip("`1234567890-=[]\\;',./", "~!@#$%^&*()_+{}|:\"<>?")

  private static func withShift(_ key: Key) -> Key? {
    guard case .character(let character) = key.code else {
      return key.shift ? nil : Key(key.code, shift: true, control: key.control)
    }
    if let pair = shifted.first(where: { $0.0 == character }) {
      return Key(.character(pair.1), control: key.control)
    }
    let upper = character.uppercased()
    guard upper != String(character), upper.count == 1, let capital = upper.first else {
      return nil
    }
    return Key(.character(capital), control: key.control)
  }

  @Test("every key stands once, for one command that can be read", arguments: names)
  func parses(_ name: String) throws {
    var seen: Set<Key> = []
    for stroke in try Self.keymap(name).bindings.flatMap(\.strokes) {
      #expect(seen.insert(stroke.key).inserted, "\(stroke.key.name) stands twice")
      if stroke.isPrompt || (stroke.command.isEmpty && stroke.answer != nil) { continue }
      #expect(try CommandParser.script(stroke.command).count == 1, "\(stroke.command)")
    }
    for key in seen {
      #expect(BindableKey.isFree(key) || key == .character(":"), "\(key.name)")
    }
  }

  @Test("no two keys whose commands weigh differently differ by Shift alone", arguments: names)
  func shiftAlone(_ name: String) throws {
    let keymap = try Self.keymap(name)
    for stroke in keymap.bindings.flatMap(\.strokes) {
      guard let key = Self.withShift(stroke.key), let other = keymap.stroke(key) else { continue }
      #expect(
        CommandWeight(stroke) == CommandWeight(other), "\(stroke.key.name) and \(key.name)")
    }
  }

  @Test("the weights are those that hands expect")
  func weights() throws {
    let expected: [(String, CommandWeight)] = [
      ("slice next", .looking), ("bone next", .looking), ("sign", .looking),
      ("tool paint toggle", .arming), ("tool last", .arming), ("apply", .changing),
      ("undo", .changing), ("pen", .changing), ("lock femur", .changing), ("quit", .leaving),
      ("export a", .leaving), ("suspend", .leaving), ("sign femur accept", .leaving),
    ]
    for (command, weight) in expected {
      #expect(CommandWeight(.init(.character("a"), command)) == weight, "\(command)")
      #expect(
        CommandWeight(.init(.character("a"), command, isPrompt: true)) == .looking, "\(command)")
    }
  }

  @Test("everything that a review needs has a key", arguments: names)
  func reaches(_ name: String) throws {
    let keymap = try Self.keymap(name)
    for command in [
      "help", "quit", "undo", "redo", "slice next", "slice previous", "bone next",
      "bone previous", "sign", "apply", "pen", "pane next", "maximise", "zoom in", "zoom out",
      "zoom fit", "crosshair", "centre", "heat toggle", "brush larger", "brush smaller",
      "brush next", "range toggle", "range invert", "over next", "overlay next", "window next",
      "window free", "tools", "tool last", "pick", "snapshot {picture} layout", "export {folder}",
      "redraw",
    ] where !(name == "condyle" && command.hasPrefix("bone ")) {
      #expect(!keymap.keys(of: command).isEmpty, "\(command)")
    }
    for tool in ["paint", "erase"] { #expect(!keymap.word(forTool: tool).hasPrefix(":")) }
    #expect(keymap.stroke(.character(":"))?.isPrompt == true)
    for direction in ["left", "right", "up", "down"] {
      #expect(!keymap.keys(of: "move \(direction)").isEmpty)
    }
  }

  /// The heaviest thing that a key does in the other program, by its own table.
  private static let habits: [(preset: String, keys: String, weight: CommandWeight)] = [
    ("itksnap", "1", .looking), ("itksnap", "2", .looking), ("itksnap", "3", .arming),
    ("itksnap", "4", .arming), ("itksnap", "5", .arming), ("itksnap", "6", .arming),
    ("itksnap", "<>sadwqexXc[]{}\\|vl+=-_", .looking), ("itksnap", " ", .changing),
    ("slicer", "qwifbgtrv-+[]{}", .looking), ("slicer", "zyxa", .changing),
    ("slicer", "1234567890", .arming), ("slicer", " ", .arming),
  ]

  @Test("a habitual key never does more than in the program where the habit comes from")
  func habits() throws {
    for habit in Self.habits {
      let keymap = try Self.keymap(habit.preset)
      for character in habit.keys {
        let stroke = try #require(
          keymap.stroke(.character(character)), "\(habit.preset) \(character)")
        #expect(CommandWeight(stroke) <= habit.weight, "\(habit.preset) \(character)")
      }
    }
    for preset in ["itksnap", "slicer"] {
      let keymap = try Self.keymap(preset)
      // Undo there, and not the way back to the shell.
      #expect(keymap.stroke(Key(.character("z"), control: true))?.command == "undo")
    }
  }

  @Test("the presets' keys do what they do elsewhere")
  func elsewhere() throws {
    let expected: [(String, String, String)] = [
      ("itksnap", "4", "tool paint"), ("itksnap", "1", "look"), ("itksnap", " ", "apply"),
      ("itksnap", "<", "bone previous"), ("itksnap", ">", "bone next"),
      ("itksnap", "s", "overlay toggle"), ("itksnap", "w", "heat toggle"),
      ("itksnap", "c", "centre"), ("slicer", "q", "bone previous"), ("slicer", "w", "bone next"),
      ("slicer", "2", "tool paint"), ("slicer", "4", "tool erase"), ("slicer", " ", "tool last"),
      ("slicer", "f", "slice next"), ("slicer", "b", "slice previous"),
      ("slicer", "i", "range toggle"), ("slicer", "g", "overlay toggle"),
      ("slicer", "z", "undo"), ("slicer", "y", "redo"),
    ]
    for (preset, key, command) in expected {
      let stroke = try Self.keymap(preset).stroke(.character(Character(key)))
      #expect(stroke?.command == command, "\(preset) \(key)")
    }
  }

  @Test("a key without a counterpart says so, by the keys of its preset", arguments: names)
  func answers(_ name: String) throws {
    for stroke in try Self.keymap(name).bindings.flatMap(\.strokes) where stroke.answer != nil {
      var screen = try ScreenHand()
      screen.type("keys \(name)")
      let labels = screen.session.labels.volume
      screen.react(.input(.key(stroke.key)))
      #expect(screen.session.isComplaint)
      #expect(screen.session.message.contains("Condyle"))
      #expect(!screen.session.message.contains("{"))
      #expect(screen.session.labels.volume == labels)
      #expect(!screen.session.isEditing)
    }
  }

  @Test("from painting, a mode of ITK-SNAP or an effect of Slicer that is not here goes to LOOK")
  func putsDown() throws {
    for (preset, keys, paint) in [("itksnap", "2356", "4"), ("slicer", "3567890", "2")] {
      var screen = try ScreenHand()
      screen.type("keys \(preset)")
      for key in keys {
        screen.press(paint)
        #expect(screen.session.isEditing, "\(preset) \(paint)")
        screen.press(String(key))
        #expect(!screen.session.isEditing, "\(preset) \(key)")
      }
    }
  }

  @Test("messages name the keys of the preset that is taken")
  func words() throws {
    var screen = try ScreenHand()
    screen.type("keys slicer")
    #expect(screen.session.message == "keys slicer; ? shows them, F10 leaves")
    screen.press(.escape)
    #expect(screen.session.message == "this is LOOK: nothing can be changed; F10 leaves")
    screen.press("%")
    #expect(screen.session.message == "“%” does nothing here; ? shows the keys")
    screen.press("e")
    #expect(screen.session.message == "LOOK: nothing can be changed; 2 paints, 4 erases")
    func quits() -> Bool {
      screen.effects.contains { if case .quit = $0 { true } else { false } }
    }
    screen.press("q")
    #expect(!quits())
    screen.press(.function(10))
    #expect(quits())
  }

  @Test("every preset's first keys and help tell its own keys", arguments: names)
  func help(_ name: String) throws {
    var screen = try ScreenHand(columns: 160, rows: 100)
    screen.type("keys \(name)")
    let keymap = try Self.keymap(name)
    for (keys, _) in keymap.firstKeys { #expect(!keys.contains(":"), "\(keys)") }
    screen.press("?")
    let frame = screen.session.frame(theme: .dark)
    let text = (0..<frame.rows).map { frame.text(row: $0) }.joined(separator: "\n")
    for row in keymap.bindings where row.keys.count < 16 && !row.keys.contains(" ") {
      #expect(text.contains("\(row.keys) "), "\(row.keys)")
    }
  }
}
