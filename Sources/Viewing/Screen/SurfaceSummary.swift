public import Meshing

/// A bone's surface as it is shown, and what is known about it.
public struct ShownSurface: Sendable {
  /// The surface to draw.
  public let mesh: Mesh
  /// How unsure the AI was at each vertex, 0...255; nil without a map.
  public let hesitation: [UInt8]?
  /// What is known about it.
  public internal(set) var summary: SurfaceSummary
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
    let levels = SurfaceLevels(mesh, isClosed: summary.isTakenForClosed)
    self.levels = levels
    hesitationLevels = hesitation.map { levels.values($0, neutral: 0) }
  }
}

/// What a surface was found to be by looking at all of its triangles.
public struct SurfaceChecks: Hashable, Sendable {
  /// Whether it encloses a volume without a hole, also after a reader joined equal corners.
  public let isClosed: Bool
  /// Whether no edge has more than two triangles and no corner more than one fan.
  public let isManifold: Bool
  /// Its separate parts, without the walls of cavities.
  public let parts: Int
  /// The volume that it encloses in mm³.
  public let volume: Double
  /// Edges that do not have two triangles.
  public let openEdges: Int
  /// Hollows inside it that nothing reaches from outside.
  public let cavities: Int
  /// Tunnels through it, of all parts together; nil when it is not closed.
  public let tunnels: Int?
  /// All that was measured; nil when only the above is known.
  public let facts: MeshFacts?

  /// Takes everything.
  public init(
    isClosed: Bool, isManifold: Bool, parts: Int, volume: Double, openEdges: Int = 0,
    cavities: Int = 0, tunnels: Int? = nil, facts: MeshFacts? = nil
  ) {
    self.facts = facts
    (self.isClosed, self.isManifold) = (isClosed, isManifold)
    (self.parts, self.volume) = (parts, volume)
    (self.openEdges, self.cavities, self.tunnels) = (openEdges, cavities, tunnels)
  }
}

/// What is known about a bone's surface.
public struct SurfaceSummary: Hashable, Sendable {
  /// What a look at all triangles found; nil while that is going on.
  public var checks: SurfaceChecks?
  /// The greatest distance from its vertices to the border of the voxels in mm; nil when unknown.
  public let greatestDistance: Double?
  /// The mean of those distances in mm; nil when unknown.
  public let meanDistance: Double?
  /// Its triangles.
  public let triangles: Int
  /// The session's version of the labels it was made from.
  public let version: Int

  /// Takes everything.
  public init(
    checks: SurfaceChecks?, greatestDistance: Double?, meanDistance: Double? = nil, triangles: Int,
    version: Int
  ) {
    self.meanDistance = meanDistance
    (self.checks, self.greatestDistance) = (checks, greatestDistance)
    (self.triangles, self.version) = (triangles, version)
  }

  /// Whether it counts as closed while nobody has looked: by construction it is.
  var isTakenForClosed: Bool { checks?.isClosed ?? true }

  /// What tells one surface from another, whether it has been looked at or not.
  var unchecked: SurfaceSummary {
    var summary = self
    summary.checks = nil
    return summary
  }
}
