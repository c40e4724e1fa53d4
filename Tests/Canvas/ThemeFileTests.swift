import Files
import TestKit
import Testing

@testable import Canvas

@Suite("Themes read from TOML")
struct ThemeFileTests {
  /// A file with every role, to plant mistakes in.
  static func form(_ change: (String) -> String = { $0 }) -> String {
    var text = "name = \"test\"\n[palette]\nink = \"#102030\"\n[roles]\n"
    for role in Theme.roles { text += "\(role.name) = \"ink\"\n" }
    text += "[labels]\ncolours = [\"ink\", \"#000001\", \"#000002\", \"#000003\"]\n"
    text += "[heat]\nlow = \"#ffbf00\"\nmiddle = \"#ff5a36\"\nhigh = \"#e800b0\"\n"
    text += "[change]\ninside = \"#3a50ff\"\noutside = \"#9be800\"\n"
    return change(text)
  }

  private func mistakes(_ change: (String) -> String) -> [String] {
    do {
      _ = try ThemeFile.theme(Self.form(change), path: "t.toml")
      return []
    } catch {
      guard case .mistakes(_, let mistakes) = error else { return ["\(error)"] }
      return mistakes
    }
  }

  @Test("a whole file gives a theme with its colours, by name and by number")
  func whole() throws {
    let theme = try ThemeFile.theme(Self.form(), path: "t.toml")
    #expect(theme.name == "test")
    for role in Theme.roles {
      #expect(theme[keyPath: role.path] == Colour(16, 32, 48), "\(role.name)")
    }
    #expect(
      theme.labels.colours == [
        Colour(16, 32, 48), Colour(0, 0, 1), Colour(0, 0, 2), Colour(0, 0, 3),
      ])
    #expect(theme.heat == .amberToMagenta)
    #expect(theme.change == .blueToLime)
  }

  @Test("the list of roles holds every member of one colour, each once")
  func allRoles() {
    let members = Mirror(reflecting: Theme.dark).children
      .filter { $0.value is Colour }.compactMap(\.label)
    #expect(members.sorted() == Theme.roles.map(\.name).sorted())
    // A role set through its path is the member of that name.
    for role in Theme.roles {
      var theme = Theme.dark
      theme[keyPath: role.path] = Colour(1, 2, 3)
      let changed = Mirror(reflecting: theme).children
        .filter { $0.value as? Colour == Colour(1, 2, 3) }.compactMap(\.label)
      #expect(changed == [role.name])
    }
  }

  @Test(
    "a mistake is told with its key path",
    arguments: [
      ("pen = \"ink\"\n", "", "roles.pen: missing"),
      (
        "pen = \"ink\"", "pen = \"ink\"\nquitText = \"ink\"",
        "roles.quitText: no such role; did you mean “quietText”?"
      ),
      (
        "pen = \"ink\"", "pen = \"#12\"",
        "roles.pen: “#12” is no colour; write \"#rrggbb\" or a name of [palette]"
      ),
      ("pen = \"ink\"", "pen = \"imk\"", "roles.pen: “imk” is no colour; did you mean “ink”?"),
      (
        "pen = \"ink\"", "pen = 12",
        "roles.pen: integer is no colour; write \"#rrggbb\" or a name of [palette]"
      ),
      (
        "ink = \"#102030\"", "ink = \"#102030\"\nred = \"#12\"",
        "palette.red: “#12” is no colour; write \"#rrggbb\""
      ),
      ("name = \"test\"\n", "", "name: missing"),
      (
        "name = \"test\"", "name = \"../x\"",
        "name: write a word of letters, digits, - and _ in quotes"
      ),
      ("name = \"test\"", "name = \"test\"\nnmae = 1", "nmae: no such key; did you mean “name”?"),
      ("colours = [\"ink\", ", "colours = [", "labels.colours: write 4 to 32 colours in brackets"),
      ("#000003", "#000001", "labels.colours[3]: the same colour as [1]"),
      (
        "#000003", "#00000g",
        "labels.colours[3]: “#00000g” is no colour; write \"#rrggbb\" or a name of [palette]"
      ),
      ("colours = [", "colors = [", "labels.colors: no such key; did you mean “colours”?"),
      ("low = \"#ffbf00\"\n", "", "heat.low: missing"),
      ("inside = \"#3a50ff\"\n", "", "change.inside: missing"),
      (
        "inside = \"#3a50ff\"", "inside = \"#9be8ff\"",
        "change: #9be8ff and #9be800 are equally light; make one of them darker, "
          + "so that they can be told apart without colours"
      ),
      ("low = \"#ffbf00\"", "low = \"#ffbf00\"\ngrey = true", "heat.grey: no such key"),
    ])
  func mistake(_ old: String, _ new: String, _ told: String) {
    let found = mistakes { $0.replacing(old, with: new) }
    #expect(found.first == told)
    // "colors" for "colours" is also a missing key.
    #expect(found.count == (told.contains("colors") ? 2 : 1), "\(found)")
  }

  @Test("a ramp from blue to yellow is refused where it passes grey")
  func greyRamp() {
    let found = mistakes {
      $0.replacing("#ffbf00", with: "#0000ff").replacing("#ff5a36", with: "#808080")
        .replacing("#e800b0", with: "#ffff00")
    }
    #expect(found.count == 1)
    // Blue to grey: 96 of 255 is left where five eighths of the way are gone, at 31 % of the ramp.
    #expect(found.first?.hasPrefix("heat: at 31 % the ramp is #") == true, "\(found)")
  }

  @Test("all mistakes are collected, and a message lists five")
  func many() {
    let found = mistakes { text in
      Theme.roles.prefix(7).reduce(text) { $0.replacing("\n\($1.name) = \"ink\"", with: "") }
    }
    #expect(found == Theme.roles.prefix(7).map { "roles.\($0.name): missing" })
    let error = ThemeError.mistakes(path: "t.toml", found)
    #expect(error.message.contains("has 7 mistakes: roles.ground: missing; "))
    #expect(error.message.contains("roles.title: missing; and 2 more. Correct"))
    #expect(error.exitStatus == .badData)
  }

  @Test("a syntax error has its line and column")
  func syntax() {
    #expect {
      try ThemeFile.theme("name = \"a\"\n[roles]\nink = = 3\n", path: "t.toml")
    } throws: { error in
      guard case .syntax(_, let line, let column, _)? = error as? ThemeError else { return false }
      return line == 3 && column == 7
    }
  }

  @Test("a key that is given twice, an empty file and a NUL are refused")
  func refused() {
    for text in [Self.form { $0.replacing("[heat]", with: "[roles]") }, "", Self.form() + "\0"] {
      #expect(throws: ThemeError.self) { try ThemeFile.theme(text, path: "t.toml") }
    }
  }

  @Test("keys and values from a file reach no terminal as they are")
  func safe() {
    let found = mistakes {
      $0.replacing("pen = \"ink\"", with: "pen = \"a\\u001b[2J\"\n\"b\\u001b\\u0000c\" = 1")
    }
    #expect(found.count == 2)
    #expect(found.allSatisfy { !$0.unicodeScalars.contains { SafeText.isUnsafe($0) } }, "\(found)")
  }

  @Test("a file that is cut anywhere is refused, never trusted and never a crash")
  func truncated() {
    let text = Self.form()
    for count in stride(from: 0, to: text.utf8.count - 2, by: 7) {
      #expect(throws: ThemeError.self) {
        try ThemeFile.theme(String(text.prefix(count)), path: "t.toml")
      }
    }
  }
}
