import Editing
import Files
import Foundation
import Glibc
import TestKit
import Testing
import Volumes

@testable import Reviewing

/// A file system of its own that is soon full; a class so that `deinit` unmounts it.
private final class SmallDisk {
  let folder: TemporaryFolder

  static let mayMount: Bool = {
    guard geteuid() == 0, let disk = try? SmallDisk(megabytes: 1) else { return false }
    return disk.folder.path.isEmpty == false
  }()

  init(megabytes: Int) throws {
    folder = try TemporaryFolder()
    let options = "size=\(megabytes)m,mode=0700"
    guard mount("tmpfs", folder.path, "tmpfs", 0, options) == 0 else {
      throw POSIXError(.EPERM)
    }
  }

  deinit { umount2(folder.path, 2) }
}

@Suite struct DiskFullTests {
  @Test("without a reserve a full database refuses the edit, freezes, and goes on when resumed")
  func refuses() throws {
    let fixture = try CaseFixture()
    var opened = try fixture.create()
    #expect(unlink(fixture.path + ".reserve") == 0)
    try opened.file.limitPages()
    var generator = SeededGenerator(seed: 5)
    var saved = opened.file.head.seq
    var failure: CaseError?
    for _ in 0..<200 where failure == nil {
      let edit = randomEdit(opened.labels, &generator)
      do {
        saved = try opened.file.commit(edit).seq
        try edit.apply(to: &opened.labels)
      } catch { failure = error as? CaseError }
    }
    #expect(failure == .diskFull(path: opened.file.path, isSaved: false))
    #expect(failure?.exitStatus == .ioError)
    #expect(opened.file.fault == failure && opened.file.head.seq == saved)
    #expect(throws: CaseError.self) { try opened.file.undo() }
    #expect(opened.file.resume() && opened.file.fault == nil)
    let killed = fixture.folder.path("killed.condyle")
    try fixture.copyAsKilled(to: killed)
    let revived = try CaseFile.open(at: killed, mode: .edit, context: fixture.context)
    #expect(revived.labels.volume.voxels == opened.labels.volume.voxels)
  }

  @Test(
    "on a full disk the stroke in hand is saved from the reserve, then editing stops",
    .enabled(if: SmallDisk.mayMount, "skipped: mounting a small file system needs root"))
  func reserve() throws {
    let disk = try SmallDisk(megabytes: 20)
    var fixture = try CaseFixture()
    fixture.context.fileSystem = { _ in "ext4" }
    let path = disk.folder.path("knee.condyle")
    var opened = try CaseFile.create(
      at: path, NewCase(labels: try CaseFixture.labels()), context: fixture.context)
    // Fill what is left beside the reserve.
    let filler = open(disk.folder.path("filler"), O_WRONLY | O_CREAT, 0o600)
    defer { close(filler) }
    let block = [UInt8](repeating: 1, count: 4_096)
    while write(filler, block, block.count) == block.count {}
    var generator = SeededGenerator(seed: 5)
    var warning: String?
    for _ in 0..<2_000 where warning == nil {
      let edit = randomEdit(opened.labels, &generator)
      warning = try opened.file.commit(edit).warning
      try edit.apply(to: &opened.labels)
    }
    #expect(warning?.contains("saved from the reserve") == true)
    #expect(access(path + ".reserve", F_OK) != 0)
    #expect(throws: CaseError.diskFull(path: path, isSaved: false)) { try opened.file.undo() }
    let reader = try CaseFile.open(at: path, mode: .readOnly, context: fixture.context)
    #expect(reader.labels.volume.voxels == opened.labels.volume.voxels)
    // 16 MB are free again, but not yet what a new reserve would take from the rest.
    #expect(unlink(disk.folder.path("filler")) == 0)
    _ = ftruncate(filler, 0)
    #expect(opened.file.resume())
    #expect(try opened.file.undo() != nil)
    try opened.file.close(reason: "quit")
    #expect(try Verification.check(at: path, context: fixture.context).isSound)
  }
}
