import Editing
import Files
import Foundation
import Synchronization
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct VerificationTests {
  /// A closed case of ten edits: event 1 opens, 2 to 11 are edits, 12 closes.
  private func tampered(_ sql: [String]) throws -> Verification {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 10)
    let database = try Database(path: fixture.path)
    let triggers = CaseSchema.statements.filter { $0.hasPrefix("CREATE TRIGGER") }
    for trigger in triggers {
      try database.execute("DROP TRIGGER \(trigger.split(separator: " ")[2])")
    }
    for statement in sql { try database.execute(statement) }
    for trigger in triggers { try database.execute(trigger) }
    database.close()
    #expect(throws: CaseError.self) { try fixture.open() }
    return try Verification.check(at: fixture.path, context: fixture.context)
  }

  @Test("a sound case verifies, with the hash and labels it was closed with")
  func sound() throws {
    let fixture = try CaseFixture()
    let states = try fixture.makeClosed(edits: 10)
    let found = try Verification.check(at: fixture.path, context: fixture.context)
    #expect(found.isSound && found.exitStatus == .done)
    #expect((found.events, found.edits) == (12, 10))
    #expect(found.labelsDigest == SHA256.digest(of: states[10]))
    #expect(found.notices.isEmpty)
    let json = JSONValue.object(found.json)
    #expect(json["chain_ok"] == true && json["state_ok"] == true && json["events"] == 12)
    #expect(json["head"] == .string(try #require(found.head).hex))
  }

  @Test(
    "a changed event is found, whichever field it is",
    arguments: [
      "at = at + 1", "who = 'x' || who", "kind = 'export'", "target = 3", "state = state + 1",
      "raw = raw + 1", "body = x'00'", "prev = zeroblob(32)", "hash = zeroblob(32)",
      "hash = x'00'", "prev = x''", "kind = 'unknown'", "raw = -1",
    ])
  func changed(field: String) throws {
    let found = try tampered(["UPDATE event SET \(field) WHERE seq = 6"])
    #expect(!found.chainOK && found.events == 5)
    #expect(found.problems.first?.lastGood == 5)
    #expect(found.exitStatus == .found)
  }

  @Test("a deleted, an inserted and two swapped events are found")
  func moved() throws {
    let deleted = try tampered(["DELETE FROM event WHERE seq = 6"])
    #expect(!deleted.chainOK && deleted.problems.first?.lastGood == 5)
    let renumbered = try tampered([
      "DELETE FROM event WHERE seq = 6", "UPDATE event SET seq = 6 WHERE seq = 7",
    ])
    #expect(!renumbered.chainOK && renumbered.problems.first?.lastGood == 5)
    let inserted = try tampered([
      "INSERT INTO event SELECT 13, at, who, kind, target, state, raw, body, prev, hash "
        + "FROM event WHERE seq = 12"
    ])
    #expect(!inserted.chainOK && inserted.problems.first?.lastGood == 12)
    let swapped = try tampered([
      "UPDATE event SET seq = 100 WHERE seq = 6", "UPDATE event SET seq = 6 WHERE seq = 7",
      "UPDATE event SET seq = 7 WHERE seq = 100",
    ])
    #expect(!swapped.chainOK && swapped.problems.first?.lastGood == 5)
  }

  @Test(
    "changed facts, labels or names break the first link",
    arguments: [
      "UPDATE meta SET v = CAST('X9X9' AS BLOB) WHERE k = 'code'",
      "INSERT INTO meta VALUES ('ct_sha256', zeroblob(32))",
      "UPDATE label SET name = 'tibia 2' WHERE value = 1",
      "UPDATE label SET locked = 1 WHERE value = 1",
      "UPDATE snap SET body = CAST(body || x'00' AS BLOB), raw = raw + 1",
      "UPDATE meta SET v = zeroblob(144) WHERE k = 'grid'",
      "DELETE FROM snap", "DELETE FROM meta WHERE k = 'uuid'",
      "UPDATE meta SET v = CAST('../../../../../../../../../../tmp/xxxx' AS BLOB) WHERE k = 'uuid'",
    ])
  func facts(sql: String) throws {
    let found = try tampered([sql])
    #expect(!found.chainOK && found.problems.first?.lastGood == 0)
  }

  @Test("a history rewritten as a whole is found by the head that a report names")
  func rewritten() throws {
    let first = try CaseFixture()
    _ = try first.makeClosed(edits: 4, seed: 1)
    let head = try #require(
      try Verification.check(at: first.path, context: first.context).head?.hex)
    func problems(_ expected: String) throws -> [String] {
      try Verification.check(at: first.path, expectedHead: expected, context: first.context)
        .problems.map(\.text)
    }
    #expect(try problems(head).isEmpty)
    #expect(try problems(String(head.prefix(12)).uppercased()).isEmpty)
    #expect(try problems(String(repeating: "0", count: 64)).first?.contains("no event") == true)
    for bad in ["abc", "", String(repeating: "a", count: 65), "xyzxyzxyz"] {
      #expect(throws: CaseError.badHead(bad)) { try problems(bad) }
    }
    #expect(CaseError.badHead("abc").exitStatus == .usage)
  }

  @Test("the head of an earlier event is no damage: what followed is counted")
  func earlierHead() throws {
    let fixture = try CaseFixture()
    let before = try fixture.makeClosed(edits: 4)
    let head = try #require(
      try Verification.check(at: fixture.path, context: fixture.context).head)
    let file = try fixture.open().file
    _ = try file.undo()
    _ = try file.append(.export, ["file": "x"])
    try file.close(reason: "again")
    let found = try Verification.check(
      at: fixture.path, expectedHead: head.hex, context: fixture.context)
    #expect(found.isSound)
    #expect(
      found.notices == [
        "The expected head is that of event 6; 4 event(s) followed, 1 of them changed labels."
      ])
    #expect(try #require(found.changes(after: head)) == (1, true))
    #expect(found.changes(after: Digest(bytes: [UInt8](repeating: 0, count: 32))) == nil)
    let again = try fixture.open().file
    _ = try again.redo()
    try again.close(reason: "made again")
    let same = try Verification.check(at: fixture.path, context: fixture.context)
    #expect(same.labelsDigest == SHA256.digest(of: before[4]))
    #expect(try #require(same.changes(after: head)) == (2, false), "the labels are the same again")
  }

  @Test("an event with a good link but a wrong state or undo is found")
  func forgedState() throws {
    for kind in [EventKind.edit, .undo, .redo, .settings, .verdict] {
      let fixture = try CaseFixture()
      _ = try fixture.makeClosed(edits: 3)
      let database = try Database(path: fixture.path)
      var replay = try Replay(database)
      replay.run(database)
      let forged = Event(
        seq: replay.last.seq + 1, at: 0, who: "x", kind: kind, target: 2,
        state: replay.state, body: EventBody(packing: [0, 1, 0, 3, 9]), previous: replay.last.hash)
      try database.execute(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", forged.values)
      database.close()
      let found = try Verification.check(at: fixture.path, context: fixture.context)
      #expect(found.chainOK && !found.stateOK, "\(kind)")
      #expect(found.problems.first?.lastGood == 5, "\(kind)")
      #expect(found.notices.count == 1, "the clock went back")
    }
  }

  @Test("verdicts are listed with bone, verdict, who and digest")
  func verdicts() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    let digest = SHA256.digest(of: [UInt8](1...3))
    _ = try file.append(
      .verdict, ["bone": "patella", "verdict": "accept", "digest": digest.hex])
    try file.close(reason: "quit")
    let found = try Verification.check(at: fixture.path, context: fixture.context)
    #expect(found.isSound && found.verdicts.count == 1)
    let verdict = try #require(found.verdicts.first)
    #expect(verdict.bone == "patella" && verdict.verdict == "accept" && verdict.digest == digest)
    #expect(verdict.who.user == "ayse" && verdict.seq == 2)
    #expect(try fixture.open(.readOnly).verdicts == found.verdicts)
  }

  @Test("a case in use can be verified")
  func inUse() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    let found = try Verification.check(at: fixture.path, context: fixture.context)
    #expect(found.isSound && found.head == opened.file.head.hash)
    #expect(found.notices.count == 1)
    #expect(found.notices.first?.hasPrefix("The case is in use: ayse@ws3 (process 4242") == true)
    try opened.file.close(reason: "quit")
    #expect(try Verification.check(at: fixture.path, context: fixture.context).notices.isEmpty)
  }

  @Test("a case that is written all the time verifies, and is read, as sound every time")
  func writtenMeanwhile() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    let (file, start) = (opened.file, opened.labels)
    let writer = Writer()
    Thread.detachNewThread {
      var labels = start
      var generator = SeededGenerator(seed: 3)
      while writer.mayGoOn {
        let edit = randomEdit(labels, &generator)
        guard (try? file.commit(edit)) != nil, (try? edit.apply(to: &labels)) != nil else { break }
        writer.wrote()
      }
      writer.ended()
    }
    defer { writer.stop() }
    for round in 0..<30 {
      let found = try Verification.check(at: fixture.path, context: fixture.context)
      #expect(found.isSound, "round \(round): \(found.problems.map(\.text))")
      let warnings = try fixture.open(.readOnly).warnings
      #expect(warnings.isEmpty, "round \(round): \(warnings)")
    }
    writer.stop()
    #expect(writer.count > 60, "only \(writer.count) commits were made meanwhile")
    try file.close(reason: "quit")
  }
}

/// What a thread that writes and the test that stops it share; a class because both hold it.
private final class Writer: Sendable {
  private let state = Mutex((mayGoOn: true, count: 0, hasEnded: false))

  var mayGoOn: Bool { state.withLock { $0.mayGoOn } }
  var count: Int { state.withLock { $0.count } }
  func wrote() { state.withLock { $0.count += 1 } }
  func ended() { state.withLock { $0.hasEnded = true } }

  /// Returns when the thread writes no more.
  func stop() {
    state.withLock { $0.mayGoOn = false }
    while !state.withLock({ $0.hasEnded }) { usleep(1_000) }
  }
}
