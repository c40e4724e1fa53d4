import Foundation
import Glibc
import TestKit
import Testing

/// A folder for one test, with its own state folder for the program.
struct Workbench {
  private let folder: TemporaryFolder
  /// The state folder; outside the folder in which inputs and outputs lie.
  let state: String
  /// The folder for inputs and outputs.
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    state = folder.path("state")
    path = folder.path("work")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { path + "/" + name }

  /// Runs the program.
  func run(_ arguments: String..., input: String? = nil) throws -> Program.Outcome {
    try Program.run(arguments, state: state, input: input, folder: path)
  }

  /// Runs the program on a list of arguments.
  func run(_ arguments: [String], input: String? = nil, limit: Double = 60) throws
    -> Program.Outcome
  {
    try Program.run(arguments, state: state, input: input, folder: path, limit: limit)
  }

  /// Starts the program.
  func start(_ arguments: String...) throws -> RunningProgram {
    try Program.start(arguments, state: state, folder: path)
  }

  /// Writes a file.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: path(name)).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// Writes a text.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  /// The bytes of a file.
  func read(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The JSON object in a file.
  func json(_ name: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(read(name)))
    return try #require(object as? [String: Any])
  }

  /// The names of everything below a folder, sorted.
  func names(_ folder: String = "") -> [String] {
    (try? FileManager.default.subpathsOfDirectory(atPath: path(folder)))?.sorted() ?? []
  }

  /// The last three digits of a file's mode, in octal.
  func mode(_ name: String) -> String {
    var status = stat()
    guard stat(path(name), &status) == 0 else { return "none" }
    return String(status.st_mode & 0o777, radix: 8)
  }

  /// Every file below this test's folders, the state folder included.
  func everyFile() -> [(name: String, bytes: [UInt8])] {
    let root = folder.path
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return names.compactMap { name in
      guard let data = FileManager.default.contents(atPath: root + "/" + name) else { return nil }
      return (name, [UInt8](data))
    }
  }
}

extension Sequence<UInt8> {
  /// Whether a text occurs in these bytes.
  func holds(_ text: String) -> Bool { Data(self).range(of: Data(text.utf8)) != nil }
}

/// Numbers that are the same again for the same seed (SplitMix64; Steele, Lea and Flood, 2014).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
