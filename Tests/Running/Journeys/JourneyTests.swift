import Canvas
import Foundation
import Testing
import Viewing

/// Every `Samples/*.journey`, played and compared.
///
/// To write all frames anew after a change of looks that is meant, and look at them with `git diff`:
///
///     CONDYLE_GOLDEN=write swift test -c release -Xswiftc -enable-testing \
///       --scratch-path .build/tests --filter JourneyTests
@MainActor
@Suite("Journeys", .serialized)
struct JourneyTests {
  nonisolated static let folder = URL(filePath: JourneyPlayer.knee).deletingLastPathComponent()

  /// The names of the files, sorted.
  nonisolated static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".journey") }.sorted()

  static func read(_ name: String) throws -> Journey {
    try Journey(
      String(contentsOf: folder.appending(path: name), encoding: .utf8), path: "Samples/\(name)")
  }

  @Test("a journey ends with the frame that was expected", arguments: names)
  func plays(_ name: String) async throws {
    let journey = try Self.read(name)
    do {
      let shown = try await JourneyPlayer.play(journey)
      if ProcessInfo.processInfo.environment["CONDYLE_GOLDEN"] == "write" {
        try journey.text(withFrame: shown)
          .write(to: Self.folder.appending(path: name), atomically: true, encoding: .utf8)
      } else if let difference = journey.difference(from: shown) {
        Issue.record(Comment(rawValue: difference))
      }
    } catch let failure as JourneyFailure {
      Issue.record(Comment(rawValue: failure.description))
    }
  }

  @Test("every key of the table, and Esc, is pressed in a journey")
  func everyKey() throws {
    var pressed: Set<Key> = []
    for name in Self.names {
      for step in try Self.read(name).steps {
        // Only these go to the panes: what is typed into a line or a card is another matter.
        if case .keys(let keys) = step.action { pressed.formUnion(keys) }
      }
    }
    #expect(pressed.contains(Key(.escape)))
    for binding in Keymap.condyle.bindings {
      let commands = Dictionary(grouping: binding.strokes, by: \.command)
      for (command, strokes) in commands where pressed.isDisjoint(with: strokes.map(\.key)) {
        Issue.record("no journey presses the key of “\(command)” (\(binding.keys))")
      }
    }
  }

  @Test("a wrong expectation is told with file, line and both rows")
  func plantedRow() async throws {
    let journey = try Self.read("look-and-leave.journey")
    var lines = journey.text(withFrame: try await JourneyPlayer.play(journey))
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let at = journey.frameLine + 2
    let right = lines[at]
    lines[at] = "planted"
    let planted = try Journey(lines.joined(separator: "\n"), path: "Samples/planted.journey")
    let difference = try #require(
      planted.difference(from: try await JourneyPlayer.play(planted)))
    #expect(
      difference == """
        Samples/planted.journey: 1 line of the frame differ
        Samples/planted.journey:\(at + 1)
          expected planted
             shown \(Journey.short(right))
        """)
  }

  @Test("a wrong picture is told, although its cells are the same in the text")
  func plantedPicture() async throws {
    func play(_ step: String) async throws -> [String] {
      try await JourneyPlayer.play(
        Journey("size 80x24\nopen\n\(step)\nframe\n", path: "Samples/planted.journey"))
    }
    let text = try await play("keys x x")
    let planted = try Journey(
      (["size 80x24", "frame"] + text).joined(separator: "\n"), path: "Samples/planted.journey")
    #expect(planted.difference(from: text) == nil)
    let difference = try #require(planted.difference(from: try await play("keys x")))
    #expect(difference.contains("picture axial"))
    #expect(!difference.contains("picture surface"))
  }

  @Test(
    "a step that does not come true, or is none, is told with file and line",
    arguments: [
      ("see nowhere", "Samples/planted.journey:4: the frame does not show “nowhere”"),
      ("not J001", "Samples/planted.journey:4: the frame shows “J001”"),
      ("voxels patella +1", "Samples/planted.journey:4: patella has 0 voxels more, not 1"),
      ("events edit", "Samples/planted.journey:4: the journal ends with [\"open\"]"),
      ("wrote a.png", "Samples/planted.journey:4: a.png was not written"),
      ("closed", "Samples/planted.journey:4: still open"),
      ("suspended", "Samples/planted.journey:4: the shell got nothing back"),
      ("jump 3", "Samples/planted.journey:4: “jump 3” is no step"),
      ("keys <Nowhere>", "Samples/planted.journey:4: <Nowhere> is no key"),
      ("mouse press left axial 9,9", "Samples/planted.journey:4: after a pane comes a voxel"),
      ("keys g\nkeys l", "Samples/planted.journey:5: a line or a card takes the keys now"),
    ])
  func plantedStep(_ step: String, _ expected: String) async throws {
    let failure = await #expect(throws: JourneyFailure.self) {
      try await JourneyPlayer.play(
        Journey("# planted\nsize 80x24\nopen\n\(step)\nframe\n", path: "Samples/planted.journey"))
    }
    #expect(failure?.description.hasPrefix(expected) == true, "\(failure?.description ?? "none")")
  }
}
