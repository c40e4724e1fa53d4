internal import Foundation

/// Times of other programs on the same work, measured in the same run by a command of theirs.
struct PeerTimes {
  private var milliseconds: [String: Double] = [:]

  /// Runs `COMMAND LABELS --noqa --reps N --only NAMES`, which prints a JSON object a line with `name` and
  /// `wall_s`; other lines, and measures whose library is missing, are told and left out.
  init(_ command: String, labels: String, runs: Int, names: [String]) throws {
    func quoted(_ text: String) -> String {
      "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      "\(command) \(quoted(labels)) --noqa --reps \(runs) --only "
        + quoted(names.joined(separator: ",")),
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)),
        let fields = object as? [String: Any], let name = fields["name"] as? String,
        let seconds = fields["wall_s"] as? Double
      else {
        print("  no time of a peer: \(line.prefix(160))")
        continue
      }
      milliseconds[name] = seconds * 1000
    }
  }

  /// Prints our median, the peer's, and their ratio beside the one that is wanted.
  func compare(_ work: String, _ ours: Double?, with name: String, target: Double?) {
    guard let ours, let theirs = milliseconds[name] else { return }
    let wanted = target.map { ", wanted 1/\(Timing.fixed($0))" } ?? ""
    print(
      "\(work)   \(Timing.fixed(ours)) ms, \(name) \(Timing.fixed(theirs)) ms: "
        + "1/\(Timing.fixed((theirs / ours * 100).rounded() / 100))\(wanted)")
  }
}
