internal import Files
internal import TOMLKit

/// Settings as TOML.
///
/// ```
/// theme = "dark"
/// color = "auto"        # or rgb, 256, 16, mono
/// mouse = true
/// quality = "auto"      # or full, steady, coarse
/// sharp = "auto"        # or off, quadrant, sextant
/// [keys]
/// preset = "condyle"    # or itksnap, slicer
/// [keys.bind]
/// "ctrl-b" = "brush larger"
/// "F2" = "sign"
/// "K" = "none"
/// ```
public enum SettingsFile {
  /// What a file says, and what is wrong with it.
  public struct Reading: Hashable, Sendable {
    /// Where it lies.
    public let path: String
    /// What it says, without what is wrong.
    public let settings: Settings
    /// What is wrong, each with its key path.
    public let mistakes: [String]
  }

  /// Where the file of an environment's user lies; nil without a home.
  public static func path(environment: [String: String]) -> String? {
    // A relative path is to be ignored (XDG Base Directory Specification).
    if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") {
      return config + "/condyle/config.toml"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.config/condyle/config.toml"
  }

  /// What a file says; nil when there is none.
  ///
  /// - Throws: `SettingsError` for a file that cannot be read or is no TOML.
  public static func read(_ path: String) throws(SettingsError) -> Reading? {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(path, limit: 1 << 16)
    } catch FileError.missing {
      return nil
    } catch FileError.unreadable(_, let code) {
      throw .unreadable(path: path, reason: FileError.reason(code))
    } catch FileError.notAFile {
      throw .unreadable(path: path, reason: "it is no regular file")
    } catch FileError.tooLarge(_, let bytes, let limit) {
      throw .unreadable(path: path, reason: "it holds \(bytes) bytes, at most \(limit) are read")
    } catch {
      throw .unreadable(path: path, reason: SafeText.cleaned("\(error)", limit: 160))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .mistakes(path: path, ["the file is not UTF-8 text"])
    }
    return try reading(text, path: path)
  }

  /// What a text says; `path` is for messages.
  public static func reading(_ text: String, path: String) throws(SettingsError) -> Reading {
    // The parser takes a C string and would not see what comes behind.
    guard !text.utf8.contains(0) else {
      throw .mistakes(path: path, ["the file holds a NUL character"])
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw .syntax(
        path: path, line: error.source.begin.line, column: error.source.begin.column,
        text: TOMLMistake.words(error, in: text))
    } catch {
      throw .mistakes(path: path, ["the file is no TOML"])
    }
    var reader = SettingsReader(table)
    let settings = reader.settings()
    return Reading(path: path, settings: settings, mistakes: reader.mistakes)
  }
}
