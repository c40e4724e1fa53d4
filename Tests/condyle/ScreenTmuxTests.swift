import Foundation
import TestKit
import Testing

/// The screen in tmux: its colours, and a mouse that reaches it through tmux.
@Suite(.enabled(if: TmuxServer.isInstalled, "\(TmuxServer.absence)"))
struct ScreenTmuxTests {
  private static let size = (columns: 120, rows: 40)

  private func command(_ bench: Workbench, _ arguments: [String] = []) -> [String] {
    [
      Program.path, "review", bench.path("ct.nii"), bench.path("labels.nii"), "--case",
      bench.path("k.condyle"), "--code", "K7Q2",
    ] + arguments
  }

  /// What `capture-pane -e` tells, on a screen of our own.
  private func screen(_ server: TmuxServer) throws -> VirtualScreen {
    var screen = VirtualScreen(columns: Self.size.columns, rows: Self.size.rows)
    var text = try server.capture(colours: true)
    while text.last == "\n" { text.removeLast() }
    screen.feed(text.replacing("\n", with: "\r\n"))
    return screen
  }

  /// All colours on a screen but the terminal's own two.
  private func colours(_ screen: VirtualScreen) -> [VirtualColour] {
    let all = Set(screen.cells.flatMap { [$0.foreground, $0.background] })
    return all.filter { $0 != .text && $0 != .ground }
  }

  /// Whether a colour is one of 24 bits, or of the 240 that no theme changes.
  private func isKept(_ colour: VirtualColour, _ color: String) -> Bool {
    switch colour {
    case .text, .ground: false
    case .rgb: color == "rgb"
    case .index(let index): color == "256" && index >= 16
    }
  }

  private func isAtRest(_ screen: VirtualScreen) -> Bool {
    screen.contains("closed") && !screen.contains("┌~") && ScreenSitting.isSaved(screen)
      && ScreenSitting.cursor(screen) == [20, 18, 20]
  }

  @Test(
    "a filled label, the CT and the text have the colours in tmux that they have without it",
    arguments: ["rgb", "256"])
  func colours(color: String) throws {
    let bench = try Workbench.withSmallKnee()
    let direct = try bench.reviewSmallKnee("--color", color)
    try direct.go(to: [20, 18, 20])
    try direct.session.press("s")
    try direct.session.wait(for: "a screen at rest", isAtRest)
    try direct.session.waitForQuiet(milliseconds: 500)
    let wanted = direct.screen
    try direct.leave()

    let other = try Workbench.withSmallKnee()
    let server = try TmuxServer(
      command: command(other, ["--color", color]), columns: Self.size.columns,
      rows: Self.size.rows, environment: ScreenSitting.environment(other))
    try server.wait(for: "the first screen", timeout: 60) {
      $0.contains("LOOK") && $0.contains("saved") && $0.contains("closed")
    }
    try server.type(":goto 20,18,20")
    try server.sendKeys("Enter")
    try server.wait(for: "the cursor") { $0.contains(" 20,18,20") && !$0.contains(":goto") }
    try server.type("s")
    // Without the first line, which tells the delay, and the last, where messages stand.
    let places = Self.size.columns..<Self.size.columns * (Self.size.rows - 1)
    let limit = ContinuousClock.now + .seconds(30)
    var seen = try screen(server)
    var odd = Array(places)
    repeat {
      seen = try screen(server)
      odd = places.filter { !wanted.cells[$0].looksLike(seen.cells[$0]) }
    } while !odd.isEmpty && ContinuousClock.now < limit
    #expect(seen.unknown == [])
    let some = odd.prefix(3).map { at in
      let (x, y) = (at % Self.size.columns, at / Self.size.columns)
      return "\(x),\(y) \(wanted.cells[at]) and \(seen.cells[at])"
    }
    #expect(odd.isEmpty, "\(odd.count) cells, such as \(some)")
    // So many colours that pictures are among them, and only those that were asked for.
    let colours = colours(seen)
    #expect(colours.count > 30)
    let others = colours.filter { !isKept($0, color) }
    #expect(others.isEmpty, "\(others.count), such as \(others.prefix(3))")
    try server.type("q")
  }

