import Foundation
import TestKit
import Testing

/// The screen over a line that carries less than the keys ask for.
@Suite struct ScreenSlowLineTests {
  private static let columns = 200
  private static let rows = 60
  private static let first = 8
  private static let last = 38
  private static let slices = last - first
  private static let planes = ["axial", "coronal", "sagittal"]

  /// The small knee with a CT so noisy that no two slices have a cell in common, in PAINT.
  private func sitting(_ bench: Workbench) throws -> ScreenSitting {
    var dice = Dice(seed: 5)
    let noisy = SmallKnee.ct.map { $0 + Int16.random(in: -300...300, using: &dice) }
    try bench.write("labels.nii", SmallKnee.labelFile)
    try bench.write("ct.nii", SmallKnee.nifti(noisy, type: 4, bits: 16))
    let sitting = try bench.review(
      "ct.nii", "labels.nii", "--case", "k.condyle", "--code", "K7Q2", "--color", "rgb",
      columns: Self.columns, rows: Self.rows
    ).waitForStart()
    try sitting.go(to: [10, 8, Self.first])
    try sitting.session.press("b")
    try sitting.session.wait(forText: "PAINT femur")
    return sitting
  }

  /// The cells of a pane's picture, and whether its corner has the mark of what is not exact.
  private func pane(
    _ name: String, _ screen: VirtualScreen
  ) throws -> (cells: [VirtualCell], isMarked: Bool) {
    let head = try #require(screen.place(of: name))
    let left = try #require(
      stride(from: head.x, through: 0, by: -1).first { screen.cell($0, head.y).scalar == "┌" })
    let right = try #require(
      (head.x..<screen.columns).first { screen.cell($0, head.y).scalar == "┐" })
    let foot = try #require(
      (head.y + 1..<screen.rows).first { screen.cell(left, $0).scalar == "└" })
    let cells = (head.y + 1..<foot).flatMap { y in (left + 1..<right).map { screen.cell($0, y) } }
    return (cells, screen.cell(left + 1, head.y).scalar == "~")
  }

  private func slice(_ screen: VirtualScreen) -> Int? { ScreenSitting.cursor(screen)?.last }

  @Test(
    "keys outrun the line: frames are skipped, what is not exact is marked, the stroke is saved")
  func scrolling() throws {
    // What each slice looks like exactly, on the way there and, with the stroke, on the way back.
    let bench = try Workbench()
    let exact = try sitting(bench)
    try exact.session.press(":set quality full<Enter>")
    try exact.session.waitForQuiet(milliseconds: 300)
    var known: [String: [Int: Set<[VirtualCell]>]] = [:]
    func learn() throws {
      for plane in Self.planes {
        let (cells, isMarked) = try pane(plane, exact.screen)
        #expect(!isMarked)
        known[plane, default: [:]][try #require(slice(exact.screen)), default: []].insert(cells)
      }
    }
    func step(_ key: String) throws {
      let before = slice(exact.screen)
      try exact.session.press(key)
      try exact.session.wait(for: "another slice") { slice($0) != before }
      try learn()
    }
    try learn()
    for _ in 0..<Self.slices { try step(".") }
    try exact.session.press("<Space>")
    try exact.waitUntilSaved("paint")
    try learn()
    for _ in 0..<Self.slices { try step(",") }
    try exact.session.waitForQuiet(milliseconds: 500)
    #expect(slice(exact.screen) == Self.first)

    let other = try Workbench()
    let slow = try sitting(other)
    slow.session.slowDown(to: SlowLine(bytesPerSecond: 300_000))
    try slow.session.waitForQuiet(milliseconds: 300)
    let before = slow.screen.framesEnded
    var (looks, marks, wrong) = (0, 0, [String]())
    var seen = -1
    func look(_ screen: VirtualScreen) throws {
      // Once a frame, when it is whole.
      guard !screen.isInFrame, screen.isBetweenSequences, screen.framesEnded != seen,
        let slice = slice(screen)
      else { return }
      seen = screen.framesEnded
      looks += 1
      for plane in Self.planes {
        let (cells, isMarked) = try pane(plane, screen)
        if isMarked {
          marks += 1
        } else if known[plane]?[slice]?.contains(where: { alike($0, cells) }) != true {
          wrong.append("\(plane) at slice \(slice), frame \(seen - before)")
        }
      }
    }
    let there = Array(repeating: ".", count: Self.slices)
    let back = Array(repeating: ",", count: Self.slices)
    let keys = there + ["<Space>"] + back
    var due = ContinuousClock.now
    for key in keys {
      repeat {
        try slow.session.pump(milliseconds: 1)
        try look(slow.screen)
      } while ContinuousClock.now < due
      try slow.session.press(key)
      due = .now + .milliseconds(15)
    }
    try slow.session.wait(for: "the slice of the beginning, exact and saved") { screen in
      try? look(screen)
      return slice(screen) == Self.first && !screen.contains("┌~") && ScreenSitting.isSaved(screen)
    }
    let frames = slow.screen.framesEnded - before
    print("slow line: \(keys.count) keys, \(frames) frames, \(looks) looked at, \(marks) marks")
    #expect(frames < keys.count && frames >= 5)
    #expect(looks >= 5 && marks > 0)
    #expect(
      wrong.isEmpty, "not exact and without a mark: \(wrong.count), such as \(wrong.prefix(3))")

    try slow.session.waitForQuiet(milliseconds: 500)
    // Without the first line, which tells the delay, the last, where messages stand, and what tells
    // how much of each bone was seen: slices that were skipped, or shown inexactly, do not count.
    let bones = try #require(exact.screen.place(of: "┌ bones"))
    let places = (Self.columns..<Self.columns * (Self.rows - 1)).filter {
      $0 % Self.columns < bones.x || !(bones.y + 1...bones.y + 4).contains($0 / Self.columns)
    }
    let odd = places.filter { !exact.screen.cells[$0].looksLike(slow.screen.cells[$0]) }
    let some = odd.prefix(3).map { "\($0 % Self.columns),\($0 / Self.columns)" }
    #expect(odd.isEmpty, "\(odd.count) cells, such as \(some)")
    for row in bones.y + 1...bones.y + 4 {
      let (all, some) = (shareSeen(exact.screen, row: row), shareSeen(slow.screen, row: row))
      #expect(some <= all, "row \(row): \(some) % of \(all) %")
    }
    try exact.leave()
    try slow.leave()
    let verified = try other.verified()
    #expect(verified["edits"] as? Int == 1)
    let wanted = try other.digest(after: "paint 10,8,\(Self.last)")
    #expect(verified["labels_sha256"] as? String == wanted)
    let untouched = try other.digest(after: "write")
    #expect(wanted != untouched)
  }

  /// The per cent of a bone that the panel says was seen; 0 where it says none.
  private func shareSeen(_ screen: VirtualScreen, row: Int) -> Int {
    screen.text(row: row).firstMatch(of: /(\d+) %/).flatMap { Int($0.1) } ?? 0
  }

  private func alike(_ one: [VirtualCell], _ two: [VirtualCell]) -> Bool {
    one.count == two.count && zip(one, two).allSatisfy { $0.looksLike($1) }
  }
}
