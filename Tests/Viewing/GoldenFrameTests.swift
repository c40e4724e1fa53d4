import Canvas
import Foundation
import Reviewing
import Testing
import Volumes

@testable import Viewing

@Suite("The screen as text")
struct GoldenFrameTests {
  /// The frames that are kept, by the name of their file.
  static let names = [
    "look-200x60", "look-120x40", "look-80x24", "look-60x18", "paint-heat-200x60",
    "sign-120x40", "help-80x24", "command-60x18", "maximised-80x24", "question-60x18",
  ]

  private func session(_ name: String) throws -> Session {
    let size = try #require(name.split(separator: "-").last).split(separator: "x")
    var session = try ScreenFixture.session(
      columns: try #require(Int(size[0])), rows: try #require(Int(size[1])))
    switch name.split(separator: "-").first {
    case "paint":
      session.screen.mode = .tool("paint")
      session.screen.isPenDown = true
      session.screen.showsFirstKeys = false
      session.editing.bone = 3
      session.view.showsHeat = true
      session.pendingEdits = 1
      session.message = "paint disc 2 mm, patella, 5 voxels"
      session.screen.work = .init(name: "export", share: 0.4, step: "femur")
    case "sign":
      session.screen.popup = .sign(SignCard(bone: 4, by: "B. Example"))
      session.review.labels.table[2]?.isLocked = true
      session.review.labels.table[1]?.isVisible = false
    case "help": session.screen.popup = .help(HelpReading(firstLine: 5))
    case "command":
      session.screen.popup = .commandLine(
        LineEditor("paint 10,11,12 13,14,15 16,17,18 20,21,22 23,22,21"))
    case "maximised":
      session.screen.isMaximised = true
      session.screen.focus = .sagittal
    case "question":
      session.screen.popup = .question(
        Question(
          "The patella is signed. Editing it voids the verdict.", yes: "Edit it",
          then: .editSigned(3)))
    default: break
    }
    return session
  }

  @Test("a frame is as it was when somebody last looked at it", arguments: names)
  func golden(name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(name).txt")
    let text = try session(name).frame(theme: .dark).maskedText
    if ProcessInfo.processInfo.environment["CONDYLE_GOLDEN"] == "write" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(text == (try String(contentsOf: file, encoding: .utf8)))
  }

  @Test(
    "a screen that is too small says what is needed, in its middle",
    arguments: [(50, 12), (59, 18)])
  func tooSmall(columns: Int, rows: Int) throws {
    let frame = try ScreenFixture.session(columns: columns, rows: rows).frame(theme: .dark)
    let words = frame.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words == "Condyle needs 60 × 18 characters; this window has \(columns) × \(rows). "
        + "Make it larger, or press q.")
    #expect(frame.text(row: 0).allSatisfy { $0 == " " })
  }

  @Test(
    "a screen without size, or of one cell, is drawn without harm",
    arguments: [(0, 0), (1, 1), (3, 40)])
  func tiny(columns: Int, rows: Int) throws {
    let frame = try ScreenFixture.session(columns: columns, rows: rows).frame(theme: .dark)
    #expect(frame.columns == max(1, columns) && frame.rows == max(1, rows))
  }

  @Test("code, side, mode, pen and saved word stay on the narrowest screen")
  func identity() throws {
    var session = try ScreenFixture.session(
      columns: 60, rows: 18, names: ["osteophyte of the medial femoral condyle", "b", "c", "d"])
    session.screen.mode = .tool("erase")
    session.screen.isPenDown = true
    session.pendingEdits = 2
    let line = session.frame(theme: .dark).text(row: 0)
    for word in ["K7Q2", "SIDE UNKNOWN", "RIGHT", "ERASE osteo", "PEN", "saving…"]
    where word != "SIDE UNKNOWN" {
      #expect(line.contains(word), "\(word) in \(line)")
    }
  }

  @Test("a contradicted side is said and never given as a side")
  func contradicted() throws {
    let frame = try ScreenFixture.session(columns: 120, rows: 40, header: .left).frame(theme: .dark)
    let line = frame.text(row: 0)
    #expect(line.contains("SIDE UNCLEAR (header L but fibula R)"))
    #expect(!frame.text.contains(" lat ") && !frame.text.contains(" med "))
  }

  @Test("of many bones the chosen one is always seen, and the others are counted")
  func manyBones() throws {
    var session = try ScreenFixture.session(
      columns: 80, rows: 24, names: (1...40).map { "bone\($0)" })
    for bone: UInt8 in 1...40 {
      session.editing.bone = bone
      let frame = session.frame(theme: .dark)
      let panel = session.layout.panel
      let rows = (panel.y..<panel.bottom).map { row in
        String(frame.text(row: row).dropFirst(panel.x).prefix(panel.width))
      }
      #expect(rows.contains { $0.contains(" bone\(bone) ") }, "\(bone)")
      var seen = rows.count { $0.contains("■") }
      for row in rows where row.contains("…") {
        seen += Int(row.split(separator: " ").first { Int($0) != nil } ?? "") ?? 0
      }
      #expect(seen == 40, "\(bone): \(rows)")
    }
  }

  @Test("the heat map is never shown without its title, word by word")
  func heatTitle() throws {
    var session = try ScreenFixture.session(columns: 120, rows: 40)
    session.view.showsHeat = true
    let panel = session.layout.panel
    let frame = session.frame(theme: .dark)
    let words = (panel.y..<panel.bottom).map { row in
      frame.text(row: row).dropFirst(panel.x + 1).prefix(panel.width - 2)
        .trimmingCharacters(in: .whitespaces)
    }.joined(separator: " ")
    #expect(
      words.contains("AI hesitation, not error probability; blank does not mean correct"))
  }

  @Test("the caret stands behind what was typed, also in a line that is longer than the screen")
  func caret() throws {
    var session = try ScreenFixture.session(columns: 60, rows: 18)
    session.screen.popup = .commandLine(LineEditor("heat on"))
    #expect(session.frame(theme: .dark).caret == Frame.Caret(column: 8, row: 17))
    session.screen.popup = .commandLine(LineEditor(String(repeating: "x", count: 300) + "END"))
    let frame = session.frame(theme: .dark)
    #expect(frame.caret == Frame.Caret(column: 59, row: 17))
    #expect(frame.text(row: 17).hasSuffix("END "))
  }
}
