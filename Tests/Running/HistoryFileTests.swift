import Foundation
import TestKit
import Testing

@testable import Running
@testable import Viewing

@Suite("The history of the command line") struct HistoryFileTests {
  @Test("what was typed is read back, oldest first, and nobody else may read it")
  func keeps() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(stateFolder: folder.path("state"))
    #expect(file.lines() == [])
    try file.add(["bone patella", "brush 4mm ball"])
    try file.add(["bone patella", "slice 8"])
    #expect(file.lines() == ["brush 4mm ball", "bone patella", "slice 8"])
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test("sittings that end one after the other, or at once, keep the lines of all")
  func sharing() async throws {
    let folder = try TemporaryFolder()
    let state = folder.path("state")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for sitting in 0..<8 {
        group.addTask { try HistoryFile(stateFolder: state).add(["slice \(sitting)"]) }
      }
      try await group.waitForAll()
    }
    #expect(
      HistoryFile(stateFolder: state).lines().sorted() == (0..<8).map { "slice \($0)" })
  }

  @Test("no more than 500 lines are kept, the latest")
  func limit() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(stateFolder: folder.path("state"))
    try file.add((0..<700).map { "slice \($0)" })
    #expect(file.lines() == (200..<700).map { "slice \($0)" })
  }

  @Test("a file that somebody has damaged is no obstacle, and gives no line that cannot be read")
  func damaged() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(stateFolder: folder.path("state"))
    try file.add(["slice 1"])
    try Data([0x73, 0xFF, 0x0A, 0x1B, 0x5B, 0x0A] + Array("slice 2\n".utf8))
      .write(to: URL(filePath: file.path))
    try file.add(["slice 3"])
    #expect(file.lines() == ["slice 2", "slice 3"])
  }
}
