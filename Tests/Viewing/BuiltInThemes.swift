import Canvas
import Foundation

/// The themes that come with the program.
enum BuiltInThemes {
  static func all() throws -> [Theme] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Themes").path
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".toml") }.sorted().map { try ThemeFile.read("\(folder)/\($0)") }
  }
}
