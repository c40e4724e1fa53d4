internal import Dispatch
internal import Synchronization
public import Volumes

/// A face of the box that a volume fills: `x0` is the side of the first voxels along x.
public enum VolumeFace: String, Sendable, CaseIterable {
  case x0, x1, y0, y1, z0, z1
}

/// A surface, and where the edge of the volume cut what it encloses.
public struct ExtractedSurface: Sendable {
  /// The closed surface in mm, LPS; empty when no voxel carries the values.
  public var mesh: Mesh
  /// The faces of the volume that the bone reaches; there the surface is a flat cap half a voxel
  /// beyond the last voxel centres, not bone.
  public var cappedFaces: Set<VolumeFace>
  /// How many voxels it encloses.
  public var voxelCount: Int
  /// The volume of those voxels in mm³.
  public var voxelVolume: Double
  /// How it was made.
  public var recipe: SurfaceRecipe
}

/// Labels in, closed surfaces out.
public enum SurfaceExtraction {
  /// The most triangles that a surface may have.
  public static let greatestTriangleCount = 100_000_000

  /// The surface around the voxels that carry one of `values`; 0, the background, is left out.
  ///
  /// Always closed, edge- and vertex-manifold and oriented outward, also after a reader has joined
  /// equal corners. Parts of the label that meet only at an edge or a corner stay apart, but for
  /// faces that rule C must join (see `CellTable`).
  ///
  /// - Throws: `SurfaceFailure`.
  public static func mesh(
    of values: Set<UInt8>, in labels: Volume<UInt8>, recipe: SurfaceRecipe = .standard
  ) throws(SurfaceFailure) -> ExtractedSurface {
    try mesh(of: values, in: labels, bounds: LabelBounds(of: labels), recipe: recipe)
  }

  /// The surface, given the boxes of this volume's labels: several bones need them only once.
  ///
  /// - Parameter boundary: what `recipe.edges` names, of this volume; nil for the labels alone.
  public static func mesh(
    of values: Set<UInt8>, in labels: Volume<UInt8>, bounds: LabelBounds,
    recipe: SurfaceRecipe = .standard, boundary: BoundaryValues? = nil, threads: Int = 1
  ) throws(SurfaceFailure) -> ExtractedSurface {
    let box = bounds.box(of: values)
    guard !box.isEmpty else {
      return ExtractedSurface(
        mesh: Mesh(), cappedFaces: [], voxelCount: 0, voxelVolume: 0, recipe: recipe)
    }
    let block = LabelBlock(labels)
    let bits = BitRows(of: values, in: block, box: box)
    let surface = try BrickSurface(
      of: values, bits: bits, in: block, box: box, field: recipe.field, boundary: boundary,
      threads: threads,
      isCancelled: { false })
    let count = bits.count
    let faces = cappedFaces(box, labels.size)
    return ExtractedSurface(
      mesh: try finished(surface?.mesh ?? Mesh(), recipe, labels.geometry, labels.size, faces),
      cappedFaces: faces, voxelCount: count,
      voxelVolume: Double(count) * labels.geometry.voxelVolume, recipe: recipe)
  }

  /// The surfaces of several sets of values at once, in the order given.
  ///
  /// - Parameter threads: how many are made at the same time, the largest first.
  /// - Throws: `SurfaceFailure.tooManyTriangles` of the first that is too large.
  public static func meshes(
    of sets: [Set<UInt8>], in labels: Volume<UInt8>, recipe: SurfaceRecipe = .standard,
    threads: Int = 1
  ) throws(SurfaceFailure) -> [ExtractedSurface] {
    let bounds = LabelBounds(of: labels, threads: threads)
    let order = sets.indices.sorted {
      bounds.box(of: sets[$0]).size.count > bounds.box(of: sets[$1]).size.count
    }
    let next = Mutex(0)
    let made = Mutex([Int: Result<ExtractedSurface, SurfaceFailure>]())
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, sets.count))) { _ in
      while true {
        let turn = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard turn < order.count else { return }
        let result = Result { () throws(SurfaceFailure) in
          try mesh(of: sets[order[turn]], in: labels, bounds: bounds, recipe: recipe)
        }
        made.withLock { $0[order[turn]] = result }
      }
    }
    var surfaces: [ExtractedSurface] = []
    let results = made.withLock { $0 }
    for number in sets.indices {
      if let result = results[number] { surfaces.append(try result.get()) }
    }
    return surfaces
  }

  /// Refuses a surface that would be larger than `greatestTriangleCount`.
  static func checkSize(_ bits: BitRows) throws(SurfaceFailure) {
    let triangles = 2 * bits.crossedEdgeCount
    guard triangles <= greatestTriangleCount else {
      throw .tooManyTriangles(triangles, limit: greatestTriangleCount)
    }
  }

  /// The steps after the net that a recipe names: smoothing, then decimation.
  private static func finished(
    _ net: Mesh, _ recipe: SurfaceRecipe, _ geometry: Geometry, _ size: GridSize,
    _ faces: Set<VolumeFace>
  ) throws(SurfaceFailure) -> Mesh {
    var mesh = net
    if let smoothing = recipe.smoothing {
      mesh = TaubinSmoothing.smoothed(
        mesh, pairs: smoothing.pairs, geometry: geometry, volume: size)
    }
    guard let goal = recipe.decimation else { return mesh }
    let planes = VolumeFace.allCases.filter(faces.contains).map { CutPlane($0, of: size, geometry) }
    guard let fewer = Decimation.decimated(mesh, to: goal, keeping: planes) else {
      throw .notClosed
    }
    return fewer
  }

  private static func cappedFaces(_ box: VoxelBox, _ size: GridSize) -> Set<VolumeFace> {
    var faces: Set<VolumeFace> = []
    if box.lower.x == 0 { faces.insert(.x0) }
    if box.lower.y == 0 { faces.insert(.y0) }
    if box.lower.z == 0 { faces.insert(.z0) }
    if box.upper.x == size.x { faces.insert(.x1) }
    if box.upper.y == size.y { faces.insert(.y1) }
    if box.upper.z == size.z { faces.insert(.z1) }
    return faces
  }
}
