import Canvas
import Editing
import Files
import Testing
import Volumes

@testable import Reviewing
@testable import Viewing

@Suite struct ScreenCardsTests {
  @Test("an undo of an earlier sitting asks first, shows the place, and Cancel is the default")
  func undoAsks() throws {
    var screen = try ScreenHand()
    let step = HistoryStep(
      title: "erase disc 4 mm, femur", otherUser: "ayse", isOfThisSitting: false,
      time: "2026-11-20 14:03 UTC", place: VoxelIndex(20, 18, 12))
    screen.react(.history(undo: step, redo: nil))
    screen.press("bz")
    #expect(screen.session.view.cursor == VoxelIndex(20, 18, 12))
    guard case .question(let question) = screen.session.screen.popup else {
      Issue.record("no question")
      return
    }
    #expect(question.text.contains("ayse") && question.text.contains("2026-11-20 14:03 UTC"))
    screen.press(.enter)
    #expect(screen.session.screen.popup == nil)
    #expect(!screen.effects.contains { if case .undo = $0 { true } else { false } })
    screen.press("z")
    screen.press(.tab)
    screen.press(.enter)
    #expect(screen.effects.contains { if case .undo(1) = $0 { true } else { false } })
  }

  @Test("an undo that voids an acceptance asks, also in the sitting that made the step")
  func undoVoids() throws {
    var screen = try ScreenHand()
    let labels = screen.session.labels
    let terms = VerdictTerms(ctDigest: nil, side: .right)
    var standings = BoneStandings(
      labels, ai: BrickedLabels(labels.volume), verdicts: [], terms: terms)
    let judgement = Judgement(.accept, on: labels.table.entries[0], in: labels.volume, terms)
    standings.add(
      VerdictRecord(
        judgement, CommittedEvent(seq: 2, hash: SHA256.digest(of: [1]), at: 0, warning: nil),
        Author(user: "ayse", host: "ws3", terminal: "")), on: 1)
    screen.session.standings = standings
    var step = HistoryStep(
      title: "paint disc 2 mm, tibia", otherUser: nil, isOfThisSitting: true, time: "", place: nil,
      labels: [2])
    screen.react(.history(undo: step, redo: nil))
    screen.press("bz")
    #expect(screen.session.screen.popup == nil)
    #expect(screen.effects.contains { if case .undo(1) = $0 { true } else { false } })
    screen.effects = []
    step.labels = [1, 2]
    for (isOfThisSitting, words) in [(true, "Take back “paint"), (false, "before this sitting")] {
      step.isOfThisSitting = isOfThisSitting
      screen.react(.history(undo: step, redo: nil))
      screen.press("z")
      guard case .question(let question) = screen.session.screen.popup else {
        Issue.record("no question")
        return
      }
      #expect(question.text.contains(words))
      #expect(question.text.contains("femur is accepted: that becomes void until signed again"))
      screen.press(.enter)
      #expect(screen.session.screen.popup == nil && screen.effects.isEmpty)
    }
  }

  @Test("an undo of this sitting does not ask, and shows the place when it was out of sight")
  func undoOfThisSitting() throws {
    var screen = try ScreenHand()
    screen.press("b")
    screen.type("paint 20,16,12")
    let edit = try #require(screen.commits.first)
    screen.type("goto 2,2,2")
    screen.react(
      .history(
        undo: HistoryStep(
          title: edit.name, otherUser: nil, isOfThisSitting: true, time: "", place: nil),
        redo: nil))
    screen.press("z")
    #expect(screen.effects.contains { if case .undo(1) = $0 { true } else { false } })
    screen.react(.stepped(edit.inverse(named: edit.name), redo: false))
    #expect(screen.session.view.cursor == VoxelIndex(20, 16, 12))
    #expect(screen.label(20, 16, 12) == 0)
    #expect(screen.session.message == "undone: paint disc 2 mm, femur, 5 voxels")
  }

