public import Editing
public import Volumes

/// A stroke that has begun and not ended: its runs so far, no pen.
///
/// Every stretch of the path is painted as it comes, so that it shows at once; at the end the runs
/// become one edit. That gives the same voxels as the whole path in one go: the voxels of a path are
/// those of its stretches, and what an earlier stretch has changed a later one leaves alone.
public struct StrokeInHand: Hashable, Sendable {
  /// "paint" or "erase".
  public let verb: String
  /// The bone.
  public let bone: UInt8
  /// The last point of the path, in voxels.
  public internal(set) var last: GridPoint
  /// What was changed so far; not in order.
  public internal(set) var runs: [Edit.Run] = []
  /// What was refused so far.
  public internal(set) var refusals = Refusals()
  /// The name of the edit.
  public internal(set) var name: String

  /// The edit that all of it is.
  ///
  /// Runs of one value that touch are joined.
  public var edit: Edit {
    var joined: [Edit.Run] = []
    for run in runs.sorted(by: { $0.start < $1.start }) {
      if let previous = joined.last, previous.start + previous.count == run.start,
        previous.before == run.before, previous.after == run.after
      {
        joined[joined.count - 1] = Edit.Run(
          start: previous.start, count: previous.count + run.count, before: run.before,
          after: run.after)
      } else {
        joined.append(run)
      }
    }
    return Edit(name: name, runs: joined)
  }
}
