import Canvas
import Editing
import Files
import Formats
import Foundation
import Reviewing
import TestKit
import Testing
import Viewing
import Volumes

@testable import Running

@MainActor
@Suite struct ScreenLoopTests {
  @Test("a stroke is saved, can be taken back, and the case ends in order")
  func stroke() async throws {
    let bench = try LoopBench()
    let ending = try await bench.run {
      try bench.command("tool erase; bone patella; erase 14,5,13")
      try await bench.wait("saved | undo erase")
      try bench.command("undo")
      try await bench.wait("undone: erase")
      bench.mailbox.put(.action(.command(.quit)))
    }
    #expect(ending.reason == .quit && ending.unsavedCount == 0 && ending.notices.isEmpty)
    #expect(bench.screen.isClosed)
    let opened = try CaseFile.open(at: bench.path, mode: .readOnly, context: bench.context)
    #expect(opened.labels.volume == LoopBench.labels().volume)
    let kinds = try opened.file.events().map(\.kind)
    #expect(kinds == [.open, .close, .open, .edit, .undo, .close])
  }

  @Test("keys reach the case file: e, Space and q by hand")
  func keys() async throws {
    let bench = try LoopBench()
    _ = try await bench.run {
      try bench.command("goto 14,14,16")
      bench.keys("e ")
      try await bench.wait("saved | undo erase")
      bench.keys("eq")
    }
    let opened = try CaseFile.open(at: bench.path, mode: .readOnly, context: bench.context)
    #expect(try opened.file.events().count { $0.kind == .edit } == 1)
    #expect(opened.labels.volume != LoopBench.labels().volume)
  }

  @Test(
    "a burst of events is followed by one frame, and a busy terminal gets the newest when it can")
  func burst() async throws {
    let bench = try LoopBench()
    _ = try await bench.run {
      try await bench.wait("saved")
      // All at once: the loop cannot run before this function waits.
      for number in 0..<20 { try bench.command("slice \(number)") }
      let before = bench.log.frames.count
      try await bench.wait("slice 19")
      #expect(!bench.log.frames.contains { $0.contains("slice 18") })
      #expect(bench.log.frames.count <= before + 2)
      bench.screen.isDrained = false
      try bench.command("slice 7")
      try bench.command("slice 8")
      for _ in 0..<20 { await Task.yield() }
      let shown = bench.screen.frameCount
      bench.screen.isDrained = true
      bench.mailbox.put(.drained)
      try await bench.wait("slice 8")
      // One more may tell how much of each bone has been shown by now.
      #expect(bench.screen.frameCount <= shown + 2)
      #expect(!bench.log.frames.contains { $0.contains("slice 7 ") })
      bench.mailbox.put(.action(.command(.quit)))
    }
  }

  @Test(
    "a signal ends the sitting in order and says which",
    arguments: [
      (LeavingReason.hangup, Int32(129)), (.terminated, 143), (.interrupted, 130),
      (.terminalGone, 129),
    ])
  func signals(_ reason: LeavingReason, _ code: Int32) async throws {
    let bench = try LoopBench()
    let ending = try await bench.run {
      try bench.command("tool erase; bone patella; erase 14,5,13")
      bench.mailbox.put(.ending(reason))
    }
    #expect(ending.reason.exitCode == code)
    let opened = try CaseFile.open(at: bench.path, mode: .readOnly, context: bench.context)
    #expect(try opened.file.events().map(\.kind).suffix(2) == [.edit, .close])
    #expect(opened.warnings.isEmpty)
  }

