import Foundation
import Testing

/// The built program, run as a user would run it.
enum Program {
  /// What one run gave.
  struct Outcome {
    let status: Int32
    let out: String
    let err: String

    /// The JSON object on standard output.
    var json: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(out.utf8))) as? [String: Any] ?? [:]
    }
  }

  /// The binary beside the test bundle.
  static var path: String {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("condyle")
      .path
  }

  /// The committed sample.
  static var sample: String { repository.appendingPathComponent("Samples/knee").path }

  /// The root of the repository.
  static var repository: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Runs the program to its end.
  ///
  /// - Parameter state: the per-user state folder; every test has its own.
  static func run(
    _ arguments: [String], state: String, input: String? = nil
  ) throws -> Outcome {
    let process = try start(arguments, state: state, input: input)
    // Both pipes are drained at once: a full one would stop the program.
    let errors = DispatchQueue(label: "errors")
    nonisolated(unsafe) var err = Data()
    let done = DispatchSemaphore(value: 0)
    let errorHandle = process.err.fileHandleForReading
    errors.async {
      err = errorHandle.readDataToEndOfFile()
      done.signal()
    }
    let out = process.out.fileHandleForReading.readDataToEndOfFile()
    done.wait()
    process.process.waitUntilExit()
    return Outcome(
      status: process.process.terminationStatus, out: String(decoding: out, as: UTF8.self),
      err: String(decoding: err, as: UTF8.self))
  }

  /// Starts the program and does not wait.
  static func start(
    _ arguments: [String], state: String, input: String? = nil
  ) throws -> (process: Process, out: Pipe, err: Pipe) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_STATE_HOME"] = state
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    if let input {
      let pipe = Pipe()
      process.standardInput = pipe
      try process.run()
      pipe.fileHandleForWriting.write(Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    } else {
      process.standardInput = FileHandle.nullDevice
      try process.run()
    }
    return (process, out, err)
  }
}
