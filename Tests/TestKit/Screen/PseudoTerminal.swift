internal import Foundation
internal import Glibc

/// A program on a pseudo terminal of its own, driven from the side where the terminal would be.
///
/// A class because the child has one identity: it is reaped once, and killed when nobody holds it.
/// Use one from a single thread.
///
/// The child leads a session of its own, so its process group is orphaned and the kernel drops
/// SIGTSTP, SIGTTIN and SIGTTOU sent to it: to test suspending, start it from a shell with
/// `set -m`.
public final class PseudoTerminal {
  /// What can go wrong while starting or writing.
  public struct Failure: Error, CustomStringConvertible {
    /// What was wrong.
    public let description: String
  }

  /// The child's process id, which is also its session and process group.
  public let processID: Int32
  /// The terminal's path, such as `/dev/pts/3`.
  public let path: String
  /// How the child ended, once that is known.
  public private(set) var end: ChildEnd?
  /// Whether the terminal may still say something; false after a hang-up, and once every process has
  /// closed its side and all output has been read.
  public var isOpen: Bool { master >= 0 && !isExhausted || !unread.isEmpty }

  private var master: Int32
  private var isExhausted = false
  private var unread: [UInt8] = []

  /// Starts a program on a new terminal.
  ///
  /// - Parameters:
  ///   - command: the program, found on the path when it has no slash, and its arguments.
  ///   - environment: added to what `ChildEnvironment` gives; `HOME` and `XDG_STATE_HOME` point
  ///     nowhere unless they are given here.
  ///   - workingFolder: where it starts; where this process is when nil.
  public init(
    command: [String], columns: Int, rows: Int, environment: [String: String] = [:],
    workingFolder: String? = nil
  ) throws {
    // Swift does not see posix_openpt and its family; this is what they do on Linux.
    let master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    guard master >= 0 else { throw Failure(description: "no pseudo terminal: errno \(errno)") }
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    var size = Self.windowSize(columns: columns, rows: rows)
    guard ioctl(master, Request.lock, &unlocked) == 0, ioctl(master, Request.number, &number) == 0,
      ioctl(master, UInt(TIOCSWINSZ), &size) == 0
    else {
      let code = errno
      close(master)
      throw Failure(description: "the pseudo terminal cannot be set up: errno \(code)")
    }
    path = "/dev/pts/\(number)"
    do {
      processID = try Self.spawn(
        (workingFolder.map { ["/usr/bin/env", "-C", $0] } ?? []) + command, on: path,
        environment: ChildEnvironment.merged(with: environment))
    } catch {
      close(master)
      throw error
    }
    self.master = master
  }

  deinit {
    if end == nil {
      kill(processID, SIGKILL)
      var status: Int32 = 0
      while waitpid(processID, &status, 0) < 0, errno == EINTR {}
    }
    if master >= 0 { close(master) }
  }

  // MARK: - What goes in and out

  /// Types text into the terminal.
  public func write(_ text: String, timeout: Double = 20) throws {
    try write(Array(text.utf8), timeout: timeout)
  }

  /// Sends bytes into the terminal; what the child says meanwhile is kept for `read`, so that two
  /// full buffers cannot wait for each other.
  public func write(_ bytes: [UInt8], timeout: Double = 20) throws {
    let limit = ContinuousClock.now + .seconds(timeout)
    var done = 0
    while done < bytes.count {
      guard master >= 0 else { throw Failure(description: "the terminal has hung up") }
      let sent = bytes[done...].withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
      if sent > 0 {
        done += sent
      } else if sent < 0, errno != EAGAIN, errno != EINTR {
        throw Failure(description: "the terminal takes no input: errno \(errno)")
      } else {
        guard ContinuousClock.now < limit else {
          throw Failure(description: "the child read \(done) of \(bytes.count) bytes and no more")
        }
        wait(for: POLLIN | POLLOUT, milliseconds: 50)
        drain()
      }
    }
  }

  /// Reads what the child has said, waiting for the first byte at most so long.
  ///
  /// Empty when nothing came; `isOpen` tells whether more can come.
  public func read(timeoutMilliseconds: Int) -> [UInt8] {
    if unread.isEmpty, master >= 0, !isExhausted {
      wait(for: POLLIN, milliseconds: timeoutMilliseconds)
    }
    drain()
    defer { unread = [] }
    return unread
  }

  /// Changes the window's size, which sends the foreground processes SIGWINCH.
  public func resize(columns: Int, rows: Int) {
    var size = Self.windowSize(columns: columns, rows: rows)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  // MARK: - The child

  /// Sends the child a signal, such as `SIGTERM`.
  public func send(_ signal: Int32) {
    if isRunning { kill(processID, signal) }
  }

  /// Closes the terminal as a lost connection does: the child gets SIGHUP, and then EIO.
  public func hangUp() {
    guard master >= 0 else { return }
    drain()
    close(master)
    master = -1
  }

  /// Whether the child has not ended yet.
  public var isRunning: Bool {
    reap()
    return end == nil
  }

  /// Waits for the child's end while keeping its output for `read`; nil when the time is over.
  public func wait(timeout: Double) -> ChildEnd? {
    let limit = ContinuousClock.now + .seconds(timeout)
    while isRunning, ContinuousClock.now < limit {
      if master >= 0, !isExhausted {
        wait(for: POLLIN, milliseconds: 10)
        drain()
      } else {
        usleep(2000)
      }
    }
    drain()
    return end
  }

  /// The terminal's line settings; nil after a hang-up.
  public var settings: LineSettings? { LineSettings(ofTerminal: master) }

  /// The size the kernel has noted for the terminal; nil after a hang-up.
  public var size: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(master, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// What the kernel says about the child; nil once it has ended.
  public var usage: ProcessUsage? { isRunning ? ProcessUsage(of: processID) : nil }

  // MARK: - Inside

  private enum Request {
    static let number: UInt = 0x8004_5430  // TIOCGPTN, a macro Swift cannot see
    static let lock: UInt = 0x4004_5431  // TIOCSPTLCK, likewise
    static let ownSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, likewise
  }

  private static func windowSize(columns: Int, rows: Int) -> winsize {
    winsize(
      ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
  }

  private static func spawn(
    _ command: [String], on path: String, environment: [String: String]
  ) throws -> Int32 {
    guard let program = command.first else { throw Failure(description: "no program to start") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by the leader of a new session, without O_NOCTTY: it becomes the controlling terminal.
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | Request.ownSession
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let words = command.map { strdup($0) } + [nil]
    let values = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + values).forEach { free($0) } }
    var id: pid_t = 0
    let code = posix_spawnp(&id, program, &actions, &attributes, words, values)
    guard code == 0 else {
      throw Failure(description: "\(program) cannot be started: errno \(code)")
    }
    return id
  }

  private func wait(for events: Int32, milliseconds: Int) {
    var asked = pollfd(fd: master, events: Int16(events), revents: 0)
    _ = poll(&asked, 1, Int32(clamping: milliseconds))
  }

  /// Takes all that is there now.
  private func drain() {
    guard master >= 0, !isExhausted else { return }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let got = Glibc.read(master, &buffer, buffer.count)
      guard got > 0 else {
        if got < 0, errno == EINTR { continue }
        // EIO: the last process has closed its side. EAGAIN: nothing there now.
        if got == 0 || errno != EAGAIN { isExhausted = true }
        return
      }
      unread += buffer[..<got]
    }
  }

  private func reap() {
    guard end == nil else { return }
    var status: Int32 = 0
    if waitpid(processID, &status, WNOHANG) == processID { end = ChildEnd(waitStatus: status) }
  }
}
