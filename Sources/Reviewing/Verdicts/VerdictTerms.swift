public import Files
public import Meshing
public import Volumes

/// What verdicts on the bones of a case bind besides their voxels and the grid.
public struct VerdictTerms: Hashable, Sendable {
  /// The digest of the CT that the case was made with; nil without one.
  ///
  /// Always the one that the case records: whichever CT is at hand must be the same one.
  public let ctDigest: Digest?
  /// The side of the patient; nil when it is unknown.
  public var side: Side?
  /// How surfaces are made.
  public let recipe: SurfaceRecipe

  /// Takes what a case knows of itself and the side as it shows now.
  public init(ctDigest: Digest?, side: Side?, recipe: SurfaceRecipe = .standard) {
    (self.ctDigest, self.side, self.recipe) = (ctDigest, side, recipe)
  }

  /// The side that a label's surface is called by: its own, else the patient's.
  public func side(of entry: LabelEntry) -> Side? { entry.side ?? side }

  /// What a verdict on a label would bind now.
  public func binding(
    of entry: LabelEntry, in labels: Volume<UInt8>, within box: VoxelBox? = nil
  ) -> Digest {
    VerdictBinding.digest(
      of: entry.value, in: labels, within: box, ctDigest: ctDigest, side: side(of: entry),
      recipe: recipe)
  }
}
