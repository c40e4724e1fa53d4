internal import Dispatch
internal import Synchronization
public import Volumes

/// The surface of a bone in bricks of 32³ cells, so that an edit makes only the touched ones anew.
///
/// `mesh` holds the vertices and triangles brick by brick in the order of their numbers. It is a
/// function of the labels and the recipe alone: after any row of updates it is bit for bit what a full
/// run gives.
public struct BrickSurface: Sendable {
  /// The values that are inside.
  public let values: Set<UInt8>
  /// The closed surface in mm, LPS.
  public internal(set) var mesh = Mesh()

  let grid: BrickGrid
  // Sorted by number; a brick without surface is not there.
  var keys: [Int] = []
  var pieces: [BrickPiece] = []
  // Where each piece's vertices and triangles begin in the mesh; one more entry for the end.
  var vertexStarts: [Int] = [0]
  var triangleStarts: [Int] = [0]

  private let field: SurfaceRecipe.Field
  private let measuresDistance: Bool
  private var boundary: BoundaryValues?

  /// Makes the whole surface.
  ///
  /// - Parameters:
  ///   - block: holds all voxels of the values.
  ///   - box: the smallest box around them, or a larger one.
  ///   - measuringDistance: whether `greatestDistance` is wanted; a third more time.
  ///   - threads: how many pieces are made at once.
  ///   - isCancelled: asked between pieces.
  /// - Returns: nil when cancelled.
  /// - Throws: `SurfaceFailure.tooManyTriangles`.
  public init?(
    of values: Set<UInt8>, in block: LabelBlock, box: VoxelBox,
    field: SurfaceRecipe.Field = SurfaceRecipe.standard.field, measuringDistance: Bool = false,
    threads: Int = 1, isCancelled: @Sendable () -> Bool = { false }
  ) throws(SurfaceFailure) {
    guard !box.isEmpty else {
      self.init(empty: values, block.size, field, measuringDistance)
      return
    }
    let bits = BitRows(of: values, in: block, box: box)
    try self.init(
      of: values, bits: bits, in: block, box: box, field: field,
      measuringDistance: measuringDistance, threads: threads, isCancelled: isCancelled)
  }

  /// Makes the whole surface of bits that were read before.
  init?(
    of values: Set<UInt8>, bits: BitRows, in block: LabelBlock, box: VoxelBox,
    field: SurfaceRecipe.Field, boundary: BoundaryValues? = nil, measuringDistance: Bool = false,
    threads: Int, isCancelled: @Sendable () -> Bool
  ) throws(SurfaceFailure) {
    self.init(empty: values, block.size, field, measuringDistance)
    self.boundary = boundary
    try SurfaceExtraction.checkSize(bits)
    let keys = grid.keys(touchedBy: box)
    guard let made = make(keys, bits, block, threads: threads, isCancelled: isCancelled) else {
      return nil
    }
    for (key, piece) in zip(keys, made) {
      guard let piece else { continue }
      self.keys.append(key)
      pieces.append(piece)
    }
    assemble()
  }

  private init(
    empty values: Set<UInt8>, _ size: GridSize, _ field: SurfaceRecipe.Field, _ measures: Bool
  ) {
    (self.values, self.field, measuresDistance) = (values.subtracting([0]), field, measures)
    grid = BrickGrid(size)
  }

  /// The greatest distance of a vertex from the voxel faces around it, in mm.
  ///
  /// An upper bound of that from the nearest face. Nil without a surface, and when it is not measured.
  public var greatestDistance: Double? {
    measuresDistance ? pieces.map(\.greatestDistance).max() : nil
  }

  /// The mean of those distances; an upper bound in the same way.
  public var meanDistance: Double? {
    let count = pieces.reduce(0) { $0 + $1.positions.count }
    return measuresDistance && count > 0
      ? pieces.reduce(0) { $0 + $1.distanceSum } / Double(count) : nil
  }

  /// Makes the bricks anew that voxels of a box have a part in.
  ///
  /// - Parameters:
  ///   - box: the voxels that may have changed since the surface was made.
  ///   - block: the labels now; holds `BrickGrid.voxels(neededFor: box)`, cut at the volume's edge.
  ///   - isCancelled: asked between bricks.
  /// - Returns: false when cancelled; the surface is as before then.
  public mutating func update(
    _ box: VoxelBox, from block: LabelBlock, isCancelled: @Sendable () -> Bool = { false }
  ) -> Bool {
    let box = box.intersection(VoxelBox(block.size))
    let touched = grid.keys(touchedBy: box)
    guard !touched.isEmpty else { return true }
    let needed = grid.voxels(neededFor: box).intersection(VoxelBox(block.size))
    precondition(block.box.intersection(needed) == needed, "the block does not hold the bricks")
    let bits = BitRows(of: values, in: block, box: needed)
    guard let made = make(touched, bits, block, threads: 1, isCancelled: isCancelled) else {
      return false
    }
    replace(touched, by: made)
    return true
  }

  /// Makes pieces, in the order of `keys`.
  private func make(
    _ keys: [Int], _ bits: BitRows, _ block: LabelBlock, threads: Int,
    isCancelled: @Sendable () -> Bool
  ) -> [BrickPiece?]? {
    let field = SurfaceField(field, spacing: block.geometry.spacing)
    let (grid, boundary, measuresDistance) = (grid, boundary, measuresDistance)
    @Sendable func maker() -> BrickMaker {
      BrickMaker(
        bits, field, block.geometry, volume: block.size, boundary: boundary,
        measuresDistance: measuresDistance)
    }
    guard threads > 1, keys.count > 1 else {
      var maker = maker()
      var made: [BrickPiece?] = []
      made.reserveCapacity(keys.count)
      for key in keys {
        if isCancelled() { return nil }
        made.append(maker.piece(of: grid.brick(key)))
      }
      return made
    }
    // Runs of neighbouring bricks, handed out as threads come free.
    let run = max(1, keys.count / (8 * threads))
    let runs = (keys.count + run - 1) / run
    let next = Mutex(0)
    let results = Mutex([[BrickPiece?]?](repeating: nil, count: runs))
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      var maker = maker()
      while true {
        let number = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard number < runs, !isCancelled() else { return }
        let range = number * run..<min(keys.count, (number + 1) * run)
        let made = range.map { maker.piece(of: grid.brick(keys[$0])) }
        results.withLock { $0[number] = made }
      }
    }
    let all = results.withLock { $0 }
    var made: [BrickPiece?] = []
    made.reserveCapacity(keys.count)
    for part in all {
      guard let part else { return nil }
      made += part
    }
    return made
  }
}