  @Test("the command line takes, recalls and completes commands; mistakes are told without a line")
  func commandLine() throws {
    var screen = try ScreenHand()
    screen.type("bone tib")
    #expect(screen.session.message.hasPrefix("there is no label “tib”"))
    screen.press(":bone tib")
    screen.press(.tab)
    guard case .commandLine(let line) = screen.session.screen.popup else {
      Issue.record("the command line is closed")
      return
    }
    #expect(line.text == "bone tibia ")
    screen.press(.enter)
    #expect(screen.session.editing.bone == 2)
    screen.press(":")
    screen.press(.up)
    screen.press(.up)
    guard case .commandLine(let earlier) = screen.session.screen.popup else { return }
    #expect(earlier.text == "bone tib")
    screen.press(.escape)
    #expect(screen.session.screen.popup == nil)
  }

  @Test("what was done before a mistake on the same line is kept and saved")
  func partOfALine() throws {
    var screen = try ScreenHand()
    screen.press("b")
    screen.type("paint 12,12,6; bone nobody")
    #expect(screen.session.isComplaint)
    #expect(screen.commits.count == 1)
  }

  @Test("pasted text goes into the command line, without its line ends, and nowhere else")
  func paste() throws {
    var screen = try ScreenHand()
    screen.react(.input(.paste("b\nq\n")))
    #expect(screen.session.screen.mode == .look && screen.session.isComplaint)
    screen.press(":")
    screen.react(.input(.paste("slice\u{1B} 3\n")))
    screen.press(.enter)
    #expect(screen.session.view.cursor.z == 3)
  }

