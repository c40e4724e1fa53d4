internal import Glibc

/// What a case needs to know of the world: who works, where, when, and chance.
///
/// Nothing in this room reads a clock, an environment variable or random bytes by itself, so a test
/// can fix them all.
public struct CaseContext: Sendable {
  /// The per-user folder for state, such as `~/.local/state/condyle`.
  public var stateFolder: String
  /// Who works.
  public var author: Author
  /// The process.
  public var processID: Int32
  /// Which start of the machine this is.
  public var bootID: String
  /// Microseconds since 1970, UTC.
  public var now: @Sendable () -> Int64
  /// So many random bytes.
  public var randomBytes: @Sendable (Int) -> [UInt8]
  /// The kind of file system that holds a path, such as "ext4"; nil when unknown.
  public var fileSystem: @Sendable (String) -> String?

  /// Takes everything.
  public init(
    stateFolder: String, author: Author, processID: Int32, bootID: String,
    now: @escaping @Sendable () -> Int64, randomBytes: @escaping @Sendable (Int) -> [UInt8],
    fileSystem: @escaping @Sendable (String) -> String?
  ) {
    self.stateFolder = stateFolder
    self.author = author
    self.processID = processID
    self.bootID = bootID
    self.now = now
    self.randomBytes = randomBytes
    self.fileSystem = fileSystem
  }

  /// The context of the running process, from the operating system.
  ///
  /// - Parameter claim: the name given with `--by`.
  public static func ofThisProcess(stateFolder: String, claim: String? = nil) -> CaseContext {
    var name = [CChar](repeating: 0, count: 256)
    let host = gethostname(&name, name.count - 1) == 0 ? text(name) : "unknown"
    let user = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())"
    var terminal = [CChar](repeating: 0, count: 256)
    let hasTerminal = ttyname_r(STDIN_FILENO, &terminal, terminal.count) == 0
    return CaseContext(
      stateFolder: stateFolder,
      author: Author(
        user: user, host: host, terminal: hasTerminal ? text(terminal) : "", claim: claim),
      processID: getpid(), bootID: SystemFile.lines("/proc/sys/kernel/random/boot_id").first ?? "",
      now: {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
      },
      randomBytes: { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      },
      fileSystem: { FileSystem.kind(of: $0) })
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
