import Foundation
import TestKit
import Testing

@testable import Running
@testable import Viewing

@Suite("Notes in an editor") struct NoteEditorTests {
  /// An editor that is a shell script; "$1" is the file.
  private static func written(_ script: String) throws -> (
    Result<String?, NoteEditorFailure>, left: [String]
  ) {
    let folder = try TemporaryFolder()
    let editor = folder.path("editor")
    try "#!/bin/sh\n\(script)\n".write(toFile: editor, atomically: true, encoding: .utf8)
    let place = folder.path("place")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let result = NoteEditor(command: "sh \(editor)", place: place).write()
    return (result, try FileManager.default.contentsOfDirectory(atPath: place))
  }

  @Test("what is written is the note, without comments, in one line; nothing is left behind")
  func writes() throws {
    let (result, left) = try Self.written(
      "printf 'the patella\\n# not this\\n\\nis joined\\n' >\"$1\"; touch \"$1~\" \"$(dirname \"$1\")/.swp\""
    )
    #expect(try result.get() == "the patella is joined")
    #expect(left == [])
  }

  @Test("the file and its folder are nobody else's")
  func isPrivate() throws {
    let (result, _) = try Self.written(
      "stat -c %a \"$1\" \"$(dirname \"$1\")\" >\"$1.new\"; mv \"$1.new\" \"$1\"")
    #expect(try result.get() == "600 700")
  }

  @Test("an empty note, and one that was not touched, is none")
  func empty() throws {
    for script in [":", ": >\"$1\"", "echo '# only this' >\"$1\""] {
      let (result, left) = try Self.written(script)
      #expect(try result.get() == nil)
      #expect(left == [])
    }
  }

  @Test("an editor that fails, is missing, or takes the file away keeps no note, and that is told")
  func fails() throws {
    for (script, reason) in [
      ("echo text >\"$1\"; exit 3", "ended with 3"), ("rm \"$1\"", "There is no file"),
      ("kill -9 $$", "ended with 137"), ("head -c 5000 /dev/zero | tr '\\0' a >\"$1\"", "4096"),
    ] {
      let (result, left) = try Self.written(script)
      guard case .failure(let failure) = result else {
        Issue.record("\(script) gave a note")
        continue
      }
      #expect(failure.message.contains(reason), "\(failure.message)")
      #expect(left == [])
    }
    let missing = NoteEditor(command: "/nowhere/editor", place: "/tmp").write()
    guard case .failure(let failure) = missing else {
      Issue.record("an editor that is not there gave a note")
      return
    }
    #expect(failure.message.contains("was not found"))
    guard case .failure(.noFolder) = NoteEditor(command: "true", place: "/nowhere").write() else {
      Issue.record("a folder that is not there was taken")
      return
    }
  }
}
