import Editing
import Files
import Foundation
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct CaseFileTests {
  private func mode(_ path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]) as? Int
  }

  @Test("a new case has mode 0600, its log too, and leaves nothing beside it when closed")
  func files() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    for ending in ["", "-wal", ".lock", ".reserve"] {
      #expect(mode(fixture.path + ending) == 0o600, "\(ending)")
    }
    #expect(try InputFile.size(fixture.path + ".reserve") == 16 << 20)
    try opened.file.close(reason: "quit")
    let left = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
    #expect(left.sorted() == ["knee.condyle", "state"])
  }

  @Test("reopening gives labels, table, stacks, view and facts as they were")
  func reopen() throws {
    let fixture = try CaseFixture()
    let ct = Digest(bytes: [UInt8](repeating: 9, count: 32))
    var labels = try CaseFixture.labels()
    labels.table.add(
      LabelEntry(value: 9, name: "osteophyte", sourceValue: -70_000, side: .left, parent: 1))
    let source = LabelSource(
      digest: ct, size: GridSize(3, 4, 5), geometry: labels.volume.geometry)
    var opened = try CaseFile.create(
      at: fixture.path, NewCase(labels: labels, source: source, ctDigest: ct, code: "K7Q2"),
      context: fixture.context)
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<3 {
      let edit = randomEdit(opened.labels, &generator)
      _ = try opened.file.commit(edit)
      try edit.apply(to: &opened.labels)
    }
    let step = try #require(try opened.file.undo())
    try step.edit.apply(to: &opened.labels)
    opened.labels.table[2]?.isLocked = true
    opened.labels.table[3]?.isVisible = false
    #expect(try opened.file.commit(opened.labels.table) != nil)
    #expect(try opened.file.commit(opened.labels.table) == nil)
    try opened.file.keep(view: ["slice": "178"])
    try opened.file.keep(view: ["slice": "179"])
    let facts = opened.file.facts
    try opened.file.close(reason: "quit")

    let again = try fixture.open()
    #expect(again.labels.volume == opened.labels.volume)
    #expect(again.labels.table == opened.labels.table)
    #expect(again.ai.voxels() == labels.volume.voxels)
    #expect(again.file.facts == facts)
    #expect(facts.code == "K7Q2" && facts.ctDigest == ct)
    #expect(facts.source?.digest == ct && facts.source?.size == source.size)
    for geometry in [facts.geometry, try #require(facts.source).geometry] {
      #expect(
        geometry.greatestCornerDistance(to: labels.volume.geometry, size: facts.size) < 1e-9)
    }
    #expect(again.undo.map(\.seq) == [2, 3])
    #expect(again.redo.map(\.seq) == [4])
    #expect(again.undo[0].title.hasPrefix("paint disc 2 mm"))
    #expect(again.undo[0].who.user == "ayse")
    #expect(again.view == ["slice": "179"])
    #expect(again.warnings.isEmpty)
    #expect(again.file.state == LabelState.of(again.labels.volume))
    #expect(
      try again.file.events().map(\.kind)
        == [.open, .edit, .edit, .edit, .undo, .settings, .close, .open])
  }

  @Test("the database is durable: WAL, FULL, exclusive, in-memory temporaries, erased pages")
  func settings() throws {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 1)
    let database = try Database(path: fixture.path)
    try database.makeDurable(path: fixture.path)
    #expect(try database.text("PRAGMA journal_mode") == "wal")
    #expect(try database.text("PRAGMA synchronous") == "2")
    #expect(try database.text("PRAGMA locking_mode") == "exclusive")
    #expect(try database.text("PRAGMA secure_delete") == "1")
    #expect(try database.text("PRAGMA trusted_schema") == "0")
    #expect(throws: CaseError.self) {
      // A database in memory cannot keep a log: the reading back must notice.
      try Database(path: ":memory:").makeDurable(path: "x")
    }
  }

  @Test("undo and redo against a model, over reopenings and damage-free copies of a killed process")
  func model() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let fixture = try CaseFixture()
    var opened = try fixture.create()
    var history = [opened.labels.volume.voxels]
    var at = 0
    for _ in 0..<150 {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<4:
        let edit = randomEdit(opened.labels, &generator)
        _ = try opened.file.commit(edit)
        try edit.apply(to: &opened.labels)
        history = Array(history[...at]) + [opened.labels.volume.voxels]
        at += 1
      case 4..<7:
        let step = try opened.file.undo()
        try #require((step == nil) == (at == 0), "seed \(seed)")
        if let step {
          try step.edit.apply(to: &opened.labels)
          at -= 1
        }
      case 7..<9:
        let step = try opened.file.redo()
        try #require((step == nil) == (at == history.count - 1), "seed \(seed)")
        if let step {
          try step.edit.apply(to: &opened.labels)
          at += 1
        }
      default:
        try opened.file.close(reason: "test")
        opened = try fixture.open()
        #expect(opened.undo.count == at && opened.redo.count == history.count - 1 - at)
      }
      #expect(opened.labels.volume.voxels == history[at], "seed \(seed)")
      #expect(opened.file.state == LabelState.of(opened.labels.volume), "seed \(seed)")
    }
    let killed = fixture.folder.path("killed.condyle")
    try fixture.copyAsKilled(to: killed)
    let revived = try CaseFile.open(at: killed, mode: .edit, context: fixture.context)
    #expect(revived.labels.volume.voxels == history[at], "seed \(seed)")
    #expect(revived.warnings.contains { $0.contains("did not end in order") })
  }

  @Test("an edit that does not fit is refused and nothing is saved")
  func badEdit() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    let before = file.head.seq
    let outside = Edit(name: "x", runs: [Edit.Run(start: 1_000, count: 2, before: 0, after: 1)])
    #expect(throws: CaseError.self) { try file.commit(outside) }
    #expect(throws: CaseError.self) { try file.commit(Edit(name: "nothing", runs: [])) }
    #expect(file.head.seq == before)
  }

  @Test("a case that exists is not made again, a bad code is refused, a missing one is missing")
  func refusals() throws {
    let fixture = try CaseFixture()
    #expect(throws: FileError.missing(path: fixture.path)) { try fixture.open() }
    #expect(throws: CaseError.badCode("a b")) {
      try CaseFile.create(
        at: fixture.path, NewCase(labels: try CaseFixture.labels(), code: "a b"),
        context: fixture.context)
    }
    _ = try fixture.makeClosed(edits: 0)
    #expect(throws: FileError.exists(path: fixture.path)) { try fixture.create() }
  }

  @Test("events are only added: SQL cannot change or delete one")
  func triggers() throws {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 2)
    let database = try Database(path: fixture.path)
    for sql in [
      "UPDATE event SET at = 0", "DELETE FROM event", "DELETE FROM snap", "UPDATE meta SET v = x''",
      "DELETE FROM label", "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
    ] {
      #expect(throws: DatabaseError.self, "\(sql)") { try database.execute(sql) }
    }
  }

  @Test("a note's text can be erased and the chain still holds; a changed one is found")
  func notes() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    let note = try file.note("check with MRI")
    #expect(try file.notes() == [note.seq: "check with MRI"])
    try file.close(reason: "quit")
    func verify() throws -> Verification {
      try Verification.check(at: fixture.path, context: fixture.context)
    }
    #expect(try verify().isSound)
    try Database(path: fixture.path).execute("UPDATE note_text SET text = 'fine'")
    #expect(try verify().problems.count == 1)
    try Database(path: fixture.path).execute("DELETE FROM note_text")
    #expect(try verify().isSound)
  }

  @Test("a file holds no path and no text but what was given")
  func leaks() throws {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 3)
    let bytes = try InputFile.read(fixture.path)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains(fixture.folder.path) && !text.contains("knee.condyle"))
    #expect(text.contains("ayse"))
  }

  @Test("after closing, and when opened for reading, nothing is taken")
  func closed() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    try file.close(reason: "quit")
    #expect(throws: CaseError.closed(path: file.path)) { try file.undo() }
    #expect(throws: CaseError.closed(path: file.path)) { try file.events() }
    #expect(try file.close(reason: "again") == nil)
    let reader = try fixture.open(.readOnly).file
    #expect(throws: CaseError.readOnly(path: file.path)) { try reader.note("x") }
    #expect(try reader.events().count == 2)
    let before = try InputFile.digest(fixture.path)
    try reader.close(reason: "quit")
    #expect(try InputFile.digest(fixture.path) == before)
    let copies = try FileManager.default.contentsOfDirectory(
      atPath: fixture.folder.path("state/copies"))
    #expect(copies.count <= 1)
  }

  @Test("many threads at once give one unbroken chain")
  func threads() async throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask { _ = try? file.append(.export, ["file": "K7Q2_\(number).stl"]) }
      }
    }
    try file.close(reason: "quit")
    let found = try Verification.check(at: fixture.path, context: fixture.context)
    #expect(found.isSound && found.events == 42)
  }
}
