import Canvas
import Foundation
import TestKit
import Testing

@testable import Running
@testable import Viewing

@Suite("Wishes and the configuration") struct ScreenOptionsTests {
  private static func file(_ text: String, in folder: TemporaryFolder) throws -> String {
    let path = folder.path("config.toml")
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("the file fills in what was not said, and what was said wins")
  func wins() throws {
    let folder = try TemporaryFolder()
    let path = try Self.file(
      """
      theme = "light"
      color = "16"
      mouse = false
      quality = "coarse"
      [keys]
      preset = "itksnap"
      bind = { F2 = "brush larger" }
      """, in: folder)
    let finder = ThemeFinder(environment: [:], program: #filePath)
    let silent = try ScreenOptions(configuration: path).completed(finder: finder)
    #expect(silent.options.theme == "light")
    #expect(silent.options.depth == nil && silent.options.configuredDepth == .indexed16)
    #expect(silent.options.usesMouse == false)
    #expect(silent.options.quality == "coarse")
    #expect(silent.keys.keymap.name == "itksnap")
    let loud = try ScreenOptions(
      theme: "mono", depth: .some(nil), usesMouse: true, preset: "slicer", configuration: path
    ).completed(finder: finder)
    #expect(loud.options.theme == "mono")
    #expect(loud.options.depth == .some(nil))
    #expect(loud.options.usesMouse == true)
    #expect(loud.keys.keymap.name == "slicer")
    for keys in [silent.keys, loud.keys] {
      #expect(keys.keymap.word(for: "brush larger") == "+")
      #expect(keys.keymap.stroke(Key(.function(2)))?.command == "brush larger")
    }
  }

  @Test("mistakes of the form and of the keys are told together")
  func mistakes() throws {
    let folder = try TemporaryFolder()
    let path = try Self.file(
      "theme = \"lihgt\"\nmouse = 1\n[keys]\npreset = \"emacs\"\n[keys.bind]\n\"F99\" = \"sign\"\n",
      in: folder)
    let error = #expect(throws: SettingsError.self) {
      // A theme that is wished for does not hide the mistake.
      try ScreenOptions(theme: "dark", preset: "slicer", configuration: path).completed()
    }
    guard case .mistakes(_, let mistakes) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(mistakes.count == 4)
    #expect(mistakes[1].hasPrefix("theme: There is no theme “lihgt”; there are "))
    #expect(mistakes[0].hasPrefix("mouse: "))
    #expect(mistakes[2].hasPrefix("keys.preset: “emacs” is no preset"))
    #expect(mistakes[3].hasPrefix("keys.bind.\"F99\": "))
    #expect(try ScreenOptions(configuration: nil).completed().keys.keymap.name == "condyle")
  }
}
