internal import Glibc

/// "~/" at the beginning of a path that was typed.
enum HomePath {
  /// The path with the home folder in the place of "~"; without a home it stays as it is.
  static func expanded(
    _ path: String, home: String? = getenv("HOME").map { String(cString: $0) }
  ) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home, home.hasPrefix("/") else { return path }
    return home + path.dropFirst()
  }
}
