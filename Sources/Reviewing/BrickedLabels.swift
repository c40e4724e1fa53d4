internal import Files
public import Volumes

/// Labels kept compressed in bricks of 32³ voxels, so that what the AI said can stay in memory beside
/// what is shown: a knee of 105 million voxels takes less than a megabyte.
public struct BrickedLabels: Sendable, Hashable {
  /// Voxels along an edge of a brick; bricks at the upper ends of the grid are cut.
  public static let side = 32

  /// The grid.
  public let size: GridSize
  private let bricks: [Brick]

  private enum Brick: Hashable, Sendable {
    case uniform(UInt8)
    /// Raw deflate data of the brick's voxels, x fastest.
    case deflated([UInt8])
  }

  /// Compresses a volume.
  public init(_ volume: Volume<UInt8>) {
    size = volume.size
    let counts = Self.counts(size)
    let voxels = volume.voxels.span
    var bricks: [Brick] = []
    bricks.reserveCapacity(counts.count)
    for number in 0..<counts.count {
      let content = Self.copy(Self.box(of: number, counts, size), of: voxels, size)
      if let first = content.first, content.contains(where: { $0 != first }) {
        bricks.append(.deflated(Deflate.deflate(content)))
      } else {
        bricks.append(.uniform(content.first ?? 0))
      }
    }
    self.bricks = bricks
  }

  /// All voxels, x fastest.
  public func voxels() -> [UInt8] { voxels(in: VoxelBox(size)) }

  /// The voxels of a box that lies inside the grid, x fastest.
  public func voxels(in box: VoxelBox) -> [UInt8] {
    precondition(
      box.isEmpty || VoxelBox(size).intersection(box) == box, "the box lies outside the labels")
    let counts = Self.counts(size)
    let target = box.size
    var out = [UInt8](repeating: 0, count: target.count)
    guard !box.isEmpty else { return out }
    let edge = Self.side
    for z in box.lower.z / edge...(box.upper.z - 1) / edge {
      for y in box.lower.y / edge...(box.upper.y - 1) / edge {
        for x in box.lower.x / edge...(box.upper.x - 1) / edge {
          let number = counts.offset(VoxelIndex(x, y, z))
          let brickBox = Self.box(of: number, counts, size)
          let part = brickBox.intersection(box)
          var outSpan = out.mutableSpan
          switch bricks[number] {
          case .uniform(0): continue
          case .uniform(let value): Self.fill(part, with: value, &outSpan, box)
          case .deflated(let bytes):
            let content = Self.inflated(bytes, count: brickBox.size.count)
            Self.copy(part, from: content.span, brickBox, to: &outSpan, box)
          }
        }
      }
    }
    return out
  }

  /// One voxel; for single look-ups, as a whole brick is inflated.
  public subscript(index: VoxelIndex) -> UInt8 {
    precondition(size.contains(index), "the voxel lies outside the labels")
    return voxels(
      in: VoxelBox(lower: index, upper: VoxelIndex(index.x + 1, index.y + 1, index.z + 1)))[0]
  }

  /// How many bricks there are.
  var brickCount: Int { bricks.count }

  /// Where a brick lies, and its value when all its voxels have the same.
  func brick(_ number: Int) -> (box: VoxelBox, uniform: UInt8?) {
    let box = Self.box(of: number, Self.counts(size), size)
    if case .uniform(let value) = bricks[number] { return (box, value) }
    return (box, nil)
  }

  /// The memory of the compressed bricks in bytes.
  public var byteCount: Int {
    bricks.reduce(0) {
      if case .deflated(let bytes) = $1 { $0 + bytes.count + 32 } else { $0 + 16 }
    }
  }

  private static func inflated(_ bytes: [UInt8], count: Int) -> [UInt8] {
    // Bricks are made here or were inflated once when they were read.
    do { return try Deflate.inflate(bytes, count: count) } catch {
      preconditionFailure("a brick that was sound no longer inflates")
    }
  }
}

