import Foundation
import TestKit
import Testing

/// What keys and mouse paint is what a script paints.
@Suite struct ScreenStrokeTests {
  @Test("keys paint, erase and take back what the same commands of a script do")
  func keys() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    try sitting.type("brush 3mm ball", until: "brush ball")
    let start = [10, 8, 20]
    try sitting.go(to: start)
    try sitting.session.press("b")
    try sitting.session.wait(forText: "PAINT femur")
    try sitting.session.press("<Space>")
    try sitting.waitUntilSaved("paint")
    var script = ["brush 3mm ball", "paint 10,8,20"]
    // By the arrow, by vi's key, and by five.
    for key in ["<Right>", "j", "<S-Right>"] {
      let place = try sitting.move(key)
      try sitting.session.press("<Space>")
      try sitting.waitUntilSaved("paint")
      script.append("paint \(ScreenSitting.text(place))")
    }
    #expect(sitting.cursor == [16, 9, 20])
    try sitting.session.press("z")
    try sitting.waitUntilSaved("undone: paint")
    script.append("undo")
    // Erasing what is there, with the pen: one stroke along the way.
    try sitting.go(to: [20, 18, 32])
    try sitting.session.press("e")
    try sitting.session.wait(forText: "ERASE femur")
    var path = ["20,18,32"]
    try sitting.session.press("v")
    try sitting.session.wait(forText: "PEN")
    for _ in 0..<3 { path.append(ScreenSitting.text(try sitting.move("l"))) }
    #expect(sitting.screen.contains("stroke…"))
    try sitting.session.press("v")
    try sitting.waitUntilSaved("erase")
    script.append("erase \(path.joined(separator: " "))")
    try sitting.leave()
    let verified = try bench.verified()
    #expect(verified["edits"] as? Int == 5)
    let wanted = try bench.digest(after: script.joined(separator: "; "))
    #expect(verified["labels_sha256"] as? String == wanted)
    let untouched = try bench.digest(after: "write")
    #expect(wanted != untouched)
  }

  @Test("the mouse paints with the left button and erases with the right, as a script does")
  func mouse() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    try sitting.type("brush 4mm disc", until: "brush disc")
    try sitting.go(to: [20, 6, 24])
    try sitting.session.press("c")
    try sitting.session.wait(forText: "in the middle")
    let head = try #require(sitting.screen.place(of: "axial"))
    let coronal = try #require(sitting.screen.place(of: "coronal"))
    // The coronal view stays while a tool is in hand, as a pixel covers more than a voxel there.
    let middle = (x: coronal.x + (coronal.x - head.x) / 2, y: head.y + 9)
    // In LOOK a click moves the cursor and changes nothing: so the voxels of cells are learnt.
    let cells = [(-8, -3), (0, -3), (6, 2), (-2, 2)].map { (middle.x + $0.0, middle.y + $0.1) }
    var voxels: [String] = []
    for cell in cells {
      let before = sitting.cursor
      try sitting.session.click(.left, cell.0, cell.1)
      try sitting.session.wait(for: "the cursor to move") { ScreenSitting.cursor($0) != before }
      voxels.append(ScreenSitting.text(try #require(sitting.cursor)))
    }
    #expect(Set(voxels).count == cells.count)
    try sitting.session.press("b")
    try sitting.session.wait(forText: "PAINT femur")
    try sitting.session.mousePress(.left, cells[0].0, cells[0].1)
    try sitting.session.wait(forText: "stroke…")
    for cell in cells[1...] { try sitting.session.mouseDrag(.left, cell.0, cell.1) }
    try sitting.session.mouseRelease(.left, cells[3].0, cells[3].1)
    try sitting.waitUntilSaved("paint")
    try sitting.session.mousePress(.right, cells[1].0, cells[1].1)
    try sitting.session.mouseDrag(.right, cells[2].0, cells[2].1)
    try sitting.session.mouseRelease(.right, cells[2].0, cells[2].1)
    try sitting.waitUntilSaved("erase")
    try sitting.leave()
    let script = """
      plane coronal; brush 4mm disc; paint \(voxels.joined(separator: " ")); erase \(voxels[1]) \(voxels[2])
      """
    let verified = try bench.verified()
    #expect(verified["edits"] as? Int == 2)
    let digest = try #require(verified["labels_sha256"] as? String)
    let wanted = try bench.digest(after: script)
    #expect(digest == wanted)
    let painted = "plane coronal; brush 4mm disc; paint \(voxels.joined(separator: " "))"
    let unerased = try bench.digest(after: painted)
    #expect(digest != unerased)
  }

  @Test("the click that brings the focus back does not paint; the next one does")
  func focus() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    try sitting.go(to: [10, 8, 20])
    try sitting.session.press("cb")
    try sitting.session.wait(forText: "PAINT femur")
    let head = try #require(sitting.screen.place(of: "axial"))
    try sitting.session.focus(false)
    try sitting.session.focus(true)
    try sitting.session.click(.left, head.x + 18, head.y + 9)
    try sitting.session.wait(forText: "the window has the focus again")
    let (now, before) = (try bench.info("k.condyle"), try bench.info("labels.nii"))
    #expect(now != nil && now == before)
    try sitting.session.click(.left, head.x + 18, head.y + 9)
    try sitting.waitUntilSaved("paint")
    // A stroke in hand ends when the focus goes.
    try sitting.session.mousePress(.right, head.x + 18, head.y + 9)
    try sitting.session.wait(forText: "stroke…")
    try sitting.session.focus(false)
    try sitting.waitUntilSaved("erase")
    try sitting.leave()
    #expect(try bench.verified()["edits"] as? Int == 2)
  }

  @Test("pasted text runs no keys; on the command line it is text")
  func paste() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee()
    try sitting.go(to: [10, 8, 20])
    try sitting.session.press("b")
    try sitting.session.wait(forText: "PAINT femur")
    try sitting.session.paste("   l q\r:quit\rq")
    try sitting.session.wait(forText: "pasted text is only taken where text is typed")
    #expect(sitting.cursor == [10, 8, 20])
    try sitting.session.press(":")
    try sitting.session.wait(for: "the command line") { !$0.text(row: $0.rows - 1).isEmpty }
    try sitting.session.paste("goto 12,8,20")
    try sitting.session.wait(for: "the text") {
      ScreenSitting.message($0).hasPrefix(":goto 12,8,20")
    }
    try sitting.session.press("<Enter>")
    try sitting.session.wait(for: "the cursor") { ScreenSitting.cursor($0) == [12, 8, 20] }
    try sitting.leave()
    #expect(try bench.verified()["edits"] as? Int == 0)
  }
}

extension Workbench {
  /// The number of voxels of each label, as `info` counts them; nil while the case cannot be read.
  func info(_ name: String) throws -> [String: Int]? {
    let outcome = try run("info", name, "--json")
    guard outcome.status == 0, let labels = outcome.json["labels"] as? [String: Any] else {
      return nil
    }
    let rows = try #require(labels["table"] as? [[String: Any]])
    return Dictionary(
      rows.compactMap { row in
        (row["name"] as? String).flatMap { name in (row["voxels"] as? Int).map { (name, $0) } }
      }, uniquingKeysWith: { first, _ in first })
  }
}
