internal import Meshing
internal import Reviewing
internal import Volumes

/// How far the surfaces of a case lie from those that the AI gave.
struct AIDeviation {
  /// The labels as the AI gave them; nil when no bone was changed.
  let ai: Volume<UInt8>?
  /// The bones whose voxels were changed.
  private let changed: Set<UInt8>
  /// What the recipe's edges name, for the labels as the AI gave them.
  var boundary: BoundaryValues?

  /// Compares labels with what the AI gave, in one pass.
  ///
  /// - Parameter ai: nil when the labels are what the AI gave.
  init(_ ai: BrickedLabels?, _ labels: Volume<UInt8>) {
    guard let ai else {
      (self.ai, changed) = (nil, [])
      return
    }
    let before = ai.voxels()
    var isChanged = [Bool](repeating: false, count: 256)
    let (old, now) = (before.span, labels.voxels.span)
    for at in 0..<old.count where old[at] != now[at] {
      isChanged[Int(old[at])] = true
      isChanged[Int(now[at])] = true
    }
    changed = Set((1...255).filter { isChanged[$0] }.map { UInt8($0) })
    self.ai =
      changed.isEmpty ? nil : Volume(size: labels.size, geometry: labels.geometry, voxels: before)
  }

  /// The signed distance in mm of each corner of a surface from the AI's surface of the same bone.
  ///
  /// Positive outside; both surfaces are made in the same way, so what remains is the corrections. nil
  /// when the AI gave no such bone.
  ///
  /// - Throws: `SurfaceFailure`.
  func atCorners(of surface: BoneSurface) throws -> [Float]? {
    let positions = surface.surface.mesh.positions
    guard let ai, changed.contains(surface.entry.value) else {
      // The same voxels give the same surface.
      return [Float](repeating: 0, count: positions.count)
    }
    let given = try SurfaceExtraction.mesh(
      of: [surface.entry.value], in: ai, bounds: LabelBounds(of: ai),
      recipe: surface.surface.recipe, boundary: boundary
    ).mesh
    guard given.triangleCount > 0 else { return nil }
    let distance = SurfaceDistance(to: given)
    return distance.signedDistances(from: positions)
  }
}
