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
}
