import Foundation
import Glibc
import TestKit
import Testing

/// One sitting with `condyle review` on a terminal of its own.
///
/// A class, as it is one running program; everything waits for a condition.
final class ScreenSitting {
  /// The program and the screen it draws.
  let session: TerminalSession

  /// Starts a command on a terminal; the per-user state lies in the bench.
  init(
    _ bench: Workbench, command: [String], columns: Int = 120, rows: Int = 40,
    environment: [String: String] = [:]
  ) throws {
    session = try TerminalSession(
      command: command, columns: columns, rows: rows,
      environment: Self.environment(bench).merging(environment) { $1 }, workingFolder: bench.path)
  }

  /// What the program needs to find.
  static func environment(_ bench: Workbench) -> [String: String] {
    ["XDG_STATE_HOME": bench.state, "COLORTERM": "truecolor"]
  }

  var screen: VirtualScreen { session.screen }
  var terminal: PseudoTerminal { session.terminal }
  /// The last line, where messages stand.
  var message: String { Self.message(screen) }
  /// The voxel that the line before the last names.
  var cursor: [Int]? { Self.cursor(screen) }

  static func message(_ screen: VirtualScreen) -> String {
    screen.text(row: screen.rows - 1).trimmingCharacters(in: .whitespaces)
  }

  static func cursor(_ screen: VirtualScreen) -> [Int]? {
    screen.text(row: screen.rows - 2).firstMatch(of: /(\d+),(\d+),(\d+)/)
      .map { [$0.1, $0.2, $0.3].compactMap { Int($0) } }
  }

  /// Waits for the first whole screen: it looks, and everything is saved.
  @discardableResult
  func waitForStart() throws -> Self {
    try session.wait(for: "the first screen", timeout: 60) { Self.isReady($0) }
    return self
  }

  static func isReady(_ screen: VirtualScreen) -> Bool {
    let first = screen.text(row: 0)
    return screen.isAlternate && first.contains("LOOK")
      && (first.contains("saved") || first.contains("read-only"))
  }

  /// Waits until the first line says that everything is saved, and the last one begins with a text.
  func waitUntilSaved(_ message: String) throws {
    try session.wait(for: "\"\(message)\" and saved") {
      Self.isSaved($0) && Self.message($0).hasPrefix(message)
    }
  }

  static func isSaved(_ screen: VirtualScreen) -> Bool {
    screen.text(row: 0).firstMatch(of: /\bsaved\b/) != nil
  }

  /// Types a command and waits until the cursor, or the last line, tells that it was obeyed.
  func type(_ command: String, until message: String) throws {
    try session.press(":\(command)<Enter>")
    try session.wait(for: "the answer to :\(command)") { Self.message($0).hasPrefix(message) }
  }

  /// Puts the cursor on a voxel.
  func go(to voxel: [Int]) throws {
    try session.press(":goto \(Self.text(voxel))<Enter>")
    try session.wait(for: "the cursor at \(voxel)") {
      Self.cursor($0) == voxel && !Self.message($0).hasPrefix(":")
    }
  }

  /// Presses keys and waits until the cursor is elsewhere; where it is then.
  func move(_ key: String) throws -> [Int] {
    let before = cursor
    try session.press(key)
    try session.wait(for: "the cursor to move") { Self.cursor($0) != before }
    return try #require(cursor)
  }

  /// Leaves by `q`, and expects that all went well.
  func leave() throws {
    try session.press("q")
    let end = try session.waitForEnd()
    #expect(end == .exited(0), "\(screen.text)")
  }

  /// Expects the terminal as it was before the program, with the settings that `fresh` has.
  func expectGivenBack(like fresh: LineSettings?) {
    // Taken out first: a failure would print every cell of the screen.
    let (isAlternate, isHalf) = (screen.isAlternate, screen.isInFrame)
    let isKeypadApplication = screen.isKeypadApplication
    #expect(!isAlternate && !isHalf && !isKeypadApplication)
    #expect(screen.modes == [7, 25], "modes that are left: \(screen.modes)")
    #expect(terminal.settings?.isSane == true)
    #expect(terminal.settings == fresh)
    // CAN ends what a fault, or a stalled terminal, has cut off.
    let cancelled = ["control 24", "a sequence was cancelled"]
    let unknown = screen.unknown.filter { !cancelled.contains($0) }
    #expect(unknown == [], "not understood: \(unknown)")
  }

  /// Three numbers as commands take them.
  static func text(_ voxel: [Int]) -> String { voxel.map(String.init).joined(separator: ",") }

  /// The settings of a terminal that nobody has touched.
  static func freshSettings() throws -> LineSettings {
    let terminal = try PseudoTerminal(command: ["true"], columns: 80, rows: 24)
    _ = terminal.wait(timeout: 30)
    return try #require(terminal.settings)
  }
}

extension Workbench {
  /// Starts `condyle review` on a terminal.
  func review(
    _ arguments: String..., columns: Int = 120, rows: Int = 40, environment: [String: String] = [:]
  ) throws -> ScreenSitting {
    try ScreenSitting(
      self, command: [Program.path, "review"] + arguments, columns: columns, rows: rows,
      environment: environment)
  }

  /// A folder with the small knee.
  static func withSmallKnee() throws -> Workbench {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    return bench
  }

  /// Starts a sitting with a new case of the small knee and waits for its screen.
  func reviewSmallKnee(_ arguments: String...) throws -> ScreenSitting {
    try ScreenSitting(
      self, command: [Program.path, "review"] + Self.smallKnee + arguments
    ).waitForStart()
  }

  /// The arguments that name the small knee and its case.
  static let smallKnee = ["ct.nii", "labels.nii", "--case", "k.condyle", "--code", "K7Q2"]

  /// What `verify` says about a case, which must be sound and not be held by anybody.
  func verified(_ name: String = "k.condyle", sourceLocation: SourceLocation = #_sourceLocation)
    throws -> [String: Any]
  {
    let outcome = try run("verify", name, "--json")
    #expect(outcome.status == 0, "\(outcome.all)", sourceLocation: sourceLocation)
    #expect(outcome.json["chain_ok"] as? Bool == true, sourceLocation: sourceLocation)
    #expect(outcome.json["state_ok"] as? Bool == true, sourceLocation: sourceLocation)
    return outcome.json
  }

  /// The digest of the small knee's labels after a script.
  func digest(after script: String) throws -> String {
    let name = "script-\(UUID().uuidString).condyle"
    let outcome = try run("run", "ct.nii", "labels.nii", "--case", name, "-c", script)
    try #require(outcome.status == 0, "\(outcome.all)")
    return try #require(verified(name)["labels_sha256"] as? String)
  }
}
