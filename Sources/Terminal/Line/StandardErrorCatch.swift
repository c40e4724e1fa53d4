internal import CNcurses
internal import Glibc

/// Keeps what is written to standard error while the screen is up, in memory only: it would land on
/// the picture, and a file could keep what nobody wanted kept.
nonisolated struct StandardErrorCatch {
  /// Standard error as it was.
  let original: Int32
  /// What was written: the first 64 KiB.
  let memory: Int32

  /// Begins; nil when standard error is no terminal and may be written to.
  init?() {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    memory = condyle_memory_file(65_536)
    guard original >= 0, memory >= 0 else {
      if original >= 0 { close(original) }
      if memory >= 0 { close(memory) }
      return nil
    }
    catchAgain()
  }

  /// Catches after `pause`.
  func catchAgain() { dup2(memory, STDERR_FILENO) }

  /// Standard error is the terminal for a while.
  func pause() { dup2(original, STDERR_FILENO) }

  /// Ends, and writes the last 4 KiB of what was caught to the terminal.
  func end() {
    pause()
    condyle_copy_text(memory, original)
    close(original)
    close(memory)
  }
}
