import Editing
import Foundation
import TestKit
import Testing
import Volumes

/// What every tool must do, whatever it is.
@Suite struct ToolsTests {
  /// Commands that change something on the fixture, at least one for every tool.
  static let examples = [
    "paint 8,6,5", "paint 3,3,3 12,9,7", "paint mm -14,45,12", "erase 8,6,5 2,2,2",
    "threshold -900 400",
  ]

  private func tool(_ command: String) throws -> any Tool {
    let statement = try #require(try CommandLexer.statements(command).first)
    var words = CommandWords(statement.words)
    let type = try #require(Tools.named(words.verb))
    return try type.init(&words)
  }

  /// Labels with all four bones and background, repeatable.
  private func mixedLabels(seed: UInt64) throws -> LabelMap {
    var random = SeededGenerator(seed: seed)
    var labels = try Fixtures.labels()
    for offset in labels.volume.voxels.indices {
      labels.volume.voxels[offset] = UInt8.random(in: 0...4, using: &random)
    }
    return labels
  }

  @Test("every tool has a command, a form that begins with it, and an example here")
  func registry() {
    for tool in Tools.all {
      #expect(tool.usage.hasPrefix(tool.verb))
      #expect(!tool.summary.isEmpty)
      #expect(Self.examples.contains { $0.hasPrefix(tool.verb + " ") })
    }
    #expect(Set(Tools.all.map { $0.verb }).count == Tools.all.count)
  }

  @Test("every file in Tools is in the list")
  func everyFileIsListed() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Editing/Tools")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix("Tool.swift") }
    #expect(files.count == Tools.all.count)
    #expect(Set(files) == Set(Tools.all.map { "\($0).swift" }))
  }

  @Test("every tool undoes exactly", arguments: examples)
  func undoesExactly(command: String) throws {
    for rule in [PaintRules.Overwrite.background, .any, .label(2)] {
      var labels = try mixedLabels(seed: 7)
      let before = labels.volume.voxels
      let result = try tool(command).apply(
        Fixtures.situation(
          bone: 3, brush: Brush(shape: .ball, diameter: 4), rules: PaintRules(overwrite: rule),
          ct: try Fixtures.ct()), to: &labels)
      #expect(!result.edit.isEmpty)
      #expect(labels.volume.voxels != before)
      try result.edit.inverse(named: "undo").apply(to: &labels)
      #expect(labels.volume.voxels == before)
    }
  }

  @Test("no tool touches a locked label", arguments: examples)
  func neverTouchesALockedLabel(command: String) throws {
    var labels = try mixedLabels(seed: 11)
    labels.table[2]?.isLocked = true
    let locked = labels.volume.voxels.indices.filter { labels.volume.voxels[$0] == 2 }
    _ = try tool(command).apply(
      Fixtures.situation(
        bone: 3, brush: Brush(shape: .ball, diameter: 5), rules: PaintRules(overwrite: .any),
        ct: try Fixtures.ct()), to: &labels)
    #expect(locked.allSatisfy { labels.volume.voxels[$0] == 2 })
    #expect(labels.volume.voxels.count { $0 == 2 } == locked.count)
  }

  @Test("no tool changes voxels that its edit does not name", arguments: examples)
  func recordsEverything(command: String) throws {
    var labels = try mixedLabels(seed: 13)
    var replayed = labels
    let result = try tool(command).apply(
      Fixtures.situation(bone: 1, brush: Brush(shape: .disc, diameter: 5), ct: try Fixtures.ct()),
      to: &labels)
    try result.edit.apply(to: &replayed)
    #expect(replayed.volume.voxels == labels.volume.voxels)
  }

  @Test("a stroke wholly outside the volume fails")
  func outsideFails() throws {
    var labels = try Fixtures.labels()
    let stroke = try tool("paint 100,100,100")
    #expect(throws: CommandError.self) {
      try stroke.apply(Fixtures.situation(), to: &labels)
    }
  }

  @Test("threshold fills both limits and nothing else")
  func thresholdLimits() throws {
    var labels = try Fixtures.labels()
    let result = try tool("threshold -990 -988").apply(
      Fixtures.situation(bone: 2, ct: try Fixtures.ct()), to: &labels)
    #expect(result.edit.runs == [.init(start: 10, count: 3, before: 0, after: 2)])
    #expect(result.edit.name == "threshold -990 to -988 HU, tibia")
  }

  @Test("an edit is named after what was done")
  func names() throws {
    var labels = try Fixtures.labels(filledWith: 3)
    let result = try tool("erase 8,6,5").apply(
      Fixtures.situation(bone: 3, brush: Brush(shape: .ball, diameter: 4)), to: &labels)
    #expect(result.edit.name == "erase ball 4 mm, patella")
  }
}
