public import Volumes

/// The only writer of labels.
///
/// Every tool paints through a pen. The pen applies the locks, the HU range, the overwrite rule and
/// the rule that a voxel which has its value already is no change, and records what it changed. It
/// lives for one call and must be finished exactly once.
public struct LabelPen: ~Copyable {
  /// What a pen does to voxels.
  public enum Purpose: Hashable, Sendable {
    /// Gives voxels to a label.
    case add(UInt8)
    /// Clears voxels of a label.
    case remove(UInt8)
  }

  /// What was done, and what was refused.
  public struct Result: Hashable, Sendable {
    /// The change; empty when nothing changed.
    public let edit: Edit
    /// Why the rest was left alone.
    public var refusals: Refusals
  }

  private let before: [Bool]
  private let after: UInt8
  private let purpose: Purpose
  private let range: ClosedRange<Int16>?
  private let isRangeInverted: Bool
  private let lockedValues: [Bool]
  private var runs: [Edit.Run] = []
  private var refusedByValue = [Int](repeating: 0, count: 256)
  private var refusedByRange = 0
  private var refusedWithoutCT = 0

  /// A pen for one purpose under the given rules and the table's locks.
  public init(_ purpose: Purpose, rules: PaintRules, table: LabelTable) {
    var locked = [Bool](repeating: false, count: 256)
    for entry in table.entries where entry.isLocked { locked[Int(entry.value)] = true }
    var allowed = [Bool](repeating: false, count: 256)
    switch purpose {
    case .add(let value):
      after = value
      range = rules.range
      isRangeInverted = rules.isRangeInverted
      switch rules.overwrite {
      case .background: allowed[0] = true
      case .any: allowed = [Bool](repeating: true, count: 256)
      case .label(let over): allowed[Int(over)] = true
      }
      if locked[Int(value)] { allowed = [Bool](repeating: false, count: 256) }
      allowed[Int(value)] = false
    case .remove(let value):
      after = 0
      range = rules.eraseRange
      isRangeInverted = false
      allowed[Int(value)] = true
    }
    for value in 0..<256 where locked[value] { allowed[value] = false }
    before = allowed
    lockedValues = locked
    self.purpose = purpose
  }

  /// Changes the voxels of one stretch of memory as far as the rules allow.
  ///
  /// - Parameters:
  ///   - stretch: offsets into `labels`, within one row or over several.
  ///   - labels: all label values, x fastest.
  ///   - hounsfield: the CT's values at the same offsets; empty when there is no CT, and then a range
  ///     refuses every voxel.
  public mutating func paint(
    _ stretch: Range<Int>, labels: inout MutableSpan<UInt8>, hounsfield: Span<Int16>
  ) {
    precondition(stretch.lowerBound >= 0 && stretch.upperBound <= labels.count, "outside the map")
    let low = range?.lowerBound ?? Int16.min
    let high = range?.upperBound ?? Int16.max
    let checksRange = range != nil
    let wantsInside = !isRangeInverted
    let hasCT = hounsfield.count == labels.count
    for offset in stretch {
      let value = labels[offset]
      guard before[Int(value)] else {
        refusedByValue[Int(value)] &+= 1
        continue
      }
      if checksRange {
        guard hasCT else {
          refusedWithoutCT &+= 1
          continue
        }
        let isInside = hounsfield[offset] >= low && hounsfield[offset] <= high
        guard isInside == wantsInside else {
          refusedByRange &+= 1
          continue
        }
      }
      labels[offset] = after
      record(offset, value)
    }
  }

  private mutating func record(_ offset: Int, _ value: UInt8) {
    if let last = runs.last, last.start + last.count == offset, last.before == value {
      runs[runs.count - 1] = Edit.Run(
        start: last.start, count: last.count + 1, before: value, after: after)
    } else {
      runs.append(Edit.Run(start: offset, count: 1, before: value, after: after))
    }
  }

  /// Ends the pen and gives what it did.
  public consuming func finish(named name: String) -> Result {
    var refusals = Refusals()
    if refusedByRange > 0 { refusals.add(.range(removing: after == 0), refusedByRange) }
    if refusedWithoutCT > 0 { refusals.add(.noCT(removing: after == 0), refusedWithoutCT) }
    for value in 0..<256 where refusedByValue[value] > 0 {
      refusals.add(rule(refusing: UInt8(value)), refusedByValue[value])
    }
    runs.sort { $0.start < $1.start }
    return Result(edit: Edit(name: name, runs: runs), refusals: refusals)
  }

  private borrowing func rule(refusing value: UInt8) -> Refusals.Rule {
    switch purpose {
    case .add(let wanted):
      if value == wanted { return .already }
      if lockedValues[Int(wanted)] { return .boneLocked }
      return lockedValues[Int(value)] ? .locked(value) : .overwrite(value)
    case .remove(let wanted):
      if value != wanted { return .notThisBone }
      return .boneLocked
    }
  }
}
