internal import Editing

/// Edits as bytes.
///
/// The name, the number of runs, and for each run
/// `gap, count·2 + same, [before, after]`, where `same` says that the two values are those of the run
/// before, and the gap counts the voxels since its end. Numbers are LEB128.
enum EditCodec {
  /// The longest name of an edit in bytes of UTF-8.
  static let longestName = 1_024

  /// The greatest encoding of an edit of a grid of `voxels`: four bytes for a run of one voxel.
  static func limit(voxels: Int) -> Int { 4 * voxels + longestName + 32 }

  static func encode(_ edit: Edit) -> [UInt8] {
    var out = ByteWriter()
    out.text(edit.name)
    out.number(edit.runs.count)
    var end = 0
    var pair: (UInt8, UInt8)?
    for run in edit.runs {
      let isSame = pair.map { $0 == (run.before, run.after) } ?? false
      out.number(run.start - end)
      out.number(run.count << 1 | (isSame ? 1 : 0))
      if !isSame {
        out.byte(run.before)
        out.byte(run.after)
        pair = (run.before, run.after)
      }
      end = run.start + run.count
    }
    return out.bytes
  }

  /// Reads an edit of a grid of `voxels`; never traps, whatever the bytes are.
  static func decode(_ bytes: [UInt8], voxels: Int) throws(CodecError) -> Edit {
    var source = ByteSource(bytes)
    let name = try source.text(limit: longestName)
    let count = try source.number()
    guard count <= source.remaining / 2, count <= voxels else {
      throw CodecError("\(count) runs are promised in \(source.remaining) bytes")
    }
    var runs: [Edit.Run] = []
    runs.reserveCapacity(count)
    var end = 0
    var pair: (before: UInt8, after: UInt8)?
    for _ in 0..<count {
      let start = end + (try source.number())
      let token = try source.number()
      if token & 1 == 0 {
        pair = (try source.byte(), try source.byte())
      }
      let length = token >> 1
      guard let pair, pair.before != pair.after, length > 0, start <= voxels,
        length <= voxels - start
      else { throw CodecError("run \(runs.count) leaves the grid of \(voxels) voxels") }
      runs.append(
        Edit.Run(start: start, count: length, before: pair.before, after: pair.after))
      end = start + length
    }
    try source.end()
    return Edit(name: name, runs: runs)
  }

  /// Why an edit cannot be journalled on a grid of `voxels`; nil when it can.
  static func fault(in edit: Edit, voxels: Int) -> String? {
    if edit.isEmpty { return "it changes nothing" }
    if edit.name.utf8.count > longestName { return "its name is longer than \(longestName) bytes" }
    var end = 0
    for run in edit.runs {
      guard run.start >= end, run.count > 0, run.start <= voxels, run.count <= voxels - run.start,
        run.before != run.after
      else { return "its run at \(run.start) is out of order or outside" }
      end = run.start + run.count
    }
    return nil
  }
}
