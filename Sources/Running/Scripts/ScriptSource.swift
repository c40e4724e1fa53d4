public import Files
internal import Glibc

/// Commands from somewhere, and what to call that place in an error.
public struct ScriptSource: Sendable {
  /// Such as "repair.txt", "standard input" or "-c".
  public let name: String
  /// The commands.
  public let text: String

  /// Commands given on the command line.
  public static func text(_ text: String) -> ScriptSource {
    ScriptSource(name: "-c", text: text)
  }

  /// Commands from a file, or from standard input for "-"; at most 16 MiB of UTF-8.
  ///
  /// - Throws: `FileError`, or `ScriptSourceError` when the bytes are not UTF-8.
  public static func file(_ path: String) throws -> ScriptSource {
    let isInput = path == "-"
    let bytes = isInput ? try standardInput() : try InputFile.read(path, limit: limit)
    let name = isInput ? "standard input" : SafeText.path(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ScriptSourceError(name: name)
    }
    return ScriptSource(name: name, text: text)
  }

  private static let limit = 16 << 20

  private static func standardInput() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let got = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      bytes += buffer[..<got]
      guard bytes.count <= limit else {
        throw FileError.tooLarge(path: "standard input", bytes: bytes.count, limit: limit)
      }
    }
    return bytes
  }
}

/// A script that is not text.
public struct ScriptSourceError: ExplainedError {
  /// Where it came from.
  public let name: String

  /// The sentence for the user.
  public var message: String { "\(name) is not UTF-8 text. Give a script with one command a line." }
  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
