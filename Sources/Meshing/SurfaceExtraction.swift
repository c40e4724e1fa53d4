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
  public static func mesh(
    of values: Set<UInt8>, in labels: Volume<UInt8>, bounds: LabelBounds,
    recipe: SurfaceRecipe = .standard
  ) throws(SurfaceFailure) -> ExtractedSurface {
    let box = bounds.box(of: values)
    guard !box.isEmpty else {
      return ExtractedSurface(
        mesh: Mesh(), cappedFaces: [], voxelCount: 0, voxelVolume: 0, recipe: recipe)
    }
    let bits = BitRows(of: values, in: labels, box: box)
    let triangles = 2 * bits.crossedEdgeCount
    guard triangles <= greatestTriangleCount else {
      throw .tooManyTriangles(triangles, limit: greatestTriangleCount)
    }
    let field = SurfaceField(recipe.field, spacing: labels.geometry.spacing)
    let count = bits.count
    let faces = cappedFaces(box, labels.size)
    let net = DualNet.mesh(bits, field, labels.geometry, volume: labels.size)
    return ExtractedSurface(
      mesh: try finished(net, recipe, labels.geometry, labels.size, faces),
      cappedFaces: faces, voxelCount: count,
      voxelVolume: Double(count) * labels.geometry.voxelVolume, recipe: recipe)
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
