import Editing
import Files
import Foundation
import Synchronization
import TestKit
import Volumes

@testable import Reviewing

/// A folder, a context without chance, and small labels for the tests of this room.
struct CaseFixture {
  let folder: TemporaryFolder
  var context: CaseContext
  let path: String

  init(seed: UInt64 = 1) throws {
    folder = try TemporaryFolder()
    path = folder.path("knee.condyle")
    context = Self.context(stateFolder: folder.path("state"), seed: seed)
  }

  static func context(stateFolder: String, seed: UInt64 = 1, user: String = "ayse") -> CaseContext {
    let clock = Ticker(1_790_000_000_000_000)
    let chance = Ticker(Int64(bitPattern: seed))
    return CaseContext(
      stateFolder: stateFolder, author: Author(user: user, host: "ws3", terminal: "/dev/pts/3"),
      processID: 4_242, bootID: "boot-1", now: { clock.next(1_000_000) },
      randomBytes: { count in
        var generator = SeededGenerator(seed: UInt64(bitPattern: chance.next(1)))
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      }, fileSystem: { _ in "ext4" })
  }

  /// Odd sizes, anisotropic, oblique: a tilt of 30° about the x axis.
  static func labels(_ size: GridSize = GridSize(13, 11, 7)) throws -> LabelMap {
    let (c, s) = (0.75.squareRoot(), 0.5)
    let geometry = try Geometry(
      spacing: [0.4, 0.5, 1.25], origin: PatientPoint(-12.5, 30, 410),
      direction: Matrix3(columns: [1, 0, 0], [0, c, s], [0, -s, c]))
    var volume = Volume<UInt8>(size: size, geometry: geometry, filledWith: 0)
    for offset in 0..<size.count {
      let at = size.index(offset)
      if (3..<8).contains(at.x), (2..<9).contains(at.y) { volume.voxels[offset] = at.z < 3 ? 1 : 2 }
    }
    return LabelMap(volume: volume, table: .knee)
  }

  func create() throws -> OpenedCase {
    try CaseFile.create(at: path, NewCase(labels: Self.labels()), context: context)
  }

  func open(_ mode: CaseMode = .edit) throws -> OpenedCase {
    try CaseFile.open(at: path, mode: mode, context: context)
  }

  /// A case with `edits` random edits, closed; and the labels after each event.
  func makeClosed(edits: Int, seed: UInt64 = 7) throws -> [[UInt8]] {
    var opened = try create()
    var generator = SeededGenerator(seed: seed)
    var states = [opened.labels.volume.voxels]
    for _ in 0..<edits {
      let edit = randomEdit(opened.labels, &generator)
      _ = try opened.file.commit(edit)
      try edit.apply(to: &opened.labels)
      states.append(opened.labels.volume.voxels)
    }
    try opened.file.close(reason: "test")
    return states
  }

  /// Copies the database and its log, as a killed process leaves them.
  func copyAsKilled(to target: String) throws {
    for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: path + ending) {
      try? FileManager.default.removeItem(atPath: target + ending)
      try FileManager.default.copyItem(atPath: path + ending, toPath: target + ending)
    }
  }
}

/// An edit of one to five runs that fits the labels.
func randomEdit(_ labels: LabelMap, _ generator: inout SeededGenerator) -> Edit {
  let voxels = labels.volume.voxels
  var runs: [Edit.Run] = []
  var at = Int.random(in: 0..<voxels.count / 2, using: &generator)
  for _ in 0..<Int.random(in: 1...5, using: &generator) where at < voxels.count {
    let before = voxels[at]
    var end = at + 1
    let wanted = Int.random(in: 1...30, using: &generator)
    while end < voxels.count, voxels[end] == before, end - at < wanted { end += 1 }
    let after = UInt8((Int(before) + Int.random(in: 1...4, using: &generator)) % 5)
    runs.append(Edit.Run(start: at, count: end - at, before: before, after: after))
    at = end + Int.random(in: 0...40, using: &generator)
  }
  return Edit(name: "paint disc 2 mm, label \(runs[0].after)", runs: runs)
}

/// A number that grows; a class because closures share it.
final class Ticker: Sendable {
  private let value: Mutex<Int64>
  init(_ start: Int64) { value = Mutex(start) }
  func next(_ step: Int64) -> Int64 {
    value.withLock {
      $0 &+= step
      return $0
    }
  }
}
