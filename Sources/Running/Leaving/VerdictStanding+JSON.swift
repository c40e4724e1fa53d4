internal import Files
internal import Reviewing

extension VerdictStanding {
  /// A verdict as the sidecar of an export carries it.
  var json: JSONValue {
    [
      "verdict": .string(record.verdict), "by": .string(record.who.description),
      "claim": .optional(record.who.claim), "at": .string(record.time),
      "digest": .string(record.digest.hex), "holds": .bool(holds), "event": .int(record.seq),
      "scripted": .bool(record.isScripted),
    ]
  }

  /// Why a bone with this verdict, or with none, is not accepted now.
  static func reason(_ standing: VerdictStanding?) -> String {
    guard let standing else { return "not accepted by anybody" }
    return standing.record.text + (standing.change.map { ", but \($0.text)" } ?? "")
  }
}
