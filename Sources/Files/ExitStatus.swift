/// The exit codes of the program, after `sysexits.h`.
public enum ExitStatus: Int32, Error, Sendable, CaseIterable {
  /// The work was done; drafts alone are no failure.
  case done = 0
  /// A check found what it was asked to look for.
  case found = 1
  /// The command line is wrong, or a terminal is needed.
  case usage = 64
  /// The data, a script or a case file cannot be used as it is.
  case badData = 65
  /// An input does not exist or may not be read.
  case inputMissing = 66
  /// An output cannot be created, or would overwrite something.
  case cannotCreate = 73
  /// Reading or writing failed half way, or the disk is full.
  case ioError = 74
  /// Somebody else has the case open.
  case inUse = 75
}
