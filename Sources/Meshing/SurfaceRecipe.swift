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

  /// Where the surface crosses the grid's edges.
  public var field: Field

  /// Takes a field.
  public init(field: Field) { self.field = field }

  /// What every surface is made by unless somebody asks otherwise.
  public static let standard = SurfaceRecipe(field: .compensated)

  /// A text that names the recipe; equal texts mean equal surfaces from equal labels.
  ///
  /// The number at the end rises whenever the algorithm gives other vertices than before.
  public var identifier: String { "dual-net-c/\(fieldIdentifier)/no-smoothing/no-decimation/1" }

  /// The recipe in words, as `meshes.json` carries it.
  public var json: JSONValue {
    .object([
      .init("identifier", .string(identifier)),
      .init("method", "dual net, rule C"),
      .init("field", .string(fieldName)),
      .init("smoothing", "none"),
      .init("decimation", "none"),
    ])
  }

  private var fieldName: String {
    switch field {
    case .middle: "mid-edge"
    case .compensated: "half-band 7 taps clamped, volume-compensated"
    case .clampedGaussian(let sigma): "gaussian \(sigma) mm clamped"
    }
  }

  private var fieldIdentifier: String {
    switch field {
    case .middle: "mid-edge"
    case .compensated: "half-band-7-clamped"
    case .clampedGaussian(let sigma): "gaussian-\(sigma)mm-clamped"
    }
  }
}
