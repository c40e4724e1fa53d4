import Files
import TestKit
import Testing

@testable import Reviewing

@Suite struct WitnessTests {
  @Test("an old copy put back is announced, and the journal keeps that events were missing")
  func oldCopy() throws {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 2)
    let old = try InputFile.read(fixture.path)
    let file = try fixture.open().file
    _ = try file.append(.export, ["file": "x"])
    try file.close(reason: "quit")
    try OutputFile.write(old, to: fixture.path, replace: true)
    let found = try Verification.check(at: fixture.path, context: fixture.context)
    #expect(found.chainOK && found.stateOK && !found.isSound)
    let opened = try fixture.open()
    #expect(opened.warnings.count == 1)
    #expect(opened.warnings.first?.contains("3 event(s) are missing") == true)
    try opened.file.close(reason: "quit")
    let later = try fixture.open()
    #expect(later.warnings.isEmpty)
    try later.file.close(reason: "quit")
    for _ in 0..<2 {
      let kept = try Verification.check(at: fixture.path, context: fixture.context)
      #expect(kept.isSound && kept.notices.count == 1)
      #expect(kept.notices.first?.contains("events 5 to 7") == true, "\(kept.notices)")
      #expect(kept.notices.first?.contains("were missing") == true)
    }
  }

  @Test("another history of the same case is announced")
  func otherHistory() throws {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 1)
    let start = try InputFile.read(fixture.path)
    let file = try fixture.open().file
    try file.close(reason: "here")
    try OutputFile.write(start, to: fixture.path, replace: true)
    let elsewhere = CaseFixture.context(stateFolder: fixture.folder.path("other"))
    for _ in 0..<2 {
      try CaseFile.open(at: fixture.path, mode: .edit, context: elsewhere).file.close(reason: "x")
    }
    let warnings = try fixture.open(.readOnly).warnings
    #expect(warnings.count == 1 && warnings.first?.contains("is not the one") == true)
  }

  @Test("a case that went on elsewhere, or a witness that is lost or damaged, is no alarm")
  func noAlarm() throws {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 1)
    let uuid = try fixture.open(.readOnly).file.facts.uuid
    let path = "\(fixture.context.stateFolder)/\(uuid)"
    let witness = Witness(stateFolder: fixture.context.stateFolder, uuid: uuid)
    #expect(witness.mark?.seq == 3)
    let elsewhere = CaseFixture.context(stateFolder: fixture.folder.path("other"))
    try CaseFile.open(at: fixture.path, mode: .edit, context: elsewhere).file.close(reason: "x")
    #expect(try fixture.open(.readOnly).warnings.isEmpty)
    try OutputFile.write(Array("garbage".utf8), to: path, replace: true)
    #expect(try fixture.open(.readOnly).warnings.isEmpty)
  }
}
