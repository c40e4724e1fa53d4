import Foundation
import TestKit
import Testing

/// What pyte, a terminal by others, shows of the two ways in which pictures are brought to the screen.
@Suite struct ScreenCrossCheckTests {
  static let isPyteHere: Bool = {
    let question = "import importlib.util as u, sys; sys.exit(0 if u.find_spec('pyte') else 1)"
    return (try? Program.other(["python3", "-c", question], state: "/tmp").status) == 0
  }()

  /// A sitting whose bytes are kept, and what our own terminal showed when nothing moved.
  private struct Record {
    let sitting: ScreenSitting
    var rests: [[String: Any]] = []

    /// Waits until pictures are exact and nothing more comes, and notes what is seen.
    mutating func rest(_ name: String, _ isMet: (VirtualScreen) -> Bool) throws {
      try sitting.session.wait(for: name, isMet)
      repeat {
        try sitting.session.waitForQuiet(milliseconds: 400)
      } while sitting.screen.contains("┌~")
      try #require(isMet(sitting.screen), "\(name): \(sitting.screen.text)")
      rests.append([
        "name": name, "at": sitting.session.transcript.count,
        "cells": sitting.screen.cells.map(Self.words),
      ])
    }

    private static func words(_ cell: VirtualCell) -> [Any] {
      let letters =
        (cell.attributes.contains(.bold) ? "b" : "")
        + (cell.attributes.contains(.underline) ? "u" : "")
        + (cell.attributes.contains(.reverse) ? "r" : "")
      return [String(cell.scalar), word(cell.foreground), word(cell.background), letters]
    }

    private static func word(_ colour: VirtualColour) -> Any {
      switch colour {
      case .text, .ground: "default"
      case .index(let index): Int(index)
      case .rgb(let red, let green, let blue):
        [red, green, blue].map { part in
          let digits = String(part, radix: 16)
          return digits.count < 2 ? "0" + digits : digits
        }.joined()
      }
    }

    /// Writes what was kept; the path of the record.
    func write(to bench: Workbench, _ name: String) throws -> String {
      try bench.write("\(name).bytes", sitting.session.transcript)
      let object: [String: Any] = [
        "columns": sitting.screen.columns, "rows": sitting.screen.rows, "bytes": "\(name).bytes",
        "rests": rests,
      ]
      return try bench.write(
        "\(name).json", [UInt8](try JSONSerialization.data(withJSONObject: object)))
    }
  }

  /// One sitting: slices, help, one pane, a stroke, all panes again.
  private func record(_ color: String, _ output: String) throws -> (Record, Workbench) {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee("--color", color, "--output", output)
    var record = Record(sitting: sitting)
    try record.rest("the first screen") { $0.contains("closed") }
    try sitting.go(to: [20, 18, 24])
    try sitting.session.press("<PgUp><PgUp><PgUp><PgDn><PgUp>")
    try record.rest("other slices") { ScreenSitting.cursor($0)?.last != 24 }
    try sitting.session.press("?")
    try record.rest("help") { $0.contains("help, research use only") }
    try sitting.session.press("<Esc>")
    try record.rest("help gone") { !$0.contains("help, research use only") }
    try sitting.session.press("f")
    try record.rest("one pane") { $0.contains("axial") && !$0.contains("coronal") }
    try sitting.go(to: [10, 8, 20])
    try sitting.session.press("b<Space><Right><Right><Right><Space>")
    try record.rest("two strokes") {
      ScreenSitting.isSaved($0) && ScreenSitting.cursor($0) == [13, 8, 20]
        && ScreenSitting.message($0).hasPrefix("paint")
    }
    try sitting.session.press("fu")
    try record.rest("all panes") { $0.contains("coronal") && $0.contains("closed") }
    return (record, bench)
  }

  @Test(
    "pyte shows the same at rest whether pictures go past ncurses or through it, and what our own terminal shows",
    .enabled(if: isPyteHere, "skipped: the Python package pyte is not here"),
    arguments: ["rgb", "256"])
  func ways(color: String) throws {
    let (direct, bench) = try record(color, "direct")
    let (curses, other) = try record(color, "ncurses")
    let paths = [
      try direct.write(to: bench, "direct"), try curses.write(to: bench, "ncurses"),
    ]
    // Otherwise the same way would be compared with itself.
    #expect(direct.sitting.session.transcript.count < curses.sitting.session.transcript.count)
    let script = Program.repository.appendingPathComponent("Tests/condyle/crosscheck/screen.py")
    let outcome = try Program.other(["python3", script.path] + paths, state: bench.state)
    #expect(outcome.out.hasPrefix("same "), "\(outcome.all)")
    try direct.sitting.leave()
    try curses.sitting.leave()
    #expect(try bench.verified()["labels_sha256"] as? String != nil)
    let digests = try [bench, other].map { try $0.verified()["labels_sha256"] as? String }
    #expect(digests[0] == digests[1])
  }
}
