public import Meshing

/// A bone's surface as it is shown, and what is known about it.
public struct ShownSurface: Sendable {
  /// The surface to draw.
  public let mesh: Mesh
  /// How unsure the AI was at each vertex, 0...255; nil without a map.
  public let hesitation: [UInt8]?
  /// What is known about it.
  public internal(set) var summary: SurfaceSummary

  /// Puts a surface and its facts together.
  public init(mesh: Mesh, hesitation: [UInt8]?, summary: SurfaceSummary) {
    (self.mesh, self.hesitation, self.summary) = (mesh, hesitation, summary)
  }
}

/// What a surface was found to be by looking at all of its triangles.
public struct SurfaceChecks: Hashable, Sendable {
  /// Whether it encloses a volume without a hole, also after a reader joined equal corners.
  public let isClosed: Bool
  /// Whether no edge has more than two triangles and no corner more than one fan.
  public let isManifold: Bool
  /// Its separate parts.
  public let parts: Int
  /// The volume that it encloses in mm³.
  public let volume: Double

  /// Takes everything.
  public init(isClosed: Bool, isManifold: Bool, parts: Int, volume: Double) {
    (self.isClosed, self.isManifold) = (isClosed, isManifold)
    (self.parts, self.volume) = (parts, volume)
  }
}

/// What is known about a bone's surface.
public struct SurfaceSummary: Hashable, Sendable {
  /// What a look at all triangles found; nil while that is going on.
  public var checks: SurfaceChecks?
  /// The greatest distance from its vertices to the border of the voxels in mm; nil when unknown.
  public let greatestDistance: Double?
  /// Its triangles.
  public let triangles: Int
  /// The session's version of the labels it was made from.
  public let version: Int

  /// Takes everything.
  public init(
    checks: SurfaceChecks?, greatestDistance: Double?, triangles: Int, version: Int
  ) {
    (self.checks, self.greatestDistance) = (checks, greatestDistance)
    (self.triangles, self.version) = (triangles, version)
  }

  /// What tells one surface from another, whether it has been looked at or not.
  var unchecked: SurfaceSummary {
    var summary = self
    summary.checks = nil
    return summary
  }
}