  @Test("an export waits for the changes before it, and the case records it at their head")
  func export() async throws {
    let bench = try LoopBench()
    let target = bench.folder.path("out")
    _ = try await bench.run {
      try bench.command("tool erase; bone patella; erase 14,5,13; undo; export \(target)")
      try await bench.wait("4 surfaces (4 drafts) and the labels written")
      bench.mailbox.put(.action(.command(.quit)))
    }
    let report = try VerifyRunner.run(bench.path, expectHead: nil, meshes: target)
    #expect(report.isSound, "\(report.text)")
    let opened = try CaseFile.open(at: bench.path, mode: .readOnly, context: bench.context)
    #expect(
      try opened.file.events().map(\.kind).suffix(4) == [.edit, .undo, .export, .close])
    // Ordered before the undo was shown, written after it.
    let written = try NIfTI.readLabels(target + "/TEST_labels.nii.gz").labels.volume.voxels
    #expect(written == LoopBench.labels().volume.voxels)
  }

  @Test("who only looks is greeted so, and not told that work continues")
  func greeting() throws {
    let bench = try LoopBench()
    let selection = InputSelection(inputs: [bench.path])
    let looked = try WorkingSet.open(selection, for: .look, context: bench.context)
    #expect(
      ScreenRunner.greeting(of: looked, [], isReadOnly: true)
        .hasPrefix("Opened with --read-only: nothing can be changed."))
    let edited = try bench.open()
    let greeting = ScreenRunner.greeting(of: edited, ["A warning."], isReadOnly: false)
    #expect(
      greeting.hasPrefix("A warning. This case was there already; work on it continues."))
    _ = edited.close("done")
  }

  @Test("a second export is refused while one runs, and one that Esc stops writes nothing")
  func cancel() async throws {
    let bench = try LoopBench()
    let target = bench.folder.path("out")
    _ = try await bench.run {
      // In one batch: the first is ordered and cannot have ended.
      try bench.command("export \(target)1; export \(target)2")
      try await bench.wait("an export is being made; Esc stops it")
      try await bench.wait("4 surfaces (4 drafts)")
      try bench.command("export \(target)3")
      bench.mailbox.put(.input([.key(Key(.escape))]))
      try await bench.wait("export stopped; nothing was written")
      bench.mailbox.put(.action(.command(.quit)))
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
    #expect(left.filter { $0.hasPrefix("out") } == ["out1"])
  }

  @Test("what is stopped before it writes leaves nothing, not even its folder")
  func stopped() throws {
    let folder = try TemporaryFolder()
    let target = folder.path("out")
    let ticket = WorkTicket("export") { _ in }
    #expect(ticket.stop())
    var set = try LoopBenchSet.make(folder)
    let labels = set.takeReview().labels
    let order = LeavingOrder(set: set, labels: labels, verdicts: [], ticket: ticket)
    #expect(throws: WorkStopped.self) {
      try order.export(ExportOrder(folder: target, bones: []), [], head: nil)
    }
    #expect(!FileManager.default.fileExists(atPath: target))
    let late = WorkTicket("export") { _ in }
    try late.beginWriting()
    #expect(!late.stop())
  }

  @Test("the first change copies nothing: the labels have one owner")
  func oneOwner() async throws {
    let bench = try LoopBench()
    var set = try bench.open()
    let situation = CaseSituation(
      side: set.side, doubtKind: set.doubtKind, notices: [], readOnly: nil, isResumed: true)
    let session = Session(set.takeReview(), situation: situation)
    let loop = LoopBench.Loop(
      consume session, set: set, user: "", series: nil, port: bench.screen,
      painter: LogPainter(log: bench.log), mailbox: bench.mailbox)
    func address(_ loop: borrowing LoopBench.Loop) -> UInt {
      loop.session.review.labels.volume.voxels.withUnsafeBufferPointer {
        UInt(bitPattern: $0.baseAddress)
      }
    }
    loop.react(.resized(columns: 120, rows: 40, cellAspect: 2))
    let before = address(loop)
    for step in try CommandParser.script("tool erase; bone patella; erase 14,5,13") {
      loop.react(.command(step.command))
    }
    #expect(loop.session.version > 0)
    #expect(address(loop) == before)
    _ = await loop.journal?.close("test", view: [:])
  }
}

enum LoopBenchSet {
  static func make(_ folder: TemporaryFolder) throws -> WorkingSet {
    let context = CaseContext.ofThisProcess(stateFolder: folder.path("state"))
    let new = NewCase(labels: LoopBench.labels(), code: "TEST")
    let path = folder.path("k.condyle")
    try CaseFile.create(at: path, new, context: context).file.close(reason: "made")
    return try WorkingSet.open(InputSelection(inputs: [path]), for: .look, context: context)
  }
}
