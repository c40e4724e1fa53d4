internal import Glibc

/// The folder for what this user's programs remember.
public enum StateFolder {
  /// `$XDG_STATE_HOME/condyle`, else `~/.local/state/condyle` (XDG Base Directory Specification).
  public static var path: String {
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/condyle" }
    let home = environment("HOME") ?? getpwuid(geteuid()).map { String(cString: $0.pointee.pw_dir) }
    return (home ?? "/var/tmp") + "/.local/state/condyle"
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
