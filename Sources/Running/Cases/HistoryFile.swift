internal import Files
internal import Glibc
internal import Viewing

/// The lines that a user has typed, in a file of one line each, oldest first.
struct HistoryFile {
  /// Where it lies.
  let path: String

  /// The history in a folder for what a user's programs remember.
  init(stateFolder: String) { path = stateFolder + "/history" }

  /// The lines; none when there is no file, or it cannot be read.
  func lines() -> [String] {
    guard let bytes = try? InputFile.read(path, limit: 1 << 22) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Adds lines to what stands in the file by then, which another sitting may have changed.
  ///
  /// - Throws: `FileError` when the file cannot be written; it is as before then.
  func add(_ typed: [String]) throws {
    guard !typed.isEmpty else { return }
    let folder = OutputFile.folder(of: path)
    try OutputFile.makeFolder(folder)
    let lock = open(folder + "/history.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    defer { if lock >= 0 { close(lock) } }
    // Sittings that end together wait for one another, but nobody waits for one that hangs.
    for _ in 0..<50 where lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) != 0 { usleep(10_000) }
    let merged = TypedHistory.merged(lines(), with: typed)
    let text = merged.map { $0 + "\n" }.joined()
    try OutputFile.write(Array(text.utf8), to: path, replace: true)
  }
}
