internal import Glibc

/// Paths that mean the same from every folder.
enum AbsolutePath {
  /// The path from the root, links resolved where it exists.
  static func of(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
