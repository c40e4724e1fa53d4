public import Files

/// What a script did.
public struct RunOutcome: Report {
  /// One command and what came of it.
  struct Step: Sendable {
    let source: String
    let line: Int
    let message: String
    let event: Int?
  }

  let code: String
  let casePath: String
  let steps: [Step]
  let head: Digest
  let notices: [String]
  /// The signal that ended the script early, nil when it ran to its end.
  public let stoppedBySignal: Int32?

  /// One object; `event` is the number under which a change is saved.
  public var json: JSONValue {
    .report(
      "run", code: code,
      [
        .init("file", .string(casePath)), .init("head", .string(head.hex)),
        .init(
          "commands",
          .array(
            steps.map { step in
              [
                "source": .string(step.source), "line": .int(step.line),
                "result": .string(step.message),
                "event": step.event.map { .int($0) } ?? .null,
              ]
            })),
        .init("stopped_by", stoppedBySignal.map { .string(PendingSignal.name($0)) } ?? .null),
        .init("notices", .texts(notices)),
      ])
  }

  /// The last line for a reader.
  public var text: String {
    "\(SafeText.path(casePath)) holds everything (head \(head.hex.prefix(16)))."
  }
}
