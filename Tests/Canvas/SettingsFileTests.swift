import Files
import Foundation
import TestKit
import Testing

@testable import Canvas

@Suite("The configuration file") struct SettingsFileTests {
  @Test("every key is read")
  func everything() throws {
    let reading = try SettingsFile.reading(
      """
      theme = "light"
      color = "256"
      mouse = false
      quality = "steady"
      sharp = "quadrant"
      [keys]
      preset = "slicer"
      [keys.bind]
      "ctrl-b" = "brush larger"
      "F2" = "sign"
      K = "none"
      """, path: "a.toml")
    var expected = Settings()
    expected.theme = "light"
    expected.color = .indexed256
    expected.mouse = false
    expected.quality = "steady"
    expected.sharp = "quadrant"
    expected.preset = "slicer"
    expected.bindings = [
      .init(key: "F2", command: "sign"), .init(key: "K", command: "none"),
      .init(key: "ctrl-b", command: "brush larger"),
    ]
    #expect(reading.mistakes == [])
    #expect(reading.settings == expected)
  }

  @Test("an empty file, and colours that are to be found out, want nothing")
  func nothing() throws {
    #expect(try SettingsFile.reading("", path: "a").settings == Settings())
    let automatic = try SettingsFile.reading("color = \"auto\"", path: "a")
    #expect(automatic.settings == Settings())
    #expect(automatic.mistakes.isEmpty)
  }

  @Test("every mistake is told, with its key path and what to write instead")
  func mistakes() throws {
    let reading = try SettingsFile.reading(
      """
      them = "light"
      color = "millions"
      mouse = "yes"
      quality = 3
      sharp = ["off"]
      [keys]
      preset = 1
      [keys.bind]
      "F2" = 7
      "K" = "  "
      """, path: "a.toml")
    #expect(
      reading.mistakes == [
        "them: no such key; did you mean “theme”?",
        "color: “millions” is not known; write one of \"auto\", \"rgb\", \"256\", \"16\", \"mono\"",
        "mouse: this is text; write true or false",
        "quality: this is a number; write one of \"auto\", \"full\", \"steady\", \"coarse\"",
        "sharp: this is a list; write one of \"auto\", \"off\", \"quadrant\", \"sextant\"",
        "keys.preset: this is a number; write the name of a preset in quotes",
        "keys.bind.\"F2\": this is a number; write a command, or \"none\" in quotes",
        "keys.bind.\"K\": nothing between the quotes; write a command, or \"none\"",
      ])
    #expect(reading.settings == Settings())
  }

  @Test("what is no TOML is told by line and column")
  func syntax() {
    let error = #expect(throws: SettingsError.self) {
      try SettingsFile.reading("theme = \"dark\"\nmouse = = 2\n", path: "a.toml")
    }
    guard case .syntax(_, let line, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(line == 2)
    #expect(error?.exitStatus == .badData)
  }

  @Test(
    "a quote that is not closed is called so, on its line",
    arguments: [
      "mouse = true\ntheme = \"dark\ncolor = \"16\"\n", "mouse = true\ntheme = \"dark",
      "mouse = true\ntheme = 'dark\n", "mouse = true\n\"theme = 1\n",
    ])
  func quote(_ text: String) {
    let error = #expect(throws: SettingsError.self) {
      try SettingsFile.reading(text, path: "a.toml")
    }
    guard case .syntax(_, let line, _, let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(line == 2)
    #expect(words == "the quote is not closed on this line")
  }

  @Test("a file that is not there is no mistake; a folder, foreign bytes and NUL are")
  func files() throws {
    let folder = try TemporaryFolder()
    #expect(try SettingsFile.read(folder.path("none.toml")) == nil)
    #expect(throws: SettingsError.self) { try SettingsFile.read(folder.path("")) }
    for bytes: [UInt8] in [[0x74, 0xFF, 0xFE], [0x23, 0x00]] {
      let path = folder.path("bad\(bytes.count).toml")
      try Data(bytes).write(to: URL(filePath: path))
      #expect(throws: SettingsError.self) { try SettingsFile.read(path) }
    }
  }

  @Test("it lies in XDG_CONFIG_HOME, else in .config of HOME")
  func place() {
    #expect(
      SettingsFile.path(environment: ["XDG_CONFIG_HOME": "/c", "HOME": "/h"])
        == "/c/condyle/config.toml")
    #expect(
      SettingsFile.path(environment: ["XDG_CONFIG_HOME": "c", "HOME": "/h"])
        == "/h/.config/condyle/config.toml")
    #expect(SettingsFile.path(environment: [:]) == nil)
  }

  @Test("all mistakes stand in the message, each on its line")
  func message() {
    let error = SettingsError.mistakes(path: "/c/config.toml", ["a: wrong", "b: wrong too"])
    #expect(
      error.message == """
        The configuration /c/config.toml has 2 mistakes:
          a: wrong
          b: wrong too
        Correct the file, or leave it aside with --no-config.
        """)
  }
}
