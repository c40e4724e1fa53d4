import Foundation
import Glibc
import Testing

/// The built program, run as a user would run it.
///
/// Output goes to files, not pipes: nothing can fill up, and what a killed program had said is there.
enum Program {
  /// What one run gave.
  struct Outcome {
    /// The exit code; the negative number of the signal that ended the program.
    let status: Int32
    let out: String
    let err: String
    /// How long it took, in seconds.
    let seconds: Double

    /// The JSON object on standard output.
    var json: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(out.utf8))) as? [String: Any] ?? [:]
    }

    /// The lines on standard output.
    var lines: [String] { out.split(separator: "\n").map(String.init) }

    /// Everything that was said.
    var all: String { out + err }
  }

  /// The binary beside the test bundle.
  static let path: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("condyle")
      .path
  }()

  /// The root of the repository.
  static var repository: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Runs the program to its end; one that takes longer than `limit` seconds is killed.
  ///
  /// - Parameter state: the per-user state folder; every test has its own.
  static func run(
    _ arguments: [String], state: String, input: String? = nil, folder: String? = nil,
    limit: Double = 60
  ) throws -> Outcome {
    try start(arguments, state: state, input: input.map { Array($0.utf8) }, folder: folder)
      .wait(limit: limit)
  }

  /// Starts the program and does not wait.
  static func start(
    _ arguments: [String], state: String, input: [UInt8]? = nil, folder: String? = nil
  ) throws -> RunningProgram {
    try RunningProgram([path] + arguments, state: state, input: input, folder: folder)
  }

  /// Runs another program, such as `python3`, found on the path.
  static func other(_ arguments: [String], state: String) throws -> Outcome {
    try RunningProgram(["/usr/bin/env"] + arguments, state: state, input: nil, folder: nil)
      .wait(limit: 120)
  }
}

/// A child that has been started.
///
/// A class because the child has one identity and is reaped once.
final class RunningProgram {
  let id: pid_t
  private let outPath: String
  private let errPath: String
  private let inPath: String
  private let began = ContinuousClock.now
  private var ended: Int32?

  init(_ arguments: [String], state: String, input: [UInt8]?, folder: String?) throws {
    // Swift does not see the spawn action that changes the folder; env becomes the program it starts.
    let arguments = (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + arguments
    let stem = NSTemporaryDirectory() + "condyle-run-" + UUID().uuidString
    (outPath, errPath, inPath) = (stem + ".out", stem + ".err", stem + ".in")
    if let input { try Data(input).write(to: URL(fileURLWithPath: inPath)) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let made = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND
    posix_spawn_file_actions_addopen(
      &actions, 0, input == nil ? "/dev/null" : inPath, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, outPath, made, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errPath, made, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_STATE_HOME"] = state
    environment["SWIFT_BACKTRACE"] = "enable=no"
    let words = arguments.map { strdup($0) } + [nil]
    let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var id: pid_t = 0
    let code = posix_spawn(&id, arguments[0], &actions, &attributes, words, settings)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    self.id = id
  }

  deinit {
    if ended == nil {
      kill(id, SIGKILL)
      _ = reap(0)
    }
    for path in [outPath, errPath, inPath] { unlink(path) }
  }

  /// What it has said on standard output so far.
  var saidSoFar: String { Self.text(outPath) }

  /// Sends a signal.
  func send(_ signal: Int32) {
    if ended == nil { kill(id, signal) }
  }

  /// Waits until it has said something on standard output, has ended, or `limit` seconds are over.
  func waitUntil(limit: Double = 30, _ said: (String) -> Bool) -> Bool {
    while seconds < limit {
      if said(saidSoFar) { return true }
      if reap(WNOHANG) { return said(saidSoFar) }
      usleep(2_000)
    }
    return false
  }

  /// Waits for its end; kills it after `limit` seconds.
  func wait(limit: Double = 60) -> Program.Outcome {
    while !reap(WNOHANG) {
      if seconds > limit {
        Issue.record("the program still ran after \(limit) s")
        send(SIGKILL)
      }
      usleep(2_000)
    }
    let status = ended ?? 0
    let signal = status & 0x7F
    return Program.Outcome(
      status: signal == 0 ? (status >> 8) & 0xFF : -signal, out: Self.text(outPath),
      err: Self.text(errPath), seconds: seconds)
  }

  private var seconds: Double { (ContinuousClock.now - began) / .seconds(1) }

  private func reap(_ options: Int32) -> Bool {
    if ended != nil { return true }
    var status: Int32 = 0
    guard waitpid(id, &status, options) == id else { return false }
    ended = status
    return true
  }

  private static func text(_ path: String) -> String {
    String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data(), as: UTF8.self)
  }
}
