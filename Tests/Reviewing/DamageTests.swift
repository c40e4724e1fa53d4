import CSQLite
import Editing
import Files
import Foundation
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct DamageTests {
  /// Opens a damaged copy in every way; whatever is accepted in silence must be a state there was.
  private func probe(
    _ path: String, states: [[UInt8]], _ what: String, mayBePrefix: Bool = false
  ) throws {
    // A fresh state folder: there is no witness, so only the file itself speaks.
    let folder = try TemporaryFolder()
    let context = CaseFixture.context(stateFolder: folder.path("state"))
    let found = try? Verification.check(at: path, context: context)
    let opened = try? CaseFile.open(at: path, mode: .readOnly, context: context)
    if let found, found.isSound {
      let labels = try #require(opened, "\(what): verified but not opened").labels
      let known = mayBePrefix ? states[...] : states[(states.count - 1)...]
      #expect(known.contains(labels.volume.voxels), "\(what): wrong but accepted")
    } else if let opened {
      #expect(
        opened.warnings.contains { $0.contains("damaged") }, "\(what): damaged but not announced")
      #expect(states.contains(opened.labels.volume.voxels), "\(what): labels that never were")
    }
    let edited = try? CaseFile.open(at: path, mode: .edit, context: context)
    #expect((edited != nil) == (found?.isSound == true), "\(what)")
  }

  @Test("a database cut at any length is refused or reported, and never traps")
  func truncation() throws {
    let fixture = try CaseFixture()
    let states = try fixture.makeClosed(edits: 30)
    let whole = try InputFile.read(fixture.path)
    for length in stride(from: 0, to: whole.count, by: max(1, whole.count / 40)) {
      let path = fixture.folder.path("cut-\(length).condyle")
      try OutputFile.write(Array(whole[..<length]), to: path)
      try probe(path, states: states, "cut at \(length)")
    }
  }

  @Test("changed bytes are found, or lie in unused space")
  func flips() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let fixture = try CaseFixture()
    let states = try fixture.makeClosed(edits: 30)
    let whole = try InputFile.read(fixture.path)
    for round in 0..<120 {
      var bytes = whole
      for _ in 0..<(1 << Int.random(in: 0...6, using: &generator)) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      let path = fixture.folder.path("flip-\(round).condyle")
      try OutputFile.write(bytes, to: path)
      try probe(path, states: states, "seed \(seed), round \(round)")
    }
  }

  @Test("a damaged log gives an earlier state whole, and the witness says that events are missing")
  func log() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let fixture = try CaseFixture()
    var opened = try fixture.create()
    var states = [opened.labels.volume.voxels]
    for _ in 0..<20 {
      let edit = randomEdit(opened.labels, &generator)
      _ = try opened.file.commit(edit)
      try edit.apply(to: &opened.labels)
      states.append(opened.labels.volume.voxels)
    }
    let whole = try InputFile.read(fixture.path)
    let log = try InputFile.read(fixture.path + "-wal")
    for round in 0..<60 {
      var bytes = log
      switch round % 3 {
      case 0: bytes.removeLast(Int.random(in: 1..<log.count, using: &generator))
      case 1: bytes += (0..<500).map { _ in UInt8.random(in: 0...255, using: &generator) }
      default:
        bytes[Int.random(in: 0..<log.count, using: &generator)] ^=
          1 << UInt8.random(in: 0...7, using: &generator)
      }
      let path = fixture.folder.path("log-\(round).condyle")
      try OutputFile.write(whole, to: path)
      try OutputFile.write(bytes, to: path + "-wal")
      let reader = try CaseFile.open(at: path, mode: .readOnly, context: fixture.context)
      let isLast = reader.file.head == opened.file.head
      #expect(states.contains(reader.labels.volume.voxels), "seed \(seed)")
      #expect(
        reader.warnings.contains { $0.contains("missing") } == !isLast,
        "seed \(seed), round \(round)")
      try probe(path, states: states, "seed \(seed), round \(round)", mayBePrefix: true)
    }
  }

  @Test("files that are no cases are refused with one sentence and left as they are")
  func strangers() throws {
    let fixture = try CaseFixture()
    let other = fixture.folder.path("other.condyle")
    for bytes in [[], Array("SQLite format 3\0".utf8), [UInt8](repeating: 0xFF, count: 5_000)] {
      try OutputFile.write(bytes, to: other, replace: true)
      #expect(throws: CaseError.notACase(path: other)) {
        try CaseFile.open(at: other, mode: .edit, context: fixture.context)
      }
      #expect(throws: CaseError.notACase(path: other)) {
        try Verification.check(at: other, context: fixture.context)
      }
      #expect(try InputFile.read(other) == bytes)
    }
    #expect(!FileManager.default.fileExists(atPath: other + ".lock"))
  }

  @Test("a case of a newer form is refused with 65 and says so")
  func newer() throws {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 1)
    try Database(path: fixture.path).execute("PRAGMA user_version=2")
    let expected = CaseError.newer(path: fixture.path, version: 2, known: 1)
    #expect(throws: expected) { try fixture.open() }
    #expect(throws: expected) { try Verification.check(at: fixture.path, context: fixture.context) }
    #expect(expected.exitStatus == .badData && expected.message.contains("newer version"))
  }

  @Test(
    "an extra table, view, trigger or index is refused",
    arguments: [
      "CREATE TABLE extra(x)", "CREATE VIEW w AS SELECT 1",
      "CREATE TRIGGER t AFTER INSERT ON view BEGIN SELECT 1; END", "CREATE INDEX i ON event(at)",
      "DROP TRIGGER event_no_delete",
    ])
  func schema(sql: String) throws {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 1)
    try Database(path: fixture.path).execute(sql)
    #expect {
      try fixture.open()
    } throws: {
      guard case CaseError.damaged(_, let what, nil) = $0 else { return false }
      return what.contains("tables")
    }
    let found = try Verification.check(at: fixture.path, context: fixture.context)
    #expect(!found.isSound && !found.chainOK && found.exitStatus == .found)
  }
}
