internal import Foundation

/// A tmux server of its own with one window, without anybody's settings.
///
/// A class so that `deinit` can end the server.
public final class TmuxServer {
  /// What tmux refused.
  public struct Failure: Error, CustomStringConvertible {
    /// The arguments and the answer.
    public let description: String
  }

  /// Why a test is skipped where tmux is not installed.
  public static let absence = "skipped: tmux is not installed"

  /// Whether tmux is on the path.
  public static let isInstalled: Bool = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: $0 + "/tmux")
    }
  }()

  /// The name of its socket, for `tmux -L`.
  public let name = "condyle-test-" + UUID().uuidString
  private let environment: [String: String]

  /// Starts a program in a window of the given size; the environment is made as for
  /// `PseudoTerminal`, and tmux sets its own `TERM`.
  public init(
    command: [String], columns: Int, rows: Int, environment: [String: String] = [:]
  ) throws {
    self.environment = environment
    // Without a status line the window has all the rows; escape keys arrive without a delay; what
    // ended stays to be read.
    try run(
      [
        "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "cat", ";",
        "set", "-g", "status", "off", ";", "set", "-s", "escape-time", "0", ";",
        "set", "-g", "remain-on-exit", "on", ";", "resize-window", "-x", "\(columns)", "-y",
        "\(rows)", ";", "respawn-pane", "-k", "--",
      ] + command)
  }

  deinit { _ = try? run(["kill-server"]) }

  /// Presses keys by tmux's names, such as `Up`, `C-c` or `x`.
  public func sendKeys(_ keys: String...) throws { try run(["send-keys", "--"] + keys) }

  /// Types text as it stands.
  public func type(_ text: String) throws { try run(["send-keys", "-l", "--", text]) }

  /// The window's text; with `colours` also its SGR sequences, and the spaces at the ends of lines.
  public func capture(colours: Bool = false) throws -> String {
    try run(["capture-pane", "-p"] + (colours ? ["-e", "-N"] : []))
  }

  /// Captures until a condition is met; the failure shows what was there.
  public func wait(
    for what: String = "the window to be as wanted", timeout: Double = 30, colours: Bool = false,
    _ isMet: (String) -> Bool
  ) throws {
    let limit = ContinuousClock.now + .seconds(timeout)
    while true {
      let text = try capture(colours: colours)
      if isMet(text) { return }
      guard ContinuousClock.now < limit else {
        throw Failure(description: "\(timeout) s were not enough for \(what). Window:\n\(text)")
      }
    }
  }

  /// Changes the window's size.
  public func resize(columns: Int, rows: Int) throws {
    try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// A terminal that shows the window and works it, as somebody who attaches to tmux has it.
  public func attach(columns: Int, rows: Int) throws -> TerminalSession {
    try TerminalSession(
      command: ["tmux", "-L", name, "attach"], columns: columns, rows: rows,
      environment: environment)
  }

  /// What tmux says about the window, by a format such as `#{pane_dead_status}`.
  public func ask(_ format: String) throws -> String {
    try run(["display-message", "-p", format]).trimmingCharacters(in: .newlines)
  }

  /// Runs tmux with arguments; what it said.
  @discardableResult
  public func run(_ arguments: [String]) throws -> String {
    // Not by Foundation's Process: used from several tests at once it was seen never to come back.
    let client = try PseudoTerminal(
      command: ["tmux", "-L", name] + arguments, columns: 500, rows: 100, environment: environment)
    guard let end = client.wait(timeout: 30) else {
      throw Failure(description: "tmux \(arguments.joined(separator: " ")) did not end")
    }
    let said = String(decoding: client.read(timeoutMilliseconds: 0), as: UTF8.self)
    let text = said.replacing("\r\n", with: "\n")
    guard end == .exited(0) else {
      throw Failure(description: "tmux \(arguments.joined(separator: " ")): \(text)")
    }
    return text
  }
}
