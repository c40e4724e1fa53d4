public import Files

/// How a surface is made from labels: everything that decides where its vertices lie.
///
/// A verdict binds the recipe, so two recipes are equal exactly when they give the same surface from
/// the same labels. `identifier` is that binding as text and never changes for a given result.
public struct SurfaceRecipe: Hashable, Sendable {
  /// Where along an edge between an inside and an outside voxel centre the surface crosses it.
  public enum Field: Hashable, Sendable {
    /// In the middle: exact to the voxel faces, with a staircase.
    case middle
    /// Where a low-pass of the label passes one half, compensated so that curved bones keep their
    /// volume.
    ///
    /// Seven taps an axis, the same in voxels on every grid, so thick slices lose their terraces too.
    /// The value is clamped by ±0.02 to its label's side, so every voxel centre stays on its own side
    /// and the label's topology is kept. After Whitaker, "Reducing Aliasing Artifacts in Iso-Surfaces
    /// of Binary Volumes", 2000.
    case compensated
    /// Where a Gaussian of the label, `sigma` mm wide, passes one half, clamped in the same way.
    ///
    /// Five taps an axis; `sigma` is kept within 0.75 to 1.2 voxels on each axis. It shrinks what is
    /// round: a ball of 5000 voxels loses 3 % of its volume.
    case clampedGaussian(sigma: Double)
  }

  /// What decides where the surface crosses an edge whose two ends agree with it (`BoundaryValues`).
  public enum Edges: Hashable, Sendable {
    /// The field alone.
    case labels
    /// How sure the AI was.
    case hesitation
    /// Where the grey values pass a threshold, in HU.
    case grey(threshold: Int)
  }

  /// Rounds of smoothing after Taubin, "A Signal Processing Approach to Fair Surface Design", 1995.
  ///
  /// No vertex moves further than a quarter of a voxel along an axis of the grid, nor out of its cell.
  public struct Smoothing: Hashable, Sendable {
    /// Pairs of a shrinking and a growing sweep.
    public var pairs: Int

    /// Takes a number of pairs.
    public init(pairs: Int = 5) { self.pairs = pairs }
  }

  /// Where joining triangles stops, after Garland and Heckbert, "Surface Simplification Using Quadric
  /// Error Metrics", 1997.
  public enum Decimation: Hashable, Sendable {
    /// As few triangles as stay within this many mm of the surface before.
    case distance(Double)
    /// This share of the triangles, above 0 and below 1.
    case share(Double)
  }

  /// Where the surface crosses the grid's edges.
  public var field: Field
  /// What may be finer than the field; the field alone unless asked for.
  public var edges = Edges.labels
  /// What is smoothed afterwards; nothing unless asked for.
  public var smoothing: Smoothing?
  /// How triangles are joined at last; not at all unless asked for.
  public var decimation: Decimation?

  /// Takes the steps.
  public init(field: Field, smoothing: Smoothing? = nil, decimation: Decimation? = nil) {
    (self.field, self.smoothing, self.decimation) = (field, smoothing, decimation)
  }

  /// What every surface is made by unless somebody asks otherwise.
  public static let standard = SurfaceRecipe(field: .compensated)

  /// A text that names the recipe; equal texts mean equal surfaces from equal labels.
  ///
  /// The number at the end rises whenever the algorithm gives other vertices than before.
  public var identifier: String {
    "dual-net-c/\(fieldIdentifier)\(edgesIdentifier)/\(smoothingIdentifier)/\(decimationIdentifier)/2"
  }

  /// The recipe in words, as `meshes.json` carries it.
  public var json: JSONValue {
    .object([
      .init("identifier", .string(identifier)),
      .init("method", "dual net, rule C"),
      .init("field", .string(fieldName)), .init("edges", .string(edgesName)),
      .init("smoothing", .string(smoothingName)),
      .init("decimation", .string(decimationName)),
    ])
  }

  private var fieldName: String {
    switch field {
    case .middle: "mid-edge"
    case .compensated: "two bells of 7 × 7 × 7 voxels clamped, volume-compensated"
    case .clampedGaussian(let sigma): "gaussian \(sigma) mm clamped"
    }
  }

  private var fieldIdentifier: String {
    switch field {
    case .middle: "mid-edge"
    case .compensated: "two-bells-7-clamped"
    case .clampedGaussian(let sigma): "gaussian-\(sigma)mm-clamped"
    }
  }

  private var edgesName: String {
    switch edges {
    case .labels: "labels"
    case .hesitation: "hesitation, where nothing was changed by hand"
    case .grey(let threshold):
      "\(threshold) HU, where it agrees with the labels and nothing was changed by hand"
    }
  }

  private var edgesIdentifier: String {
    switch edges {
    case .labels: ""
    case .hesitation: "+hesitation"
    case .grey(let threshold): "+\(threshold)hu"
    }
  }

  private var smoothingName: String {
    guard let smoothing else { return "none" }
    return "Taubin, \(smoothing.pairs) pairs, within a quarter voxel"
  }

  private var smoothingIdentifier: String {
    guard let smoothing else { return "no-smoothing" }
    return "taubin-\(smoothing.pairs)"
  }

  private var decimationName: String {
    switch decimation {
    case nil: "none"
    case .distance(let limit): "quadric, within \(limit) mm"
    case .share(let share): "quadric, to \(Self.percent(share)) % of the triangles"
    }
  }

  /// Percent without what binary fractions add: 29, not 28.999999999999996.
  private static func percent(_ share: Double) -> Double { (share * 1e8).rounded() / 1e6 }

  private var decimationIdentifier: String {
    switch decimation {
    case nil: "no-decimation"
    case .distance(let limit): "quadric-\(limit)mm"
    case .share(let share): "quadric-\(Self.percent(share))percent"
    }
  }
}
