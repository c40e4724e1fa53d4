internal import Editing
internal import Reviewing
internal import Viewing
internal import Volumes

/// Gives verdicts on the bones of a case: the one way for scripts and for the screen.
struct BoneSigner: Sendable {
  let file: CaseFile
  /// The verdicts of the case so far.
  private(set) var verdicts: [VerdictRecord]
  /// Whether a script gives them.
  let isScripted: Bool

  /// What became of an order.
  struct Outcome: Sendable {
    /// What the user is told.
    let message: String
    /// The event under which it was saved; nil when the same verdict was there and holds.
    let event: CommittedEvent?
    /// The verdict that stands now.
    let record: VerdictRecord
  }

  init(file: CaseFile, verdicts: [VerdictRecord], isScripted: Bool) {
    self.file = file
    self.verdicts = verdicts
    self.isScripted = isScripted
  }

  /// Binds a bone as it is in `labels` and saves the verdict.
  ///
  /// The labels must be those of the last event: every edit made before must have been committed.
  ///
  /// - Throws: `CommandError` when there is nothing to accept; `CaseError` when it cannot be saved.
  mutating func sign(
    _ order: SignOrder, _ value: UInt8, _ labels: LabelMap, _ terms: VerdictTerms
  ) throws -> Outcome {
    guard let entry = labels.table[value] else {
      throw CommandError("there is no label “\(order.bone)” any more")
    }
    let judgement = Judgement(
      order.verdict, on: entry, in: labels.volume, terms, claim: order.claim,
      isScripted: isScripted)
    guard judgement.voxels > 0 || order.verdict != .accept else {
      throw CommandError(
        "\(entry.name) has no voxels, so there is nothing to accept; paint it, or reject it")
    }
    let latest = VerdictStanding.latest(verdicts, on: entry, in: labels.table)
    if let latest, judgement.repeats(latest, by: file.author) {
      return Outcome(
        message: "\(entry.name) was \(latest.text), and that holds; nothing was added",
        event: nil, record: latest)
    }
    let (event, record) = try file.judge(judgement)
    verdicts.append(record)
    return Outcome(
      message: "\(entry.name) \(order.verdict.participle) by \(record.by)"
        + (order.verdict == .accept ? ", research use" : ""),
      event: event, record: record)
  }
}
