public import Meshing

/// A bone's surface as it is shown, and what is known about it.
public struct ShownSurface: Sendable {
  /// The surface to draw.
  public let mesh: Mesh
  /// How unsure the AI was at each vertex, 0...255; nil without a map.
  public let hesitation: [UInt8]?
  /// What is known about it.
  public let summary: SurfaceSummary
  /// How far it lies from the AI's surface; nil when that was not asked for.
  public var change: SurfaceChange?
  /// Ready to be drawn at any scale.
  let levels: SurfaceLevels
  /// The hesitation at the corners of every level; nil without a map.
  let hesitationLevels: [[UInt8]]?

  /// Puts a surface and its facts together, and makes it ready to be drawn.
  ///
  /// That takes some hundredths of a second for a large bone: it belongs in the background.
  public init(mesh: Mesh, hesitation: [UInt8]?, summary: SurfaceSummary) {
    (self.mesh, self.hesitation, self.summary) = (mesh, hesitation, summary)
    let levels = SurfaceLevels(mesh, isClosed: summary.isClosed)
    self.levels = levels
    hesitationLevels = hesitation.map { levels.values($0, neutral: 0) }
  }
}

/// What is known about a bone's surface.
public struct SurfaceSummary: Hashable, Sendable {
  /// Whether it encloses a volume without a hole, also after a reader joined equal corners.
  public let isClosed: Bool
  /// Whether no edge has more than two triangles and no corner more than one fan.
  public let isManifold: Bool
  /// Its separate parts.
  public let parts: Int
  /// The greatest distance from its vertices to the border of the voxels in mm; nil when unknown.
  public let greatestDistance: Double?
  /// The volume that it encloses in mm³.
  public let volume: Double
  /// Its triangles.
  public let triangles: Int
  /// The session's version of the labels it was made from.
  public let version: Int
  /// Edges that do not have two triangles; nil when unknown.
  public let openEdges: Int?
  /// Tunnels through it, of all parts together; nil when unknown or when it is not closed.
  public let tunnels: Int?

  /// Takes everything.
  public init(
    isClosed: Bool, isManifold: Bool, parts: Int, greatestDistance: Double?, volume: Double,
    triangles: Int, version: Int, openEdges: Int? = nil, tunnels: Int? = nil
  ) {
    (self.openEdges, self.tunnels) = (openEdges, tunnels)
    (self.isClosed, self.isManifold, self.parts) = (isClosed, isManifold, parts)
    (self.greatestDistance, self.volume, self.triangles) = (greatestDistance, volume, triangles)
    self.version = version
  }
}