  @Test(
    "without being told, the program has the colours of the client that looks at tmux",
    arguments: [true, false])
  func client(hasRGB: Bool) throws {
    let bench = try Workbench.withSmallKnee()
    let environment = ScreenSitting.environment(bench).merging(["COLORTERM": ""]) { $1 }
    let server = try TmuxServer(
      command: ["cat"], columns: Self.size.columns, rows: Self.size.rows, environment: environment)
    if hasRGB { try server.run(["set", "-s", "terminal-features", "xterm*:RGB"]) }
    let client = try server.attach(columns: Self.size.columns, rows: Self.size.rows)
    try client.wait(for: "the client's screen") { $0.isAlternate }
    try server.run(["respawn-pane", "-k", "--"] + command(bench))
    try client.wait(for: "the first screen", timeout: 60) {
      ScreenSitting.isReady($0) && $0.contains("closed")
    }
    try client.waitForQuiet(milliseconds: 300)
    let colours = colours(try screen(server))
    #expect(colours.count > 20)
    let others = colours.filter { !isKept($0, hasRGB ? "rgb" : "256") }
    #expect(others.isEmpty, "\(others.count), such as \(others.prefix(3))")
    try server.type("q")
  }

  @Test("a stroke of the mouse in a client of tmux paints what a script paints")
  func mouse() throws {
    let bench = try Workbench.withSmallKnee()
    let server = try TmuxServer(
      command: command(bench), columns: Self.size.columns, rows: Self.size.rows,
      environment: ScreenSitting.environment(bench))
    try server.run(["set", "-g", "mouse", "on"])
    let client = try server.attach(columns: Self.size.columns, rows: Self.size.rows)
    try client.wait(for: "the first screen", timeout: 60) { ScreenSitting.isReady($0) }
    func type(_ command: String, until isMet: (VirtualScreen) -> Bool) throws {
      try client.press(":\(command)<Enter>")
      try client.wait(for: ":\(command)") { !ScreenSitting.message($0).hasPrefix(":") && isMet($0) }
    }
    try type("brush 4mm disc") { ScreenSitting.message($0).hasPrefix("brush disc") }
    try type("goto 20,8,24") { ScreenSitting.cursor($0) == [20, 8, 24] }
    // A pixel of more than a voxel: so the view stays as it is when a tool is taken in hand.
    try type("zoom whole") { ScreenSitting.message($0).contains("the whole slice") }
    #expect(client.screen.text(row: 1).contains("axial  24/43  ~0.83 mm/px"))
    let head = try #require(client.screen.place(of: "axial"))
    // In LOOK a click moves the cursor: so the voxels of cells are learnt.
    let cells = [(8, 4), (14, 7), (22, 6), (17, 9)].map { (head.x + $0.0, head.y + $0.1) }
    var voxels: [String] = []
    for cell in cells {
      let before = ScreenSitting.cursor(client.screen)
      try client.click(.left, cell.0, cell.1)
      try client.wait(for: "the cursor to move") { ScreenSitting.cursor($0) != before }
      voxels.append(ScreenSitting.text(try #require(ScreenSitting.cursor(client.screen))))
    }
    #expect(Set(voxels).count == cells.count)
    try client.press("b")
    try client.wait(forText: "PAINT femur")
    try client.mousePress(.left, cells[0].0, cells[0].1)
    try client.wait(forText: "stroke…")
    for cell in cells[1...] { try client.mouseDrag(.left, cell.0, cell.1) }
    try client.mouseRelease(.left, cells[3].0, cells[3].1)
    try client.wait(for: "the stroke to be saved") {
      ScreenSitting.isSaved($0) && ScreenSitting.message($0).hasPrefix("paint")
    }
    try client.press("q")
    let limit = ContinuousClock.now + .seconds(30)
    var answer = ""
    while !answer.hasPrefix("1 "), ContinuousClock.now < limit {
      try client.pump(milliseconds: 20)
      answer = try server.ask("#{pane_dead} #{pane_dead_status}")
    }
    // tmux 3.3a now and then loses the status of a child that has ended.
    #expect(["1 0", "1 "].contains(answer))
    let verified = try bench.verified()
    #expect(verified["edits"] as? Int == 1)
    let path = "brush 4mm disc; paint \(voxels.joined(separator: " "))"
    let digest = try #require(verified["labels_sha256"] as? String)
    let wanted = try bench.digest(after: path)
    #expect(digest == wanted, "\(path)")
    let shorter = try bench.digest(
      after: "brush 4mm disc; paint \(voxels.dropLast().joined(separator: " "))")
    #expect(digest != shorter)
  }
}
