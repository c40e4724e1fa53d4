import Foundation
import TestKit
import Testing

/// The lens, on terminals that show pixels and on one that does not.
@Suite struct ScreenLensTests {
  private func sitting(
    _ bench: Workbench, _ abilities: TerminalAbilities
  ) throws -> TerminalSession {
    let session = try TerminalSession(
      command: [Program.path, "review"] + Workbench.smallKnee, columns: 120, rows: 40,
      environment: ScreenSitting.environment(bench), workingFolder: bench.path,
      abilities: abilities)
    try session.wait(for: "the first screen", timeout: 60) {
      $0.text(row: 0).contains("LOOK") && $0.text(row: 0).contains("saved")
    }
    try session.waitForQuiet(milliseconds: 500)
    return session
  }

  private func leave(_ session: TerminalSession) throws {
    try session.press("q")
    #expect(try session.waitForEnd() == .exited(0))
    #expect(session.terminal.settings?.isSane == true && !session.screen.isAlternate)
  }

  /// Width and height of the PNG file that was sent as kitty takes it.
  private func size(_ strings: [String]) throws -> (width: Int, height: Int) {
    let text = strings.compactMap { string in
      string.hasPrefix("_G") ? string.split(separator: ";", maxSplits: 1).last : nil
    }.joined()
    let file = Array(try #require(Data(base64Encoded: text)))
    #expect(file.prefix(4) == [0x89, 0x50, 0x4E, 0x47] && file.count > 200)
    func number(_ at: Int) -> Int { file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    return (number(16), number(20))
  }

  @Test("the lens shows the pane in pixels; the key that closes it does nothing else")
  func kitty() throws {
    let bench = try Workbench.withSmallKnee()
    let session = try sitting(bench, .modern)
    let before = session.screen
    let known = session.screen.strings.count
    try session.press("*")
    try session.wait(for: "the picture") { screen in
      screen.strings.contains { $0.hasPrefix("_G") && $0.contains("m=0;") }
    }
    #expect(session.screen.contains("lens on the axial pane; any key closes it"))
    let (width, height) = try size(Array(session.screen.strings[known...]))
    // 46 × 19 cells beside a panel of 28 columns; a cell has 8 × 17 pixels.
    #expect(width == 44 * 8 && height == 16 * 17)
    let frames = session.screen.framesEnded
    try session.waitForQuiet(milliseconds: 400)
    #expect(session.screen.framesEnded == frames)

    // What painting is bound to: it must not be taken for that.
    session.forgetTranscript()
    try session.press("b")
    try session.wait(for: "the picture to go") { screen in
      screen.strings.contains { $0.hasPrefix("_Ga=d,d=I") } && screen.framesEnded > frames
    }
    try session.waitForQuiet(milliseconds: 300)
    #expect(session.screen.text(row: 0).contains("LOOK"))
    // The first row tells the line's delay, the last the key.
    let after = session.screen
    for row in 1..<after.rows - 1 {
      for column in 0..<after.columns {
        let (one, two) = (before.cell(column, row), after.cell(column, row))
        let (pixels, shown) = (one.halves, two.halves)
        let isSame =
          one == two
          || pixels != nil && pixels?.upper == shown?.upper && pixels?.lower == shown?.lower
        #expect(isSame, "\(column),\(row): \(two) instead of \(one)")
      }
    }
    // The cells under it were sent again.
    #expect(session.transcript.count > 2000)
    try session.press("b")
    try session.wait(for: "PAINT") { $0.text(row: 0).contains("PAINT") }
    try leave(session)
    #expect(session.screen.unknown == [])
  }

  @Test("the mouse, a lost focus and another size close the lens as well, and none is left over")
  func closing() throws {
    let bench = try Workbench.withSmallKnee()
    let session = try sitting(bench, [.status, .attributes, .cellSize, .sixel])
    var count = 0
    func open() throws {
      try session.press("*")
      count += 1
      try session.wait(for: "picture \(count)") { screen in
        screen.strings.count { $0.hasPrefix("P0;1;0q") } == count
      }
      try session.waitForQuiet(milliseconds: 200)
    }
    func expectClosed() throws {
      let frames = session.screen.framesEnded
      try session.wait(for: "a frame again") { screen in
        screen.framesEnded > frames || !screen.contains("any key closes it")
      }
      try session.waitForQuiet(milliseconds: 200)
    }
    let cursor = ScreenSitting.cursor(session.screen)
    try open()
    try session.click(.left, 12, 8)
    try expectClosed()
    #expect(ScreenSitting.cursor(session.screen) == cursor)
    try open()
    try session.focus(false)
    try expectClosed()
    try session.focus(true)
    try open()
    session.resize(columns: 140, rows: 44)
    try session.wait(for: "the new size") { $0.text(row: 0).count > 100 && $0.contains("axial") }
    try expectClosed()
    try leave(session)
  }

  @Test("where there are no pixels a sentence says so, and what to press instead")
  func refused() throws {
    let bench = try Workbench.withSmallKnee()
    let session = try sitting(bench, .usual)
    try session.press("*")
    try session.wait(for: "the sentence") {
      $0.contains("no pixel pictures") && $0.contains("f maximises the pane, ) zooms")
    }
    try leave(session)
  }
}
