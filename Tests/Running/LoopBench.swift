import Canvas
import Files
import Reviewing
import TestKit
import Testing
import Viewing
import Volumes

@testable import Running

/// A screen that is none: it counts frames, and is busy when a test says so.
@MainActor
final class FakeScreen: ScreenPort {
  var columns = 120
  var rows = 40
  var cellAspect = 2.0
  var isDrained = true
  var isClosed = false
  private(set) var frameCount = 0
  private(set) var repaintCount = 0
  private(set) var suspendCount = 0

  func show(_ frame: Frame) -> Bool {
    guard isDrained else { return false }
    frameCount += 1
    return true
  }
  func repaint() { repaintCount += 1 }
  func suspend() { suspendCount += 1 }
  func close() { isClosed = true }
}

/// What the frames told, in words.
@MainActor
final class FrameLog {
  private(set) var frames: [String] = []
  private(set) var last: Session?

  func add(_ session: Session) {
    frames.append(
      [
        session.message, session.savedWord, session.undoStep.map { "undo \($0.title)" } ?? "",
        session.screen.work.map { "\($0.name) \($0.step)" } ?? "",
      ].joined(separator: " | "))
  }
}

/// Writes down what a frame would show.
struct LogPainter: FramePainter {
  let log: FrameLog

  mutating func frame(of session: Session) -> Frame {
    log.add(session)
    return Frame(columns: 1, rows: 1, filledWith: Cell(" ", Colour(hex: 0), on: Colour(hex: 0)))
  }
}

/// A case of four boxes on disk, and a loop that runs on it.
@MainActor
struct LoopBench {
  let folder: TemporaryFolder
  let context: CaseContext
  let path: String
  let screen = FakeScreen()
  let log = FrameLog()
  let mailbox = Mailbox()

  nonisolated static let size = GridSize(32, 28, 24)

  init() throws {
    folder = try TemporaryFolder()
    context = CaseContext.ofThisProcess(stateFolder: folder.path("state"))
    path = folder.path("k.condyle")
    let new = NewCase(labels: Self.labels(), code: "TEST")
    try CaseFile.create(at: path, new, context: context).file.close(reason: "made")
  }

  nonisolated static func labels() -> LabelMap {
    var volume = Volume<UInt8>(size: size, geometry: .unit, filledWith: 0)
    let boxes: [(UInt8, Range<Int>, Range<Int>, Range<Int>)] = [
      (1, 8..<22, 9..<20, 12..<21), (2, 9..<23, 10..<20, 2..<11), (3, 12..<18, 3..<7, 11..<17),
      (4, 3..<6, 12..<16, 1..<8),
    ]
    for (value, x, y, z) in boxes {
      for k in z { for j in y { for i in x { volume[VoxelIndex(i, j, k)] = value } } }
    }
    return LabelMap(volume: volume, table: .knee)
  }

  func open() throws -> WorkingSet {
    try WorkingSet.open(
      InputSelection(inputs: [path]), for: .edit(CasePlace(existing: .resume)), context: context)
  }

  typealias Loop = ScreenLoop<FakeScreen, LogPainter>

  /// Runs the loop while `body` plays the user, who must leave at the end.
  func run(
    readOnly: String? = nil, _ set: WorkingSet? = nil, _ body: () async throws -> Void
  ) async throws -> Loop.Ending {
    var set = try set ?? open()
    let situation = CaseSituation(
      side: set.side, doubtKind: set.doubtKind, notices: [], readOnly: readOnly,
      isResumed: set.isResumed)
    var session = Session(set.takeReview(), situation: situation)
    session.restoreView(set.view)
    let user = context.author.user
    let (given, screen, log, mailbox) = (set, screen, log, mailbox)
    let task = Task { @MainActor [session] in
      let loop = Loop(
        session, set: given, user: user, series: nil, port: screen, painter: LogPainter(log: log),
        mailbox: mailbox)
      return await loop.run()
    }
    do {
      try await body()
    } catch {
      mailbox.put(.ending(.terminated))
      _ = await task.value
      throw error
    }
    return await task.value
  }

  func command(_ text: String) throws {
    for step in try CommandParser.script(text) {
      mailbox.put(.action(.command(step.command)))
    }
  }

  func keys(_ text: String) {
    mailbox.put(.input(text.map { .key(.character($0)) }))
  }

  /// Waits until a frame shows something.
  func wait(
    _ what: String, _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let limit = ContinuousClock.now + .seconds(300)
    while !log.frames.contains(where: { $0.contains(what) }) {
      try #require(
        ContinuousClock.now < limit, "no frame shows “\(what)”: \(log.frames.suffix(5))",
        sourceLocation: location)
      try await Task.sleep(for: .milliseconds(2))
    }
  }
}
