import Files
import Foundation
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct CaseMovingAsideTests {
  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "state" }.sorted()
  }

  @Test("a case that somebody has open is not touched: 75, and it goes on being saved")
  func inUse() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    let before = try names(fixture.folder.path)
    #expect {
      try CaseFile.moveAside(at: fixture.path, context: fixture.context)
    } throws: {
      ($0 as? CaseError)?.exitStatus == .inUse
    }
    #expect(throws: FileError.exists(path: fixture.path)) { try fixture.create() }
    #expect(try names(fixture.folder.path) == before)
    _ = try file.append(.export, ["file": "x"])
    try file.close(reason: "quit")
    #expect(try Verification.check(at: fixture.path, context: fixture.context).events == 3)
  }

  @Test("a new case is not begun where somebody holds the lock")
  func createUnderLock() throws {
    let fixture = try CaseFixture()
    let lock = try CaseLock(casePath: fixture.path, context: fixture.context)
    #expect {
      try fixture.create()
    } throws: {
      ($0 as? CaseError)?.exitStatus == .inUse
    }
    #expect(try names(fixture.folder.path) == ["knee.condyle.lock"])
    lock.release()
    try fixture.create().file.close(reason: "quit")
  }

  @Test("a killed case is folded into one file and moved to a number that is free")
  func killed() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    for _ in 0..<3 { _ = try file.append(.export, ["file": "x"]) }
    let copy = fixture.folder.path("k.condyle")
    try fixture.copyAsKilled(to: copy)
    try file.close(reason: "quit")
    // The copy has the history of the other: only a machine that knows neither takes it for whole.
    let context = CaseFixture.context(stateFolder: fixture.folder.path("other"))
    try OutputFile.write([1], to: fixture.folder.path("k.old-1.condyle-wal"))
    #expect(try InputFile.size(copy + "-wal") > 0)
    let moved = try CaseFile.moveAside(at: copy, context: context)
    #expect(moved.map { $0.hasSuffix("/k.old-2.condyle") } == [true])
    #expect(
      try names(fixture.folder.path).filter { $0.hasPrefix("k.") }
        == ["k.old-1.condyle-wal", "k.old-2.condyle"])
    let found = try Verification.check(at: moved[0], context: context)
    #expect(found.isSound && found.events == 4)
  }

  @Test("a damaged case is moved with its log as it is, and no log stays under the old name")
  func damaged() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    for _ in 0..<3 { _ = try file.append(.export, ["file": "x"]) }
    let copy = fixture.folder.path("k.condyle")
    try fixture.copyAsKilled(to: copy)
    var log = try InputFile.read(copy + "-wal")
    log[log.count / 2] ^= 0xFF
    try OutputFile.write(log, to: copy + "-wal", replace: true)
    let moved = try CaseFile.moveAside(at: copy, context: fixture.context)
    #expect(try InputFile.read(moved[0] + "-wal") == log)
    #expect(
      try names(fixture.folder.path).filter { $0.hasPrefix("k.") }
        == ["k.old-1.condyle", "k.old-1.condyle-wal"])
    try file.close(reason: "quit")
  }

  @Test("what is no case is refused and stays where it is")
  func stranger() throws {
    let fixture = try CaseFixture()
    let other = fixture.folder.path("ct.nii")
    try OutputFile.write([1, 2, 3], to: other)
    #expect(throws: CaseError.notACase(path: other)) {
      try CaseFile.moveAside(at: other, context: fixture.context)
    }
    #expect(try names(fixture.folder.path) == ["ct.nii"])
  }

  @Test("a case kept in the state folder makes room there, and a new one can be made")
  func stateFolder() throws {
    let fixture = try CaseFixture()
    let path = "/proc/self/knee-\(UUID().uuidString).condyle"
    func make() throws -> CaseFile {
      try CaseFile.create(
        at: path, NewCase(labels: try CaseFixture.labels()), context: fixture.context
      ).file
    }
    let first = try make()
    let uuid = first.facts.uuid
    _ = try first.close(reason: "quit")
    let moved = try CaseFile.moveAside(at: path, context: fixture.context)
    #expect(moved.count == 1 && moved[0].hasPrefix(fixture.context.stateFolder + "/open/"))
    #expect(!FileManager.default.fileExists(atPath: first.location.working + ".base"))
    let second = try make()
    #expect(second.facts.uuid != uuid)
    _ = try second.close(reason: "quit")
    let old = try CaseFile.open(at: moved[0], mode: .readOnly, context: fixture.context)
    #expect(old.file.facts.uuid == uuid)
  }

  @Test("work that was not put in its place is put there, then moved aside")
  func unpublished() throws {
    var fixture = try CaseFixture()
    let home = fixture.folder.path("home")
    try OutputFile.makeFolder(home)
    fixture.context.fileSystem = { $0.hasSuffix("/home") ? "nfs4" : "ext4" }
    let path = home + "/knee.condyle"
    do {
      let opened = try CaseFile.create(
        at: path, NewCase(labels: try CaseFixture.labels()), context: fixture.context)
      _ = try opened.file.append(.export, ["file": "x"])
    }
    let moved = try CaseFile.moveAside(at: path, context: fixture.context)
    #expect(moved.map { $0.hasSuffix("/home/knee.old-1.condyle") } == [true])
    #expect(try names(home) == ["knee.old-1.condyle"])
    #expect(try names(fixture.context.stateFolder + "/open").isEmpty)
    #expect(try Verification.check(at: moved[0], context: fixture.context).events == 2)
  }

  @Test("the side of the CT's header is kept in the case, under the chain")
  func headerSide() throws {
    let fixture = try CaseFixture()
    let new = NewCase(labels: try CaseFixture.labels(), headerSide: .left)
    try CaseFile.create(at: fixture.path, new, context: fixture.context).file.close(reason: "quit")
    #expect(try fixture.open(.readOnly).file.facts.headerSide == .left)
    let database = try Database(path: fixture.path)
    try database.execute("DROP TRIGGER meta_no_update")
    try database.execute("UPDATE meta SET v = CAST('right' AS BLOB) WHERE k = 'header_side'")
    for statement in CaseSchema.statements where statement.contains("TRIGGER meta_no_update") {
      try database.execute(statement)
    }
    database.close()
    #expect(try !Verification.check(at: fixture.path, context: fixture.context).chainOK)
  }
}
