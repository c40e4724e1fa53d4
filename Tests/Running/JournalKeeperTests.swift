import Editing
import Files
import Reviewing
import Synchronization
import TestKit
import Testing
import Viewing
import Volumes

@testable import Reviewing
@testable import Running

@Suite struct JournalKeeperTests {
  /// What the keeper answered.
  final class Answers: Sendable {
    private let all = Mutex<[JournalAnswer]>([])
    func add(_ answer: JournalAnswer) { all.withLock { $0.append(answer) } }
    var actions: [Action] { all.withLock { $0 }.flatMap(\.actions) }
    var count: Int { all.withLock { $0.count } }
  }

  private func made(_ folder: TemporaryFolder) throws -> (CaseFile, CaseContext) {
    let context = CaseContext.ofThisProcess(stateFolder: folder.path("state"))
    let new = NewCase(labels: LoopBench.labels(), code: "TEST")
    return (try CaseFile.create(at: folder.path("k.condyle"), new, context: context).file, context)
  }

  /// Femur voxels of the row that begins at 8,9,12 become background.
  private func edit(_ number: Int) -> Edit {
    let start = LoopBench.size.offset(VoxelIndex(8 + number, 9, 12))
    return Edit(
      name: "edit \(number)", runs: [.init(start: start, count: 1, before: 1, after: 0)])
  }

  @Test("orders are carried out in the order in which they are given, each answered once")
  func order() async throws {
    let folder = try TemporaryFolder()
    let (file, _) = try made(folder)
    let answers = Answers()
    let keeper = JournalKeeper(file, user: "nobody") { answers.add($0) }
    for number in 0..<10 { keeper.commit(edit(number)) }
    keeper.step(3, redo: false)
    keeper.step(9, redo: true)
    keeper.record(.snapshot, ["sha256": "0"], then: "written")
    let closing = await keeper.close("test", view: ["zoom": "2"])
    #expect(closing.unsavedCount == 0 && closing.notices.isEmpty)
    #expect(answers.count == 13)
    let text = answers.actions.compactMap { action -> String? in
      switch action {
      case .committed: "c"
      case .stepped(let edit, let redo): "\(redo ? "r" : "u")\(edit.name.suffix(1))"
      case .noStep(_, let done): "n\(done)"
      case .workEnded: "w"
      default: nil
      }
    }.joined(separator: " ")
    #expect(text == "c c c c c c c c c c u9 u8 u7 r7 r8 r9 n3 w")
  }

  @Test("undo is told by name, place, user and sitting, and this sitting's edits are known as such")
  func history() async throws {
    let folder = try TemporaryFolder()
    var (file, context) = try made(folder)
    _ = try file.commit(edit(0))
    try file.close(reason: "first sitting")
    context.author = Author(user: "ayse", host: "ws3", terminal: "")
    file = try CaseFile.open(at: folder.path("k.condyle"), mode: .edit, context: context).file
    let answers = Answers()
    let keeper = JournalKeeper(file, user: "ayse") { answers.add($0) }
    keeper.tellHistory()
    keeper.commit(edit(3))
    keeper.step(2, redo: false)
    _ = await keeper.close("test", view: [:])
    let told = answers.actions.compactMap { action -> (HistoryStep?, HistoryStep?)? in
      if case .history(let undo, let redo) = action { (undo, redo) } else { nil }
    }
    try #require(told.count == 3)
    let first = try #require(told[0].0)
    #expect(first.title == "edit 0" && !first.isOfThisSitting && first.needsAsking)
    #expect(first.place == VoxelIndex(8, 9, 12) && first.time.hasSuffix("UTC"))
    #expect(first.otherUser?.isEmpty == false)
    let second = try #require(told[1].0)
    #expect(second.title == "edit 3" && second.isOfThisSitting && second.otherUser == nil)
    #expect(second.place == VoxelIndex(11, 9, 12) && !second.needsAsking)
    #expect(told[2].0 == nil && told[2].1 == first)
  }

  @Test("what a full disk did not take is kept, and saved in order when there is space")
  func fullDisk() async throws {
    let folder = try TemporaryFolder()
    let (file, context) = try made(folder)
    let answers = Answers()
    let keeper = JournalKeeper(file, user: "ayse") { answers.add($0) }
    try file.limitPages()
    // Large edits, so that the last pages are soon full.
    var dice = SeededGenerator(seed: 7)
    var labels = LoopBench.labels()
    var made = 0
    while !answers.actions.contains(where: { if case .commitFailed = $0 { true } else { false } }) {
      var runs: [Edit.Run] = []
      for at in 0..<labels.volume.voxels.count where Bool.random(using: &dice) {
        let before = labels.volume.voxels[at]
        runs.append(.init(start: at, count: 1, before: before, after: before == 1 ? 2 : 1))
      }
      let edit = Edit(name: "noise \(made)", runs: runs)
      try edit.apply(to: &labels)
      keeper.commit(edit)
      made += 1
      let count = made
      while answers.count < count { await Task.yield() }
      try #require(made < 500, "the disk never became full")
    }
    let failed = answers.actions.compactMap { action -> String? in
      if case .commitFailed(let text) = action { text } else { nil }
    }
    #expect(failed[0].contains("is full") && failed[0].hasSuffix(":write tries again."))
    // One more behind it, which fits only onto what is not saved yet.
    let value = labels.volume.voxels[5]
    let last = Edit(
      name: "last", runs: [.init(start: 5, count: 1, before: value, after: value == 3 ? 4 : 3)])
    try last.apply(to: &labels)
    keeper.commit(last)
    try file.unlimitPages()
    keeper.resume()
    let closing = await keeper.close("test", view: [:])
    #expect(closing.unsavedCount == 0, "\(closing.notices)")
    let resumed = answers.actions.contains { if case .resumed = $0 { true } else { false } }
    #expect(resumed)
    let opened = try CaseFile.open(
      at: folder.path("k.condyle"), mode: .readOnly, context: context)
    #expect(opened.labels.volume == labels.volume)
  }
}
