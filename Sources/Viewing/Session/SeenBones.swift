internal import Volumes

/// Which parts of each bone were shown on the screen.
///
/// Of every slice the part that holds the bone's box is divided into 8 × 8 fields; a field counts when
/// all of it was in a picture that told the truth: at two voxels a pixel or finer. A bone is seen when
/// all slices of one plane were. This is a first form of coverage: it knows what was displayed, not
/// what was looked at.
struct SeenBones: Hashable, Sendable {
  private struct Key: Hashable {
    let bone: UInt8
    let plane: Plane
  }

  private struct Slices: Hashable {
    /// The bone's box when it was first shown; later growth does not undo what was seen.
    let box: VoxelBox
    let axes: PlaneAxes
    /// One mask of 64 fields a slice, from the box's first slice on.
    var masks: [UInt64]
  }

  private var slices: [Key: Slices] = [:]

  /// Notes what a view shows of a bone.
  mutating func note(_ bone: UInt8, box: VoxelBox, _ view: PlaneView) {
    guard max(abs(view.acrossStep), abs(view.downStep)) <= 2.0001 else { return }
    let key = Key(bone: bone, plane: view.axes.plane)
    let axis = view.axes.through
    if slices[key] == nil {
      slices[key] = Slices(
        box: box, axes: view.axes, masks: [UInt64](repeating: 0, count: box.size[axis]))
    }
    guard let known = slices[key]?.box, known.lower[axis] <= view.slice,
      view.slice < known.upper[axis]
    else { return }
    let mask = Self.fields(of: known, view)
    slices[key]?.masks[view.slice - known.lower[axis]] |= mask
  }

  /// Whether all slices of one plane were shown.
  func isSeen(_ bone: UInt8) -> Bool { coverage(of: bone)?.isWhole ?? false }

  /// How far the plane is of which most was shown; nil when no part of the bone was.
  ///
  /// Whole slices count, because they are what is remembered.
  func coverage(of bone: UInt8) -> SeenCoverage? {
    var best: SeenCoverage?
    for plane in Plane.allCases {
      guard let masks = slices[Key(bone: bone, plane: plane)]?.masks,
        masks.contains(where: { $0 != 0 })
      else { continue }
      let found = SeenCoverage(
        plane: plane, shown: masks.count { $0 == .max }, count: masks.count)
      if let known = best, known.share >= found.share { continue }
      best = found
    }
    return best
  }

  /// The fields of a box that lie in a view as a whole.
  private static func fields(of box: VoxelBox, _ view: PlaneView) -> UInt64 {
    let across = inside(
      box.lower[view.axes.across], box.upper[view.axes.across], view.centreAcross,
      Double(view.width) / 2 * abs(view.acrossStep))
    let down = inside(
      box.lower[view.axes.down], box.upper[view.axes.down], view.centreDown,
      Double(view.height) / 2 * abs(view.downStep))
    var mask: UInt64 = 0
    for row in 0..<8 where down[row] {
      for column in 0..<8 where across[column] { mask |= 1 << UInt64(8 * row + column) }
    }
    return mask
  }

  /// Which eighths of lower..<upper (voxels) lie within `reach` of a centre.
  private static func inside(
    _ lower: Int, _ upper: Int, _ centre: Double, _ reach: Double
  ) -> [Bool] {
    let (first, length) = (Double(lower) - 0.5, Double(upper - lower))
    return (0..<8).map { part in
      let from = first + length * Double(part) / 8
      let to = first + length * Double(part + 1) / 8
      return from >= centre - reach - 0.001 && to <= centre + reach + 0.001
    }
  }

  /// The slices that were shown as a whole, in words such as "axial 12-40 44".
  func memory(_ table: LabelTable) -> [(bone: UInt8, text: String)] {
    table.entries.compactMap { entry in
      let parts = Plane.allCases.compactMap { plane -> String? in
        let key = Key(bone: entry.value, plane: plane)
        guard let slices = slices[key] else { return nil }
        let first = slices.box.lower[slices.axes.through]
        var ranges: [ClosedRange<Int>] = []
        for (offset, mask) in slices.masks.enumerated() where mask == .max {
          let slice = first + offset
          if let last = ranges.last, last.upperBound + 1 == slice {
            ranges[ranges.count - 1] = last.lowerBound...slice
          } else {
            ranges.append(slice...slice)
          }
        }
        guard !ranges.isEmpty else { return nil }
        return ([plane.rawValue] + ranges.map { "\($0.lowerBound)-\($0.upperBound)" })
          .joined(separator: " ")
      }
      return parts.isEmpty ? nil : (entry.value, parts.joined(separator: ";"))
    }
  }

  /// Takes up what `memory` wrote; what does not fit the bones as they are now is left out.
  mutating func restore(
    _ memory: [String: String], _ table: LabelTable, _ tally: LabelTally, _ labels: Volume<UInt8>
  ) {
    for entry in table.entries {
      guard let text = memory["seen.\(entry.value)"] else { continue }
      for part in text.split(separator: ";") {
        let words = part.split(separator: " ")
        guard let plane = words.first.flatMap({ Plane(rawValue: String($0)) }) else { continue }
        let axes = PlaneAxes(plane, labels.geometry)
        let box = tally.boxes[Int(entry.value)]
        var masks = [UInt64](repeating: 0, count: box.size[axes.through])
        for word in words.dropFirst() {
          let ends = word.split(separator: "-").compactMap { Int($0) }
          guard ends.count == 2, ends[0] <= ends[1] else { continue }
          let first = max(0, ends[0] - box.lower[axes.through])
          let last = min(masks.count - 1, ends[1] - box.lower[axes.through])
          if first <= last { for at in first...last { masks[at] = .max } }
        }
        slices[Key(bone: entry.value, plane: plane)] = Slices(box: box, axes: axes, masks: masks)
      }
    }
  }
}