extension BrickedLabels {
  /// The bricks as bytes.
  ///
  /// In their order: 0, then how many uniform bricks follow with one value, then the value; or
  /// the length of deflate data and the data. Numbers are LEB128.
  var encoded: [UInt8] {
    var out = ByteWriter()
    var at = 0
    while at < bricks.count {
      switch bricks[at] {
      case .deflated(let bytes):
        out.blob(bytes)
        at += 1
      case .uniform(let value):
        var end = at + 1
        while end < bricks.count, bricks[end] == bricks[at] { end += 1 }
        out.byte(0)
        out.number(end - at)
        out.byte(value)
        at = end
      }
    }
    return out.bytes
  }

  /// Reads what `encoded` wrote and inflates each brick once, so that later reads cannot fail.
  init(decoding bytes: [UInt8], size: GridSize) throws(CodecError) {
    self.size = size
    let counts = Self.counts(size)
    var source = ByteSource(bytes)
    var bricks: [Brick] = []
    while bricks.count < counts.count {
      let length = try source.blob(limit: 1 << 17)
      if length.isEmpty {
        let run = try source.number()
        guard run > 0, run <= counts.count - bricks.count else {
          throw CodecError("\(run) bricks follow brick \(bricks.count) of \(counts.count)")
        }
        let brick = Brick.uniform(try source.byte())
        bricks.append(contentsOf: repeatElement(brick, count: run))
      } else {
        let voxels = Self.box(of: bricks.count, counts, size).size.count
        guard (try? Deflate.inflate(length, count: voxels)) != nil else {
          throw CodecError("brick \(bricks.count) of \(counts.count) does not inflate")
        }
        bricks.append(.deflated(length))
      }
    }
    try source.end()
    self.bricks = bricks
  }

  private static func counts(_ size: GridSize) -> GridSize {
    GridSize((size.x + side - 1) / side, (size.y + side - 1) / side, (size.z + side - 1) / side)
  }

  private static func box(of number: Int, _ counts: GridSize, _ size: GridSize) -> VoxelBox {
    let brick = counts.index(number)
    let lower = VoxelIndex(brick.x * side, brick.y * side, brick.z * side)
    return VoxelBox(
      lower: lower, upper: VoxelIndex(lower.x + side, lower.y + side, lower.z + side)
    ).intersection(VoxelBox(size))
  }

  private static func copy(_ box: VoxelBox, of voxels: Span<UInt8>, _ size: GridSize) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: box.size.count)
    var span = out.mutableSpan
    copy(box, from: voxels, VoxelBox(size), to: &span, box)
    return out
  }

  /// Copies the voxels of `part` from an array that covers `source` to one that covers `target`.
  private static func copy(
    _ part: VoxelBox, from voxels: Span<UInt8>, _ source: VoxelBox,
    to out: inout MutableSpan<UInt8>, _ target: VoxelBox
  ) {
    let width = part.size.x
    for z in part.lower.z..<part.upper.z {
      for y in part.lower.y..<part.upper.y {
        let from = offset(part.lower.x, y, z, in: source)
        let to = offset(part.lower.x, y, z, in: target)
        for x in 0..<width { out[to &+ x] = voxels[from &+ x] }
      }
    }
  }

  private static func fill(
    _ part: VoxelBox, with value: UInt8, _ out: inout MutableSpan<UInt8>, _ target: VoxelBox
  ) {
    let width = part.size.x
    for z in part.lower.z..<part.upper.z {
      for y in part.lower.y..<part.upper.y {
        let to = offset(part.lower.x, y, z, in: target)
        for x in 0..<width { out[to &+ x] = value }
      }
    }
  }

  private static func offset(_ x: Int, _ y: Int, _ z: Int, in box: VoxelBox) -> Int {
    let size = box.size
    return ((z &- box.lower.z) &* size.y &+ (y &- box.lower.y)) &* size.x &+ (x &- box.lower.x)
  }
}
