import Files
import Foundation
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct CaseLocationTests {
  private func remote() throws -> CaseFixture {
    var fixture = try CaseFixture()
    let home = fixture.folder.path + "/home"
    try OutputFile.makeFolder(home)
    fixture.context.fileSystem = { $0.hasSuffix("/home") ? "nfs4" : "ext4" }
    return fixture
  }

  @Test("a local folder that can be written is worked in, and nothing is left by the probe")
  func inPlace() throws {
    let fixture = try CaseFixture()
    let location = try CaseLocation.decide(fixture.path, fixture.context)
    #expect(location.reason == nil && location.working == location.published)
    #expect(location.notice == nil && !location.exists)
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).isEmpty)
  }

  @Test("on a network file system the case appears in its place whole, when it is closed")
  func network() throws {
    let fixture = try remote()
    let path = fixture.folder.path("home/knee.condyle")
    let opened = try CaseFile.create(
      at: path, NewCase(labels: try CaseFixture.labels()), context: fixture.context)
    #expect(opened.file.location.reason == .network("nfs4"))
    #expect(opened.file.location.working.hasPrefix(fixture.context.stateFolder + "/open/"))
    #expect(
      opened.warnings.count == 1 && opened.warnings.first?.contains("network file system") == true)
    let home = fixture.folder.path("home")
    #expect(try FileManager.default.contentsOfDirectory(atPath: home).isEmpty)
    _ = try opened.file.append(.export, ["file": "x"])
    try opened.file.publish()
    #expect(try FileManager.default.contentsOfDirectory(atPath: home) == ["knee.condyle"])
    #expect(try opened.file.close(reason: "quit") == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home) == ["knee.condyle"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.context.stateFolder + "/open")
        .isEmpty)
    let again = try CaseFile.open(at: path, mode: .edit, context: fixture.context)
    #expect(try again.file.events().count == 4)
    try again.file.close(reason: "quit")
  }

  @Test("a published file that somebody else changed is left alone, and both paths are told")
  func conflict() throws {
    let fixture = try remote()
    let path = fixture.folder.path("home/knee.condyle")
    let file = try CaseFile.create(
      at: path, NewCase(labels: try CaseFixture.labels()), context: fixture.context
    ).file
    try OutputFile.write([1, 2, 3], to: path)
    let expected = CaseError.publishedFileChanged(
      published: file.location.published, working: file.location.working)
    #expect(throws: expected) { try file.close(reason: "quit") }
    #expect(try InputFile.read(path) == [1, 2, 3])
    #expect(FileManager.default.fileExists(atPath: file.location.working))
  }

  @Test("work that was never published is resumed, and said so")
  func resumed() throws {
    let fixture = try remote()
    let path = fixture.folder.path("home/knee.condyle")
    do {
      // Dropped without closing, as a killed process would.
      let opened = try CaseFile.create(
        at: path, NewCase(labels: try CaseFixture.labels()), context: fixture.context)
      _ = try opened.file.append(.export, ["file": "x"])
    }
    let again = try CaseFile.open(at: path, mode: .edit, context: fixture.context)
    #expect(again.file.location.reason == .unpublished)
    #expect(again.warnings.contains { $0.contains("resumed") })
    #expect(try again.file.events().count == 3)
    #expect(try again.file.close(reason: "quit") == nil)
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test("where the folder cannot be written the case stays in the state folder, and is found there")
  func unwritable() throws {
    let fixture = try CaseFixture()
    // Nobody, not even root, makes a file here.
    let path = "/proc/self/knee-\(UUID().uuidString).condyle"
    let opened = try CaseFile.create(
      at: path, NewCase(labels: try CaseFixture.labels()), context: fixture.context)
    #expect(opened.file.location.reason == .folderNotWritable)
    #expect(
      opened.warnings.count == 1
        && opened.warnings.first?.contains(opened.file.location.working) == true)
    let notice = try #require(try opened.file.close(reason: "quit"))
    #expect(notice.contains(opened.file.location.working))
    let again = try CaseFile.open(at: path, mode: .edit, context: fixture.context)
    #expect(try again.file.events().count == 3)
    _ = try again.file.close(reason: "quit")
  }

  @Test("file systems over a network are known by name, local ones are not")
  func kinds() {
    for kind in ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph", "lustre", "afs"] {
      #expect(FileSystem.isRemote(kind), "\(kind)")
    }
    for kind in ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs", "fuseblk"] {
      #expect(!FileSystem.isRemote(kind), "\(kind)")
    }
    #expect(FileSystem.kind(of: "/proc/self/status") == "proc")
    #expect(FileSystem.kind(of: "/nowhere/at/all") == nil)
  }
}
