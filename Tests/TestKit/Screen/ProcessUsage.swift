internal import Foundation
internal import Glibc

/// What a process has used so far.
public struct ProcessUsage: Sendable {
  /// Processor time of all its threads, in seconds, to well below a millisecond.
  public let processorSeconds: Double
  /// Memory that is in use now, in bytes.
  public let residentBytes: Int
  /// The most memory that has been in use, in bytes.
  public let peakResidentBytes: Int
  /// The number of its threads.
  public let threads: Int
  /// The kernel's letter for its state: R running, S asleep, T stopped, Z ended.
  public let state: Character

  /// Asks the kernel; nil when there is no such process.
  public init?(of process: Int32) {
    // The process clock, because /proc/PID/stat counts in hundredths of a second.
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0,
      let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    else { return nil }
    var fields: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { fields[parts[0]] = parts[1].drop { $0 == "\t" || $0 == " " } }
    }
    func number(_ name: Substring) -> Int {
      fields[name].flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
    }
    processorSeconds = Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    residentBytes = number("VmRSS") * 1024
    peakResidentBytes = number("VmHWM") * 1024
    threads = number("Threads")
    state = fields["State"]?.first ?? "?"
  }
}
