public import Foundation

/// The environment of a program under test: the same wherever the tests run.
public enum ChildEnvironment {
  /// What the child gets when the caller adds `own`; an empty value there removes a variable.
  ///
  /// Only what a program needs to be found and loaded is inherited. So neither a multiplexer around
  /// the tests (TMUX, STY) nor its size (LINES, COLUMNS) nor its colours (COLORTERM, NO_COLOR) can
  /// reach the child.
  public static func merged(
    with own: [String: String],
    inheriting all: [String: String] = ProcessInfo.processInfo.environment
  ) -> [String: String] {
    let inherited = all.filter { kept.contains($0.key) }
    return inherited.merging(fixed) { $1 }.merging(own) { $1 }.filter { !$0.value.isEmpty }
  }

  private static let kept: Set<String> = ["PATH", "LD_LIBRARY_PATH", "TMPDIR", "USER", "LOGNAME"]

  // Below /dev/null nobody, not even root, can make a folder: a test that forgot to give one fails.
  private static let fixed = [
    "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": "/dev/null/home",
    "XDG_STATE_HOME": "/dev/null/state", "SWIFT_BACKTRACE": "enable=no",
  ]
}
