internal import Reviewing
internal import Volumes

/// A grid that labels and uncertainty are brought onto by their places in the patient.
struct TargetGrid {
  let size: GridSize
  let geometry: Geometry
  /// Whose grid it is, as messages call it.
  let name: String

  init(_ size: GridSize, _ geometry: Geometry, name: String) {
    (self.size, self.geometry, self.name) = (size, geometry, name)
  }

  /// The grid of a CT.
  init(_ ct: LoadedInputs.CT) {
    self.init(ct.volume.size, ct.volume.geometry, name: "CT")
  }

  /// The grid of a case.
  init(_ facts: CaseFacts) {
    self.init(facts.size, facts.geometry, name: "case")
  }

  /// Brings doubt onto this grid.
  ///
  /// - Throws: `Placement.NoOverlap`.
  func place(_ doubt: LoadedInputs.Doubt) throws -> LoadedInputs.Doubt {
    let placed = try Placement.place(
      doubt.volume, onto: size, geometry, background: 0, what: "uncertainty map", path: doubt.path,
      grid: name)
    var result = doubt
    result.volume = placed.volume
    result.warnings += placed.notices
    return result
  }
}
