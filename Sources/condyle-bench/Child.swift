internal import FoundationEssentials
internal import Foundation

/// A process that is run to its end and timed from outside.
enum Child {
  /// Runs a program, gives its wall time in ms and what it printed; nil when it fails or is missing.
  static func run(_ program: String, _ arguments: [String]) -> (time: Double, out: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    let start = Timing.now()
    guard (try? process.run()) != nil else { return nil }
    let out = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let time = Timing.now() - start
    guard process.terminationStatus == 0 else { return nil }
    return (time, String(decoding: out, as: UTF8.self))
  }
}
