public import Editing
internal import Files
internal import Meshing
public import Volumes

/// Where every bone of a session stands, kept up with each edit without a pass over the labels.
///
/// Made once when a case is opened, which reads all labels; then an edit costs its own voxels. Numbers
/// of 64 bits stand for the bones here; what leaves the program, and whether a verdict is given, is
/// decided by `VerdictStanding.all` with SHA-256.
public struct BoneStandings: Sendable, Hashable {
  /// What verdicts bind besides voxels; set its side when an edit has changed it.
  public var terms: VerdictTerms
  /// The numbers and voxel counts of the labels now.
  public private(set) var now: LabelStates
  private let ai: LabelStates
  private let table: LabelTable
  private var given: [UInt8: Given] = [:]

  /// The latest verdict of a bone, and the number and side with which it holds.
  fileprivate struct Given: Hashable, Sendable {
    let record: VerdictRecord
    /// nil when no number is known with which it holds.
    let number: UInt64?
    let side: Side?
  }

  /// Reads the labels and compares every bone that was judged with what was judged.
  public init(
    _ labels: LabelMap, ai: BrickedLabels, verdicts: [VerdictRecord], terms: VerdictTerms
  ) {
    self.terms = terms
    self.table = labels.table
    self.ai = LabelStates(of: ai)
    now = LabelStates(of: labels.volume)
    for standing in VerdictStanding.all(verdicts, in: labels, terms) {
      let value = standing.value
      guard let entry = table[value] else { continue }
      given[value] = Given(standing, number: now[value], terms, entry)
    }
  }

  /// Follows an edit that was applied to the labels: a stroke, an undo or a redo.
  public mutating func apply(_ edit: Edit) { now.apply(edit) }

  /// Follows a verdict that was just saved on the labels as they are.
  public mutating func add(_ record: VerdictRecord, on value: UInt8) {
    guard let entry = table[value] else { return }
    given[value] = Given(record: record, number: now[value], side: terms.side(of: entry))
  }

  /// The latest verdict of a bone; nil when there is none.
  public func standing(of value: UInt8) -> VerdictStanding? {
    guard let given = given[value], let entry = table[value] else { return nil }
    let holds = given.number == now[value] && given.side == terms.side(of: entry)
    return VerdictStanding(
      value: value, record: given.record,
      change: holds ? nil : VerdictStanding.change(of: given.record, terms, entry))
  }

  /// Whether a bone differs from what the AI gave.
  public func isEdited(_ value: UInt8) -> Bool { now[value] != ai[value] }

  /// The state of a bone.
  ///
  /// - Parameter isSeen: whether the caller counts the bone as seen.
  public func state(of value: UInt8, isSeen: Bool) -> BoneState {
    BoneState(standing(of: value), isEdited: isEdited(value), isSeen: isSeen)
  }
}

extension BoneStandings.Given {
  /// The number now for a verdict that holds now, else the one that was saved with it, unless that is
  /// shown to be wrong.
  fileprivate init(
    _ standing: VerdictStanding, number now: UInt64, _ terms: VerdictTerms, _ entry: LabelEntry
  ) {
    let record = standing.record
    let isSameRecipe = record.recipe == terms.recipe.identifier
    if standing.holds {
      self.init(record: record, number: now, side: terms.side(of: entry))
    } else if isSameRecipe, record.state != now || record.side != terms.side(of: entry) {
      self.init(record: record, number: record.state, side: record.side)
    } else {
      self.init(record: record, number: nil, side: nil)
    }
  }
}
