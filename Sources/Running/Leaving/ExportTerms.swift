internal import Meshing
public import Volumes

/// How an export is made.
public struct ExportTerms: Sendable {
  /// What is written.
  public var formats = ExportFormat.usual
  /// The frame of the surfaces' coordinates.
  public var frame = PatientFrame.lps
  /// Whether only bones that are accepted now are written.
  public var signedOnly = false
  /// Whether a surface with defects is written, under a name that says so.
  public var allowsDefects = false
  /// Whether files that an earlier export did not make are replaced.
  public var force = false
  /// How surfaces are made.
  var recipe = SurfaceRecipe.standard

  /// The usual: STL and labels, LPS, drafts too.
  public init() {}

  /// Asks for other surfaces than the usual ones.
  ///
  /// - Parameters:
  ///   - smooth: whether they are smoothed, in 5 pairs of sweeps.
  ///   - decimation: where joining triangles stops; nil for none.
  ///   - edges: what decides where boundaries lie between voxels; nil for the labels.
  public mutating func make(smooth: Bool, decimation: DecimationWord?, edges: EdgesWord? = nil) {
    recipe.edges = edges?.edges ?? .labels
    recipe.smoothing = smooth ? SurfaceRecipe.Smoothing(pairs: 5) : nil
    recipe.decimation = decimation?.step
  }
}
