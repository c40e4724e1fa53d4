internal import Files
internal import TOMLKit

/// Themes as TOML.
///
/// ```
/// name = "dark"
/// [palette]            # names for colours that several roles share; may be absent
/// ink = "#e8eaed"
/// [roles]              # every one of `Theme.roles`
/// text = "ink"
/// ground = "#14161a"
/// [labels]
/// colours = ["#56b4e9", …]      # 4 to 32, by role from 1
/// [heat]
/// low = "#ffbf00"               # never near grey, also in between: CT is grey
/// middle = "#ff5a36"
/// high = "#e800b0"
/// [change]             # one of them clearly darker than the other
/// inside = "#3a50ff"
/// outside = "#9be800"
/// ```
public enum ThemeFile {
  /// The theme in a file.
  ///
  /// - Throws: `FileError`, or `ThemeError.syntax` or `.mistakes`.
  public static func read(_ path: String) throws -> Theme {
    let bytes = try InputFile.read(path, limit: 1 << 16)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ThemeError.mistakes(path: path, ["the file is not UTF-8 text"])
    }
    return try theme(text, path: path)
  }

  /// The theme that a text describes; `path` is for messages.
  public static func theme(_ text: String, path: String) throws(ThemeError) -> Theme {
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
    var reader = ThemeReader(table)
    let theme = reader.theme()
    guard reader.mistakes.isEmpty else { throw .mistakes(path: path, reader.mistakes) }
    return theme
  }
}
