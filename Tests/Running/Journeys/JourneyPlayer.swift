import Canvas
import Editing
import Files
import Foundation
import Reviewing
import TestKit
import Volumes

@testable import Running
@testable import Viewing

/// Plays a journey on the loop of the program, with a real case file and no terminal.
@MainActor
final class JourneyPlayer {
  private let journey: Journey
  private let folder: TemporaryFolder
  /// Where the journey's files go; relative, so that what the screen tells of it is the same everywhere.
  private let output: String
  private var sitting: JourneySitting?
  private var beginning: [Int]?

  /// The sample knee.
  nonisolated static let knee = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Samples/knee").path

  /// Plays a journey to its end.
  ///
  /// - Returns: the last frame as lines.
  /// - Throws: `JourneyFailure` at the first step that does not come true.
  static func play(_ journey: Journey) async throws -> [String] {
    let player = try JourneyPlayer(journey)
    do {
      for step in journey.steps { try await player.carryOut(step) }
      let lines = try await player.lastFrame()
      try await player.leave()
      return lines
    } catch {
      await player.sitting?.end()
      throw error
    }
  }

  private init(_ journey: Journey) throws {
    self.journey = journey
    folder = try TemporaryFolder()
    output = ".build/journeys/\(journey.name)"
    try? FileManager.default.removeItem(atPath: output)
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: output) }

  private func carryOut(_ step: Journey.Step) async throws {
    do {
      try await carryOut(step.action)
    } catch let error as Misspelt {
      throw JourneyFailure(journey.path, step.line, error.description)
    } catch let error as any ExplainedError {
      throw JourneyFailure(journey.path, step.line, error.message)
    }
  }

  private func carryOut(_ action: JourneyAction) async throws {
    if case .open(let isReadOnly, let user) = action {
      if let sitting, !sitting.hasEnded { throw Misspelt("the screen is open already") }
      let opened = try await JourneySitting.open(
        journey, folder: folder, isReadOnly: isReadOnly, user: user)
      sitting = opened
      if beginning == nil { beginning = try opened.session.labels.counts }
      return
    }
    guard let sitting else { throw Misspelt("begin with: open") }
    switch action {
    case .open: break
    case .keys(let keys):
      for key in keys {
        guard try sitting.session.screen.popup == nil else {
          throw Misspelt("a line or a card takes the keys now: “type” gives them to it")
        }
        try await sitting.put([.key(key)])
      }
    case .type(let keys): for key in try expand(keys) { try await sitting.put([.key(key)]) }
    case .burst(let keys): try await sitting.put(try expand(keys).map { .key($0) })
    case .paste(let text): try await sitting.put([.paste(text)])
    case .mouse(let mouse): try await sitting.put([.mouse(try sitting.event(mouse))])
    case .focus(let isOn): try await sitting.put([.focus(isOn)])
    case .resize(let columns, let rows): try await sitting.resize(columns, rows)
    case .continue: try await sitting.tell(.continued)
    case .see(let text): try await sitting.see(text)
    case .wait(let text): try await sitting.wait(text)
    case .not(let text):
      try await sitting.settle()
      guard !sitting.shows(text) else { throw Misspelt("the frame shows “\(text)”") }
    case .voxels(let bone, let change): try check(bone, change, sitting)
    case .events(let kinds):
      let last = try sitting.eventKinds().suffix(kinds.count)
      guard Array(last) == kinds else { throw Misspelt("the journal ends with \(Array(last))") }
    case .wrote(let name):
      let size = try? FileManager.default.attributesOfItem(atPath: output + "/" + name)[.size]
      guard (size as? Int ?? 0) > 0 else { throw Misspelt("\(name) was not written") }
    case .repainted:
      guard sitting.screen.repaintCount > 0 else { throw Misspelt("nothing was drawn anew") }
    case .suspended:
      guard sitting.screen.suspendCount > 0 else { throw Misspelt("the shell got nothing back") }
    case .closed:
      guard sitting.hasEnded, sitting.screen.isClosed else { throw Misspelt("still open") }
    }
  }

  private func expand(_ keys: [Key]) throws -> [Key] {
    // "$OUT" has been cut into keys already.
    let mark = "$OUT".map { Key.character($0) }
    guard let at = keys.indices.first(where: { keys[$0...].starts(with: mark) }) else {
      return keys
    }
    return Array(keys[..<at]) + output.map { Key.character($0) } + keys[(at + mark.count)...]
  }

  private func check(_ bone: String, _ change: Int, _ sitting: JourneySitting) throws {
    let labels = try sitting.session.labels
    guard let value = labels.table.named(bone)?.value else { throw Misspelt("no bone \(bone)") }
    let now = labels.counts[Int(value)] - (beginning?[Int(value)] ?? 0)
    guard now == change else { throw Misspelt("\(bone) has \(now) voxels more, not \(change)") }
  }

  private func lastFrame() async throws -> [String] {
    guard let sitting else { throw JourneyFailure(journey.path, journey.frameLine, "never opened") }
    if !sitting.hasEnded { try await sitting.settle() }
    guard let frame = sitting.screen.frame else { return [] }
    return frame.journeyLines(try sitting.session.layout)
  }

  /// Leaves, and makes sure that the case replays to what was on the screen.
  private func leave() async throws {
    guard let sitting else { return }
    await sitting.end()
    guard !sitting.isReadOnly else { return }
    let report = try VerifyRunner.run(sitting.casePath, expectHead: nil, meshes: nil)
    guard report.isSound else {
      throw JourneyFailure(journey.path, journey.frameLine, "the case is damaged: \(report.text)")
    }
    let opened = try CaseFile.open(at: sitting.casePath, mode: .readOnly, context: sitting.context)
    guard opened.labels.volume == (try sitting.session.labels.volume) else {
      throw JourneyFailure(
        journey.path, journey.frameLine, "the case does not hold the labels that were shown")
    }
  }
}

extension LabelMap {
  /// How many voxels have each value.
  fileprivate var counts: [Int] {
    var counts = [Int](repeating: 0, count: 256)
    for voxel in volume.voxels { counts[Int(voxel)] &+= 1 }
    return counts
  }
}
