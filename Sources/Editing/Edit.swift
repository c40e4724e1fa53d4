public import Files
public import Volumes

/// The labels changed by one gesture, and how to undo it.
///
/// Runs are ascending and disjoint; offsets are into `LabelMap.volume.voxels`, x fastest. The same
/// value is the undo step, the journal's row, the request to re-make a surface, and the record for the
/// review. Replay ignores locks and ranges: it repeats what happened.
public struct Edit: Hashable, Sendable {
  /// Neighbouring voxels that went from one value to another.
  public struct Run: Hashable, Sendable {
    /// The offset of the first voxel.
    public let start: Int
    /// How many voxels, at least 1.
    public let count: Int
    /// The value before.
    public let before: UInt8
    /// The value after; never equal to `before`.
    public let after: UInt8

    /// Takes an offset, a length and the two values.
    public init(start: Int, count: Int, before: UInt8, after: UInt8) {
      (self.start, self.count, self.before, self.after) = (start, count, before, after)
    }
  }

  /// What the user is told was done, such as "erase ball 4 mm, patella".
  public let name: String
  /// What changed, ascending and disjoint.
  public let runs: [Run]

  /// Takes a name and ascending, disjoint runs.
  public init(name: String, runs: [Run]) {
    self.name = name
    self.runs = runs
  }

  /// How many voxels changed.
  public var voxelCount: Int { runs.reduce(0) { $0 + $1.count } }

  /// Whether nothing changed.
  public var isEmpty: Bool { runs.isEmpty }

  /// The labels that lost or gained voxels; background is none.
  public var labels: Set<UInt8> {
    var labels: Set<UInt8> = []
    for run in runs {
      labels.insert(run.before)
      labels.insert(run.after)
    }
    labels.remove(0)
    return labels
  }

  /// The edit that takes this one back, with a name of its own.
  public func inverse(named name: String) -> Edit {
    Edit(
      name: name,
      runs: runs.map {
        Run(start: $0.start, count: $0.count, before: $0.after, after: $0.before)
      })
  }

  /// The smallest box around the changed voxels on a grid.
  public func box(in size: GridSize) -> VoxelBox {
    var box = VoxelBox.empty
    for run in runs {
      let first = size.index(run.start)
      let last = size.index(run.start + run.count - 1)
      // A run may go over the end of a row; then it covers whole rows.
      let spansRows = first.y != last.y || first.z != last.z
      let spansSlices = first.z != last.z
      box = box.union(
        VoxelBox(
          lower: VoxelIndex(spansRows ? 0 : first.x, spansSlices ? 0 : first.y, first.z),
          upper: VoxelIndex(
            spansRows ? size.x : last.x + 1, spansSlices ? size.y : last.y + 1, last.z + 1)))
    }
    return box
  }

  /// Makes the change, or changes nothing.
  ///
  /// - Throws: `EditConflict` when a voxel does not hold the value that it had before this edit, or a
  ///   run lies outside the map.
  public func apply(to labels: inout LabelMap) throws(EditConflict) {
    try check(labels.volume.voxels.span)
    var voxels = labels.volume.voxels.mutableSpan
    for run in runs {
      for offset in run.start..<run.start &+ run.count { voxels[offset] = run.after }
    }
  }

  /// Whether every voxel holds the value that it had before this edit.
  private func check(_ voxels: Span<UInt8>) throws(EditConflict) {
    for run in runs {
      guard run.start >= 0, run.count > 0, run.start <= voxels.count - run.count else {
        throw EditConflict(edit: name, offset: run.start, expected: run.before, found: nil)
      }
      for offset in run.start..<run.start &+ run.count where voxels[offset] != run.before {
        throw EditConflict(
          edit: name, offset: offset, expected: run.before, found: voxels[offset])
      }
    }
  }
}

/// An edit that does not fit the labels it is applied to.
public struct EditConflict: ExplainedError, Equatable {
  /// The edit's name.
  public let edit: String
  /// Where, as an offset into the labels.
  public let offset: Int
  /// The value that should be there.
  public let expected: UInt8
  /// The value that is there; nil when the place lies outside.
  public let found: UInt8?

  /// The sentence for the user.
  public var message: String {
    "The change “\(SafeText.cleaned(edit))” does not fit these labels: voxel number \(offset) should "
      + "hold \(expected) and "
      + (found.map { "holds \($0)" } ?? "lies outside the volume")
      + ". The labels were changed by something else; verify the case file."
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
