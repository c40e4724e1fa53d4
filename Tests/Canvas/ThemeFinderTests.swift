import Files
import Foundation
import TestKit
import Testing

@testable import Canvas

@Suite("Where themes are found")
struct ThemeFinderTests {
  @Test("the user's folder comes first, then the program's and six above it")
  func folders() {
    let finder = ThemeFinder(
      environment: ["HOME": "/home/a"], program: "/1/2/3/4/5/6/7/8/condyle")
    #expect(
      finder.folders == [
        "/home/a/.config/condyle/themes", "/1/2/3/4/5/6/7/8/Themes", "/1/2/3/4/5/6/7/Themes",
        "/1/2/3/4/5/6/Themes", "/1/2/3/4/5/Themes", "/1/2/3/4/Themes", "/1/2/3/Themes",
        "/1/2/Themes",
      ])
    let other = ThemeFinder(
      environment: ["HOME": "/home/a", "XDG_CONFIG_HOME": "/c"], program: "/bin/condyle")
    #expect(other.folders == ["/c/condyle/themes", "/bin/Themes", "/Themes"])
    let relative = ThemeFinder(environment: ["XDG_CONFIG_HOME": "c"], program: "")
    #expect(relative.folders.isEmpty)
  }

  private func write(_ name: String, to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = ThemeFileTests.form { $0.replacing("\"test\"", with: "\"\(name)\"") }
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/\(name).toml"))
  }

  @Test("a theme is found in each folder, and the user's wins")
  func order() throws {
    let folder = try TemporaryFolder()
    let finder = ThemeFinder(
      environment: ["XDG_CONFIG_HOME": folder.path],
      program: folder.path("repository/.build/release/condyle"))
    try write("night", to: folder.path("repository/Themes"))
    #expect(try finder.theme("night").name == "night")
    #expect(finder.names == ["dark", "night"])
    // A broken file of the user's is told, not passed over.
    try FileManager.default.createDirectory(
      atPath: folder.path("condyle/themes"), withIntermediateDirectories: true)
    try Data("name = ".utf8)
      .write(to: URL(fileURLWithPath: folder.path("condyle/themes/night.toml")))
    #expect(throws: ThemeError.self) { try finder.theme("night") }
  }

  @Test("a path is read as it is, a missing one is told")
  func path() throws {
    let folder = try TemporaryFolder()
    try write("night", to: folder.path)
    let finder = ThemeFinder(environment: [:], program: "")
    #expect(try finder.theme(folder.path("night.toml")).name == "night")
    #expect(throws: FileError.missing(path: "none.toml")) { try finder.theme("none.toml") }
  }

  @Test("without files `dark` is built in, and an unknown name lists the names there are")
  func unknown() throws {
    let finder = ThemeFinder(environment: [:], program: "")
    #expect(try finder.theme("dark") == .dark)
    #expect(throws: ThemeError.unknown(name: "drak", found: ["dark"])) {
      try finder.theme("drak")
    }
    #expect(ThemeError.unknown(name: "drak", found: ["dark"]).exitStatus == .inputMissing)
  }

  @Test("a name is a plain word", arguments: ["", "..", "a b", "a.b", "ä", "a\0", "-\u{1B}"])
  func plain(_ word: String) {
    let finder = ThemeFinder(environment: [:], program: "/bin/condyle")
    #expect(throws: ThemeError.notAName(word)) { try finder.theme(word) }
  }

  @Test("this process has a place, from which the repository's themes are found")
  func here() throws {
    #expect(ThemeFinder.here.folders.contains { $0.hasSuffix("/Themes") })
    #expect(ThemeFinder.here.folders.allSatisfy { $0.hasPrefix("/") })
  }
}
