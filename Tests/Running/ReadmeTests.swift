import Foundation
import Testing

@testable import Viewing

@Suite struct ReadmeTests {
  private static func readme() throws -> String {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
  }

  @Test("the README's table of keys is the one that the program binds")
  func keys() throws {
    let table = Keymap.condyle.bindings.map { "| \($0.keys) | \($0.summary) |" }
      .joined(separator: "\n")
    #expect(try Self.readme().contains("| keys | what |\n|---|---|\n\(table)\n\n"))
  }

  @Test(
    "the README's tables of the presets hold the rows that are not Condyle's own",
    arguments: ["itksnap", "slicer"])
  func presets(_ name: String) throws {
    let own = Set(Keymap.condyle.bindings.map { "\($0.keys) \($0.summary)" })
    let keymap = try #require(Keymap.preset(name))
    let table = keymap.bindings.filter { !own.contains("\($0.keys) \($0.summary)") }
      .map { "| \($0.keys) | \(keymap.told($0.summary)) |" }
      .map { $0.replacing("\\ |", with: "\\\\ \\|") }
      .joined(separator: "\n")
    let expected = "| with `\(name)` | what |\n|---|---|\n\(table)\n\n"
    // For whoever has changed a preset: this is what belongs there.
    #expect(try Self.readme().contains(expected), "\(expected)")
  }
}
