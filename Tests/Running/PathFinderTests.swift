import Foundation
import TestKit
import Testing

@testable import Running
@testable import Viewing

@Suite("Paths that are typed") struct PathFinderTests {
  @Test("folders and pictures are found, hidden ones by their dot")
  func finds() throws {
    let folder = try TemporaryFolder()
    let manager = FileManager.default
    for name in ["ab", ".hidden", "b c"] {
      try manager.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
    }
    for name in ["a.png", "a.txt", "B.PNG", "a\u{1B}.png"] {
      try Data().write(to: URL(filePath: folder.path(name)))
    }
    let root = folder.path("")
    func found(_ prefix: String, _ kind: PathQuery.Kind) -> [String] {
      PathFinder.paths(PathQuery(path: root + prefix, kind: kind, line: ""))
        .map { String($0.dropFirst(root.count)) }
    }
    #expect(found("", .pictures) == ["B.PNG", "a.png", "ab/", "b c/"])
    #expect(found("a", .pictures) == ["a.png", "ab/"])
    #expect(found("a", .folders) == ["ab/"])
    #expect(found(".h", .folders) == [".hidden/"])
    #expect(found("nowhere/x", .folders) == [])
  }

  @Test("~ is the home folder at the beginning of a path, and nowhere else")
  func home() {
    #expect(HomePath.expanded("~/a.png", home: "/h") == "/h/a.png")
    #expect(HomePath.expanded("~", home: "/h") == "/h")
    for path in ["a/~/b", "~other/a", "/~/a", ""] {
      #expect(HomePath.expanded(path, home: "/h") == path)
    }
    #expect(HomePath.expanded("~/a", home: nil) == "~/a")
  }
}