  @Test("P and X propose free names and do nothing before Enter")
  func prompts() throws {
    var screen = try ScreenHand()
    screen.react(.freeNames(picture: "K7Q2-3.png", folder: "K7Q2-surfaces"))
    screen.press("P")
    guard case .commandLine(let line) = screen.session.screen.popup else {
      Issue.record("no command line")
      return
    }
    #expect(line.text == "snapshot K7Q2-3.png layout")
    #expect(screen.effects.allSatisfy { if case .snapshot = $0 { false } else { true } })
    screen.press(.enter)
    #expect(screen.effects.contains { if case .snapshot = $0 { true } else { false } })
    screen.press("X")
    screen.press(.enter)
    #expect(
      screen.effects.contains {
        if case .export(let order, _) = $0 { order.folder == "K7Q2-surfaces" } else { false }
      })
  }

  @Test("a free window follows the arrows; Esc takes it back, Enter keeps it")
  func freeWindow() throws {
    var screen = try ScreenHand()
    screen.press("W")
    screen.press(.right)
    screen.press(.up)
    #expect(screen.session.view.window.words == "WL 190 WW 2200")
    screen.press(.escape)
    #expect(screen.session.view.window == .bone)
    screen.press("W")
    screen.press(.left)
    screen.press(.enter)
    #expect(screen.session.view.window.words == "WL 300 WW 1818")
    #expect(screen.session.screen.popup == nil)
  }

  @Test("leaving while an export runs asks; Esc stops the export")
  func leavingWhileWorking() throws {
    var screen = try ScreenHand()
    screen.react(.progress(.init(name: "export", share: 0.5, step: "tibia")))
    screen.press("q")
    #expect(screen.session.screen.popup != nil)
    screen.press(.escape)
    screen.press(.escape)
    #expect(screen.effects.contains { if case .cancelWork = $0 { true } else { false } })
    screen.react(.workEnded("stopped"))
    screen.press("q")
    #expect(screen.effects.contains { if case .quit = $0 { true } else { false } })
  }

  @Test("the view is taken up again, whatever it was, and nonsense is left out")
  func memory() throws {
    var screen = try ScreenHand(doubt: true)
    screen.type("goto 3,4,5; plane coronal; window WL 40 WW 400; overlay fill; heat on; bone 2")
    screen.type(
      "brush 5mm ball; opacity 70; crosshair off; view left; zoom 0.4mm; surface hesitation")
    let memory = screen.session.viewMemory
    var again = try ScreenHand(doubt: true)
    again.session.restoreView(memory)
    #expect(again.session.viewMemory == memory)
    #expect(again.session.screen.mode == .look)
    again.session.restoreView([
      "cursor": "99,0,0", "window": "nan 5", "brush": "900 ball", "scale": "-1",
      "orientation": "1 0 0 1 0 0", "bone": "nobody", "focus": "x",
    ])
    #expect(again.session.viewMemory == memory)
  }

  @Test("Cancel of an undo of an earlier sitting goes back to where one was", arguments: 0...3)
  func cancelGoesBack(_ way: Int) throws {
    var screen = try ScreenHand()
    let step = HistoryStep(
      title: "erase disc 4 mm, femur", otherUser: "ayse", isOfThisSitting: false,
      time: "2026-11-20 14:03 UTC", place: VoxelIndex(20, 18, 12))
    screen.type("pane coronal; goto 4,4,4; zoom 0.2mm")
    screen.react(.history(undo: step, redo: nil))
    screen.press("b")
    // Out of sight too: what was seen comes back, and not only the cursor.
    screen.session.pan(.coronal, columns: 60, rows: 0)
    let before = screen.session
    screen.press("z")
    #expect(screen.session.view.cursor == VoxelIndex(20, 18, 12))
    #expect(screen.session.screen.middles != before.screen.middles)
    switch way {
    case 0: screen.press(.escape)
    case 1: screen.press(.enter)
    case 2: screen.press("n")
    default:
      let cell = try Self.cell(of: "[Cancel]", screen)
      screen.react(.input(.mouse(MouseEvent(.press(.left), x: cell.x, y: cell.y))))
    }
    #expect(screen.session.message == "nothing was done")
    #expect(screen.session.screen.popup == nil)
    #expect(screen.session.view == before.view)
    #expect(screen.session.screen.middles == before.screen.middles)
    #expect(screen.session.screen.scales == before.screen.scales)
    #expect(screen.session.screen.focus == .coronal)
  }

  /// The middle of the first letter of a button.
  private static func cell(of button: String, _ screen: ScreenHand) throws -> SIMD2<Double> {
    let frame = screen.session.frame(theme: .dark)
    for row in 0..<frame.rows {
      let text = frame.text(row: row)
      if let range = text.firstRange(of: button) {
        let column = text.distance(from: text.startIndex, to: range.lowerBound)
        return SIMD2(Double(column) + 0.5, Double(row) + 0.5)
      }
    }
    throw CommandError("no button \(button)")
  }

  @Test(
    "a click on a button of a card does what it says, on every screen",
    arguments: [(120, 40), (60, 18), (200, 60)])
  func buttons(_ columns: Int, _ rows: Int) throws {
    func click(_ button: String, _ which: MouseEvent.Button, _ screen: inout ScreenHand) throws {
      let cell = try Self.cell(of: button, screen)
      screen.react(.input(.mouse(MouseEvent(.press(which), x: cell.x, y: cell.y))))
      screen.react(.input(.mouse(MouseEvent(.release(which), x: cell.x, y: cell.y))))
    }
    func verdicts(_ screen: ScreenHand) -> [String] {
      screen.effects.compactMap {
        if case .sign(let order, _) = $0 { "\(order.verdict)" } else { nil }
      }
    }
    var screen = try ScreenHand(columns: columns, rows: rows)
    for (button, verdict) in [("[Accept]", "accept"), ("[Rework]", "rework")] {
      screen.press("g")
      try click(button, .left, &screen)
      #expect(screen.session.screen.popup == nil)
      #expect(verdicts(screen).last == verdict)
    }
    screen.press("g")
    try click("[Cancel]", .left, &screen)
    #expect(screen.session.message == "femur was not signed")
    #expect(verdicts(screen).count == 2)
    // Another button, the gap between two, and the rest of the card choose nothing.
    screen.press("g")
    let card = screen.session.screen.popup
    try click("[Accept]", .right, &screen)
    try click(" [Accept]", .left, &screen)
    #expect(screen.session.screen.popup == card && verdicts(screen).count == 2)
    #expect(screen.session.message.contains("Esc closes it"))
    screen.press(.escape)
    screen.session.screen.popup = .question(Question("Leave?", yes: "Leave", then: .quit))
    try click("Leave?", .left, &screen)
    #expect(screen.session.screen.popup != nil)
    try click("[Leave]", .left, &screen)
    #expect(screen.session.screen.popup == nil)
    #expect(screen.effects.contains { if case .quit = $0 { true } else { false } })
  }
}
