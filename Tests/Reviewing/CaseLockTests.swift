import Files
import Foundation
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct CaseLockTests {
  private func isInUse(_ fixture: CaseFixture) -> String? {
    do {
      _ = try CaseFile.open(
        at: fixture.path, mode: .edit,
        context: CaseFixture.context(stateFolder: fixture.context.stateFolder, user: "mehmet"))
      return nil
    } catch let error as CaseError {
      guard case .inUse(_, let holder) = error, error.exitStatus == .inUse else { return nil }
      return holder
    } catch {
      return nil
    }
  }

  @Test("a second opener is told who has the case and since when, and exits with 75")
  func second() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    let holder = try #require(isInUse(fixture))
    #expect(holder.hasPrefix("ayse@ws3 (process 4242, /dev/pts/3) has had it open since 2026-09-"))
    #expect(try fixture.open(.readOnly).labels.volume.voxels == CaseFixture.labels().volume.voxels)
    try file.close(reason: "quit")
    #expect(isInUse(fixture) == nil)
  }

  @Test("reading the case file in the same process does not lose the lock")
  func selfOpen() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    _ = try InputFile.digest(fixture.path)
    _ = try Verification.check(at: fixture.path, context: fixture.context)
    #expect(isInUse(fixture) != nil)
    _ = try file.append(.export, ["file": "x"])
    try file.close(reason: "quit")
  }

  @Test("a link to the case shares its lock")
  func link() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    let link = fixture.folder.path("link.condyle")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: fixture.path)
    #expect {
      try CaseFile.open(at: link, mode: .edit, context: fixture.context)
    } throws: {
      if case CaseError.inUse = $0 { true } else { false }
    }
    try opened.file.close(reason: "quit")
  }

  @Test("a lock file left behind holds nobody up")
  func leftBehind() throws {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 1)
    try OutputFile.write(Array("left\nby\na\ndead\none\n1".utf8), to: fixture.path + ".lock")
    try fixture.open().file.close(reason: "quit")
  }

  @Test("of many that open at once, one gets it")
  func race() async throws {
    let fixture = try CaseFixture()
    _ = try fixture.makeClosed(edits: 1)
    let winners = await withTaskGroup(of: CaseFile?.self) { group in
      for _ in 0..<8 { group.addTask { try? fixture.open().file } }
      return await group.reduce(into: [CaseFile]()) { if let file = $1 { $0.append(file) } }
    }
    #expect(winners.count == 1)
    for winner in winners { try winner.close(reason: "quit") }
  }
}
