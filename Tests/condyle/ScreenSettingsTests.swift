import Foundation
import TestKit
import Testing

/// What a user has set for himself: the configuration, the history, the editor.
@Suite struct ScreenSettingsTests {
  private static func sitting(
    _ bench: Workbench, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> ScreenSitting {
    try ScreenSitting(
      bench, command: [Program.path, "review"] + Workbench.smallKnee + arguments,
      environment: ["XDG_CONFIG_HOME": bench.path("config")].merging(environment) { $1 })
  }

  private static func configure(_ bench: Workbench, _ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: bench.path("config/condyle"), withIntermediateDirectories: true)
    _ = try bench.write("config/condyle/config.toml", text)
  }

  @Test("a configuration with mistakes: 65, all of them, no screen and no case")
  func mistakes() throws {
    let bench = try Workbench.withSmallKnee()
    try Self.configure(
      bench, "colour = \"rgb\"\nmouse = 3\n[keys.bind]\n\"F2\" = \"sing\"\n\"Ctrl-i\" = \"help\"\n")
    let sitting = try Self.sitting(bench)
    #expect(try sitting.session.waitForEnd() == .exited(65))
    let text = sitting.screen.text
    for part in ["mistakes:", "colour: no such key", "mouse:", "“sing”", "Ctrl-i cannot be bound"] {
      #expect(text.contains(part), "\(part): \(text)")
    }
    #expect(!bench.names().contains("k.condyle"))
    let without = try Self.sitting(bench, ["--no-config"]).waitForStart()
    try without.leave()
  }

  @Test("keys and mouse are as the configuration says, and an option wins")
  func taken() throws {
    let bench = try Workbench.withSmallKnee()
    try Self.configure(
      bench,
      "mouse = false\n[keys]\npreset = \"itksnap\"\n[keys.bind]\n\"F2\" = \"brush larger\"\n")
    let first = try Self.sitting(bench).waitForStart()
    #expect(first.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1006]))
    try first.session.press("4")
    try first.session.wait(forText: "PAINT femur")
    try first.session.press("1")
    try first.session.wait(forText: "LOOK")
    try first.type("bone tibia", until: "bone tibia")
    try first.type("note Mrs Nobody", until: "note kept")
    try first.type("quit", until: "")
    #expect(try first.session.waitForEnd() == .exited(0))
    let second = try Self.sitting(bench, ["--keys", "slicer", "--mouse"]).waitForStart()
    #expect(second.screen.modes.isSuperset(of: [1002]))
    // The history is there again, and holds no note.
    try second.session.press(":<Up>")
    try second.session.wait(forText: ":quit")
    try second.session.press("<Up>")
    try second.session.wait(forText: ":bone tibia")
    try second.session.press("<Esc>")
    // An Esc with something close behind it would be Alt.
    try second.session.wait(for: "the line to close") { !$0.contains(":bone tibia") }
    let path = bench.state + "/condyle/history"
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "bone tibia\nquit\n")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    try second.type("quit", until: "")
    #expect(try second.session.waitForEnd() == .exited(0))
  }

  @Test("a note is written in an editor that has the terminal as it was, and the screen comes back")
  func editor() throws {
    let bench = try Workbench.withSmallKnee()
    // It waits until somebody types a line, as in a shell: echo and line editing are on.
    let editor = try bench.write(
      "editor.sh", "echo the editor; read line; printf '%s\\n# left out\\n' \"$line\" >\"$1\"\n")
    let runtime = bench.path("runtime")
    try FileManager.default.createDirectory(atPath: runtime, withIntermediateDirectories: true)
    let sitting = try Self.sitting(
      bench, environment: ["EDITOR": "sh \(editor)", "XDG_RUNTIME_DIR": runtime]
    ).waitForStart()
    try sitting.session.press(":note edit<Enter>")
    try sitting.session.wait(for: "the editor") { !$0.isAlternate && $0.contains("the editor") }
    #expect(sitting.terminal.settings?.isSane == true)
    #expect(sitting.screen.modes == [7, 25], "modes that are left: \(sitting.screen.modes)")
    try sitting.session.press("seen and odd<Enter>")
    try sitting.session.wait(for: "the screen again") {
      $0.isAlternate && $0.text(row: 0).contains("LOOK") && $0.contains("note kept")
    }
    #expect(sitting.terminal.settings?.isRaw == true)
    #expect(bench.names("runtime") == [])
    try sitting.type("notes", until: "")
    try sitting.session.wait(forText: "seen and odd")
    try sitting.session.press("<Esc>")
    try sitting.session.wait(for: "the card to close") { !$0.contains("seen and odd") }
    try sitting.leave()
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
  }

  @Test("an editor that is not there is told, and the screen is as before")
  func noEditor() throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try Self.sitting(bench, environment: ["EDITOR": "/nowhere/editor"])
      .waitForStart()
    try sitting.session.press(":note edit<Enter>")
    try sitting.session.wait(forText: "was not found")
    try sitting.session.press("2")
    try sitting.session.wait(forText: "bone tibia")
    try sitting.leave()
  }
}
