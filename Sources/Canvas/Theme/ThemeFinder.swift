internal import Files
internal import Glibc

/// Finds themes by name or by path.
///
/// A value that knows where to look, made from an environment and the place of the program, so that
/// tests need neither.
public struct ThemeFinder: Hashable, Sendable {
  /// The folders in which names are looked for, the user's first.
  public let folders: [String]

  /// Takes an environment and the path of the running program.
  ///
  /// The user's own folder is `$XDG_CONFIG_HOME/condyle/themes`, else `~/.config/condyle/themes`.
  /// Behind it come folders called `Themes`: beside the program, and in at most 6 folders above, so
  /// that a program that was built in a repository finds that repository's.
  public init(environment: [String: String], program: String) {
    var folders: [String] = []
    // A relative path is to be ignored (XDG Base Directory Specification).
    if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") {
      folders.append(config + "/condyle/themes")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folders.append(home + "/.config/condyle/themes")
    }
    var parts = program.split(separator: "/").dropLast()
    if program.hasPrefix("/") {
      for _ in 0...Self.levels {
        folders.append((parts + ["Themes"]).reduce("") { $0 + "/" + $1 })
        guard parts.popLast() != nil else { break }
      }
    }
    self.folders = folders
  }

  /// How many folders above the program's are looked into.
  static let levels = 6

  /// A finder for this process.
  public static var here: ThemeFinder {
    var environment: [String: String] = [:]
    for name in ["XDG_CONFIG_HOME", "HOME"] {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    // Longer than any path that the system gives.
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let bytes = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    let program = String(decoding: bytes, as: UTF8.self)
    return ThemeFinder(environment: environment, program: program)
  }

  /// The theme of a name, or of a path: a word with "/" or with ".toml" at its end.
  ///
  /// Without any file of that name, `dark` is the theme that is built in.
  ///
  /// - Throws: `ThemeError`, or `FileError` for a file that cannot be read.
  public func theme(_ word: String) throws -> Theme {
    if word.contains("/") || word.hasSuffix(".toml") { return try ThemeFile.read(word) }
    guard Self.isName(word) else { throw ThemeError.notAName(word) }
    for folder in folders {
      do {
        return try ThemeFile.read("\(folder)/\(word).toml")
      } catch FileError.missing {
        continue
      }
    }
    guard word != Theme.dark.name else { return .dark }
    throw ThemeError.unknown(name: word, found: names)
  }

  /// The names that `theme` knows, sorted.
  public var names: [String] {
    var names: Set<String> = [Theme.dark.name]
    for folder in folders {
      guard let stream = opendir(folder) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let file = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard file.hasSuffix(".toml") else { continue }
        let name = String(file.dropLast(5))
        if Self.isName(name) { names.insert(name) }
      }
    }
    return names.sorted()
  }

  /// Whether a word may be a theme's name: letters, digits, "-" and "_", at most 64.
  public static func isName(_ word: String) -> Bool {
    (1...64).contains(word.utf8.count)
      && word.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
