import Canvas
import Reviewing
import TestKit
import Volumes

@testable import Running
@testable import Viewing

/// One sitting of a journey: from opening the case to leaving the screen.
@MainActor
final class JourneySitting {
  let screen: JourneyScreen
  let isReadOnly: Bool
  let casePath: String
  let context: CaseContext
  private let mailbox: Mailbox
  private let file: CaseFile?
  private var task: Task<Void, Never>?
  private(set) var hasEnded = false

  private static let limit = Duration.seconds(60)

  private init(
    _ journey: Journey, _ context: CaseContext, casePath: String, isReadOnly: Bool, file: CaseFile?
  ) {
    screen = JourneyScreen(columns: journey.columns, rows: journey.rows)
    mailbox = Mailbox()
    (self.context, self.casePath, self.isReadOnly) = (context, casePath, isReadOnly)
    self.file = file
  }

  /// Opens the sample as `condyle review Samples/knee --code J001` does, always at the same moment.
  static func open(
    _ journey: Journey, folder: TemporaryFolder, isReadOnly: Bool, user: String
  ) async throws -> JourneySitting {
    var context = CaseContext.ofThisProcess(stateFolder: folder.path("state"))
    context.author = Author(user: user, host: "clinic", terminal: "")
    context.now = { 1_767_254_400_000_000 }
    let path = folder.path("knee.condyle")
    var set = try await workingSet(path, isReadOnly, context)
    let sitting = JourneySitting(
      journey, context, casePath: path, isReadOnly: isReadOnly, file: set.file)
    let review = set.takeReview()
    let standings =
      set.casePath == nil
      ? nil
      : BoneStandings(
        review.labels, ai: review.ai, verdicts: set.verdicts, terms: set.terms(set.side))
    var session = Session(
      review,
      situation: set.situation(
        readOnly: isReadOnly ? "opened with --read-only" : nil, account: user),
      standings: standings)
    session.restoreView(set.view)
    sitting.begin(session, set, user)
    try await sitting.untilAtRest(after: 0)
    // The names that are proposed are looked for on another thread.
    try await sitting.until { sitting.screen.session?.freeNames.picture != "picture.png" }
    return sitting
  }

  @concurrent
  private static func workingSet(
    _ path: String, _ isReadOnly: Bool, _ context: CaseContext
  ) async throws -> WorkingSet {
    let inputs = InputSelection(inputs: [JourneyPlayer.knee])
    let place = CasePlace(path: path, code: "J001", existing: .resume)
    return try WorkingSet.open(inputs, for: isReadOnly ? .look : .edit(place), context: context)
  }

  private func begin(_ session: Session, _ set: WorkingSet, _ user: String) {
    let (screen, mailbox) = (screen, mailbox)
    task = Task { @MainActor [session, set] in
      let loop = ScreenLoop(
        session, set: set, user: user, series: nil, port: screen, painter: JourneyPainter(screen),
        mailbox: mailbox)
      _ = await loop.run()
      hasEnded = true
    }
  }

  /// The session as the last frame shows it.
  var session: Session {
    get throws {
      guard let session = screen.session else { throw Misspelt("nothing was drawn yet") }
      return session
    }
  }

  /// Puts events in together, and waits until all that follows from them is done.
  func put(_ events: [InputEvent]) async throws { try await tell(.input(events)) }

  func tell(_ event: LoopEvent) async throws {
    guard !hasEnded else { throw Misspelt("the screen was left") }
    // Nothing runs between these two, so the next rest comes after the event.
    let before = screen.restCount
    mailbox.put(event)
    try await untilAtRest(after: before)
  }

  func resize(_ columns: Int, _ rows: Int) async throws {
    (screen.columns, screen.rows) = (columns, rows)
    try await tell(.resized(columns: columns, rows: rows))
  }

  /// Draws what the last frame has led to, such as a bone that it has shown to its end.
  func settle() async throws { try await tell(.action(.shown)) }

  /// Waits for a text that comes when it comes, such as what is read from a header.
  func wait(_ text: String) async throws {
    try await until { shows(text) }
  }

  func see(_ text: String) async throws {
    try await settle()
    guard shows(text) else {
      throw Misspelt(
        "the frame does not show “\(text)”:\n"
          + rows.map(Journey.short).joined(separator: "\n"))
    }
  }

  func shows(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

  private var rows: [String] {
    screen.frame.map { frame in (0..<frame.rows).map(frame.journeyText) } ?? []
  }

  func event(_ mouse: JourneyAction.Mouse) throws -> MouseEvent {
    let place: (x: Double, y: Double)
    switch mouse.place {
    case .cells(let x, let y): place = (x, y)
    case .voxel(let plane, let voxel):
      let session = try session
      guard let view = session.planeView(plane),
        let rect = session.layout.picture(of: Pane(plane))
      else { throw Misspelt("the \(plane.rawValue) pane is not on the screen") }
      let pixel = view.pixel(of: GridPoint(voxel))
      place = (
        Double(rect.x) + pixel.x.rounded(.down) + 0.5,
        Double(rect.y) + (pixel.y / 2).rounded(.down) + 0.5
      )
      guard rect.contains(column: Int(place.x), row: Int(place.y)) else {
        throw Misspelt("\(voxel) is not in the \(plane.rawValue) picture")
      }
    }
    return MouseEvent(
      mouse.kind, x: place.x, y: place.y, shift: mouse.held.contains("shift"),
      alt: mouse.held.contains("alt"), control: mouse.held.contains("ctrl"))
  }

  func eventKinds() throws -> [String] {
    guard let file, !hasEnded else {
      let opened = try CaseFile.open(at: casePath, mode: .readOnly, context: context)
      return try opened.file.events().map(\.kind.rawValue)
    }
    return try file.events().map(\.kind.rawValue)
  }

  /// Ends the sitting, asked or not.
  func end() async {
    if !hasEnded { mailbox.put(.ending(.terminated)) }
    await task?.value
  }

  private func untilAtRest(after count: Int) async throws {
    try await until { screen.restCount > count || hasEnded }
  }

  private func until(_ condition: () -> Bool) async throws {
    let limit = ContinuousClock.now + Self.limit
    while !condition() {
      guard ContinuousClock.now < limit else { throw Misspelt("the loop does not come to rest") }
      try await Task.sleep(for: .milliseconds(1))
    }
  }
}
