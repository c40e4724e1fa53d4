public import Volumes

/// Softmax probabilities as a network might give them, consistent with the AI's labels everywhere.
///
/// Five classes: background and the four bones. Every value is a multiple of 1/128, the five of a
/// voxel add up to exactly 1, and the greatest is that of the label, without ties. The doubt,
/// 1 − (greatest − second), follows one rule:
/// - a voxel that shares no face with another label nor with such a voxel is certain: doubt 0;
/// - one step from the border it is 0.09 (0.23 where another bone is less than 7 mm away);
/// - at the border, that is with a face on another label, it is 0.31, or 0.41 where the true border
///   passes less than 0.2 mm from the centre; near another bone 0.45, or 0.55;
/// - in a planted error it is 0.69 to 0.92 and in the voxels around it 0.63.
///
/// So on the clean phantom no voxel without a face on another label reaches 0.3.
public struct KneeProbabilities: Sendable {
  /// The number of voxels along each axis.
  public let size: GridSize
  /// The number of classes.
  public static let classCount = 5

  private let labels: [UInt8]
  /// Per voxel: which row of `levels`.
  private var level: [UInt8]
  /// Per voxel: the second class in the low four bits, the third above.
  private var others: [UInt8]

  /// The shares of the second and third class, in 1/128.
  private static let levels: [(second: Int, third: Int)] = [
    (0, 0), (6, 0), (14, 2), (20, 0), (26, 0), (27, 4), (33, 4),
    (40, 0), (57, 4), (50, 0), (46, 0), (44, 0), (54, 2),
  ]
  private static let around: UInt8 = 7
  private static let firstFault: UInt8 = 8

  init(size: GridSize, labels: [UInt8], truth: [UInt8], traits: [VoxelTraits]) {
    self.size = size
    self.labels = labels
    level = [UInt8](repeating: 0, count: labels.count)
    others = level
    markBorders(traits)
    markNextToBorders(traits)
    if truth != labels { markFaults(truth, traits) }
  }

  /// The probabilities of one class, `size.count` long, x fastest.
  public func probabilities(class wanted: Int) -> [Float] {
    var result = [Float]()
    result.reserveCapacity(size.count)
    for z in 0..<size.z { result += probabilities(class: wanted, slice: z) }
    return result
  }

  /// The probabilities of one class in slice `z`, `size.x * size.y` long, x fastest.
  public func probabilities(class wanted: Int, slice z: Int) -> [Float] {
    precondition((0..<Self.classCount).contains(wanted), "the classes are 0 to 4")
    // Per level: the probability of the first, second and third class.
    let table = Self.levels.flatMap {
      [Float(128 - $0.second - $0.third) / 128, Float($0.second) / 128, Float($0.third) / 128]
    }
    let area = size.x * size.y
    var result = [Float](repeating: 0, count: area)
    let wanted = UInt8(wanted)
    var at = z * area
    for pixel in 0..<area {
      let row = Int(level[at]) &* 3
      if labels[at] == wanted {
        result[pixel] = table[row]
      } else if row > 0 {
        if others[at] & 15 == wanted {
          result[pixel] = table[row &+ 1]
        } else if others[at] >> 4 == wanted {
          result[pixel] = table[row &+ 2]
        }
      }
      at &+= 1
    }
    return result
  }
}

extension KneeProbabilities {
  private mutating func markBorders(_ traits: [VoxelTraits]) {
    var at = 0
    for z in 0..<size.z {
      for y in 0..<size.y {
        for x in 0..<size.x {
          let own = labels[at]
          let other = neighbour(at, x, y, z) { labels[$0] != own }
          if other >= 0 {
            let isFaint = traits[at].isFaint
            let isJoint = traits[at].rival != 0
            mark(
              at, level: isJoint ? (isFaint ? 6 : 5) : (isFaint ? 4 : 3), second: labels[other],
              rival: traits[at].rival)
          }
          at &+= 1
        }
      }
    }
  }

  private mutating func markNextToBorders(_ traits: [VoxelTraits]) {
    var at = 0
    for z in 0..<size.z {
      for y in 0..<size.y {
        for x in 0..<size.x {
          if level[at] == 0 {
            let border = neighbour(at, x, y, z) { level[$0] >= 3 }
            if border >= 0 {
              mark(
                at, level: traits[at].rival != 0 ? 2 : 1, second: others[border] & 15,
                rival: traits[at].rival)
            }
          }
          at &+= 1
        }
      }
    }
  }

  private mutating func markFaults(_ truth: [UInt8], _ traits: [VoxelTraits]) {
    for at in traits.indices where traits[at].fault != 0 {
      mark(
        at, level: Self.firstFault + traits[at].fault - 1, second: truth[at],
        rival: traits[at].rival)
      let place = size.index(at)
      for (step, isInside) in steps(place.x, place.y, place.z) where isInside {
        let near = at + step
        guard traits[near].fault == 0 else { continue }
        let second = labels[at] != labels[near] ? labels[at] : truth[at]
        mark(
          near, level: Self.around, second: second != labels[near] ? second : truth[at],
          rival: traits[near].rival)
      }
    }
  }

  private mutating func mark(_ at: Int, level: UInt8, second: UInt8, rival: UInt8) {
    self.level[at] = level
    var third = rival
    // Any class that is neither the first nor the second.
    while third == labels[at] || third == second { third = (third + 1) % 5 }
    others[at] = second | third << 4
  }

  /// The offset of the first voxel across a face for which a test holds, −1 for none.
  @inline(__always)
  private func neighbour(
    _ at: Int, _ x: Int, _ y: Int, _ z: Int, _ test: (Int) -> Bool
  ) -> Int {
    let row = size.x
    let area = size.x &* size.y
    if x > 0, test(at &- 1) { return at &- 1 }
    if x &+ 1 < size.x, test(at &+ 1) { return at &+ 1 }
    if y > 0, test(at &- row) { return at &- row }
    if y &+ 1 < size.y, test(at &+ row) { return at &+ row }
    if z > 0, test(at &- area) { return at &- area }
    if z &+ 1 < size.z, test(at &+ area) { return at &+ area }
    return -1
  }

  private func steps(_ x: Int, _ y: Int, _ z: Int) -> [(step: Int, isInside: Bool)] {
    let area = size.x * size.y
    return [
      (-1, x > 0), (1, x + 1 < size.x), (-size.x, y > 0), (size.x, y + 1 < size.y),
      (-area, z > 0), (area, z + 1 < size.z),
    ]
  }
}
