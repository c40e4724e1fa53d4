import Editing
import Files
import Foundation
import Glibc
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct KillTests {
  @Test("no acknowledged edit is lost when the process is killed at any moment")
  func kill() async throws {
    let fixture = try CaseFixture()
    try fixture.create().file.close(reason: "made")
    let path = fixture.path
    let state: String = fixture.context.stateFolder
    let acknowledged = fixture.folder.path("acknowledged")
    var told = 0
    for round in 0..<5 {
      let delay = UInt32(15_000 + 23_000 * round)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [
          path = path as String, state = state as String, acknowledged = acknowledged as String,
          delay = delay as UInt32, round = round as Int
        ] in
        let context = CaseFixture.context(stateFolder: state, seed: UInt64(round) + 100)
        var opened = try CaseFile.open(at: path, mode: .edit, context: context)
        var generator = SeededGenerator(seed: UInt64(round))
        let log = open(acknowledged, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var isFirst = true
        while true {
          let edit = randomEdit(opened.labels, &generator)
          let committed = try opened.file.commit(edit)
          try edit.apply(to: &opened.labels)
          let line = "\(committed.seq) \(committed.hash.hex)\n"
          _ = write(log, line, line.utf8.count)
          guard isFirst else { continue }
          isFirst = false
          Thread.detachNewThread {
            usleep(delay)
            Glibc.kill(getpid(), SIGKILL)
          }
        }
      }
      let lines = String(decoding: try InputFile.read(acknowledged), as: UTF8.self)
        .split(separator: "\n").map { $0.split(separator: " ") }
      #expect(lines.count > told, "a round of \(delay) µs saved nothing")
      told = lines.count
      let copy = fixture.folder.path("copy-\(round).condyle")
      try fixture.copyAsKilled(to: copy)
      let found = try Verification.check(at: copy, context: fixture.context)
      #expect(found.isSound, "\(found.problems)")
      let database = try Database(path: copy)
      for line in lines {
        let seq = try #require(Int(line[0]))
        #expect(try Replay.hash(of: seq, database)?.hex == String(line[1]))
      }
    }
    print("killed 5 times, \(told) acknowledged edits, none lost")
    let opened = try fixture.open()
    #expect(opened.undo.count >= told)
    try opened.file.close(reason: "quit")
  }
}
