internal import Volumes

/// The voxels inside or outside of a label in a box, as runs along x.
///
/// A bone has one or two runs a row, so what hangs together is found from some ten thousands of them
/// rather than from millions of voxels.
struct VoxelRuns {
  /// A row of neighbours along x, in the volume's coordinates; `end` is one beyond the last.
  struct Run: Equatable {
    let start: Int32
    let end: Int32
  }

  /// Which runs count as neighbours.
  enum Neighbours {
    /// Those that share a face: what is inside.
    case six
    /// Those that share a face or an edge: what is outside, as the surface sees it, which keeps the
    /// inside apart where it only shares an edge.
    case eighteen
  }

  /// The box that was read.
  let region: VoxelBox
  /// All runs, row by row, slice by slice.
  let runs: [Run]
  /// Where each row's runs begin; one more for the end.
  let starts: [UInt32]

  /// Reads the voxels of `region`, which may reach beyond the box of the bits by their padding.
  init(_ bits: BitRows, in region: VoxelBox, isInside: Bool) {
    self.region = region
    let size = region.size
    let (words, flip) = (bits.words.span, isInside ? 0 : UInt64.max)
    var runs: [Run] = []
    var starts: [UInt32] = [0]
    starts.reserveCapacity(size.y * size.z + 1)
    let shift = bits.origin.x
    for z in region.lower.z..<region.upper.z {
      for y in region.lower.y..<region.upper.y {
        let row = bits.row(y &- bits.origin.y, z &- bits.origin.z)
        let end = region.upper.x &- shift
        var at = region.lower.x &- shift
        while at < end {
          let word = BitRows.bits(words, row: row, from: at) ^ flip
          at &+= word.trailingZeroBitCount
          if word == 0 { continue }
          guard at < end else { break }
          let start = at
          while at < end {
            let gap = ~(BitRows.bits(words, row: row, from: at) ^ flip)
            at &+= gap.trailingZeroBitCount
            if gap != 0 { break }
          }
          at = min(at, end)
          runs.append(
            Run(
              start: Int32(truncatingIfNeeded: start &+ shift),
              end: Int32(truncatingIfNeeded: at &+ shift)))
        }
        starts.append(UInt32(truncatingIfNeeded: runs.count))
      }
    }
    (self.runs, self.starts) = (runs, starts)
  }

  /// For each run a number of the whole that it hangs together with, and how many wholes there are;
  /// numbered in the order of their first runs.
  func wholes(_ neighbours: Neighbours) -> (ofRun: [UInt32], count: Int) {
    var sets = DisjointSets(count: runs.count)
    let size = region.size
    for z in 0..<size.z {
      for y in 0..<size.y {
        let row = z &* size.y &+ y
        let slack: Int32 = neighbours == .six ? 0 : 1
        if y > 0 { join(row, row &- 1, slack, &sets) }
        if z > 0 {
          join(row, row &- size.y, slack, &sets)
          if neighbours == .eighteen {
            if y > 0 { join(row, row &- size.y &- 1, 0, &sets) }
            if y &+ 1 < size.y { join(row, row &- size.y &+ 1, 0, &sets) }
          }
        }
      }
    }
    var numbers = [UInt32](repeating: 0, count: runs.count)
    var count: UInt32 = 0
    for run in numbers.indices {
      let root = Int(sets.root(UInt32(truncatingIfNeeded: run)))
      if root == run {
        numbers[run] = count
        count += 1
      } else {
        numbers[run] = numbers[root]
      }
    }
    return (numbers, Int(count))
  }

  /// Joins the runs of two rows that lie within `slack` of each other.
  private func join(_ row: Int, _ other: Int, _ slack: Int32, _ sets: inout DisjointSets) {
    let (runs, starts) = (self.runs.span, self.starts.span)
    var (a, b) = (Int(starts[row]), Int(starts[other]))
    let (endA, endB) = (Int(starts[row &+ 1]), Int(starts[other &+ 1]))
    while a < endA, b < endB {
      if runs[a].start < runs[b].end &+ slack, runs[b].start < runs[a].end &+ slack {
        sets.join(UInt32(truncatingIfNeeded: a), UInt32(truncatingIfNeeded: b))
      }
      if runs[a].end < runs[b].end { a &+= 1 } else { b &+= 1 }
    }
  }
}
