/// One of the three anatomical planes.
public enum Plane: String, Sendable, CaseIterable {
  case axial, coronal, sagittal
}

/// How a grid is looked at in one plane, in radiological convention.
///
/// Slices follow the voxel axis nearest to the anatomical one and are never resampled. On the screen,
/// axial and coronal have the patient's right on the left, axial has anterior on top, coronal and
/// sagittal have superior on top, and sagittal has anterior on the left.
public struct PlaneAxes: Hashable, Sendable {
  /// The plane.
  public let plane: Plane
  /// The voxel axis (0, 1, 2) that runs across the screen.
  public let across: Int
  /// Whether the voxel index falls while the screen's column rises.
  public let acrossFlipped: Bool
  /// The voxel axis that runs down the screen.
  public let down: Int
  /// Whether the voxel index falls while the screen's row rises.
  public let downFlipped: Bool
  /// The voxel axis through the slices.
  public let through: Int

  /// Finds the axes of a plane on a grid.
  public init(_ plane: Plane, _ geometry: Geometry) {
    let axes = AnatomicalAxes(geometry)
    // Each pair: the patient axis (0 = L, 1 = P, 2 = S) and whether the screen runs along it.
    let (acrossPatient, downPatient, downAlong): (Int, Int, Bool) =
      switch plane {
      case .axial: (0, 1, true)
      case .coronal: (0, 2, false)
      case .sagittal: (1, 2, false)
      }
    self.plane = plane
    across = axes.voxelAxis(acrossPatient)
    acrossFlipped = !axes.isAlong(acrossPatient)
    down = axes.voxelAxis(downPatient)
    downFlipped = axes.isAlong(downPatient) != downAlong
    through = 3 - across - down
  }
}

/// Which voxel axis runs nearest to each patient axis.
public struct AnatomicalAxes: Hashable, Sendable {
  private let axes: [Int]
  private let along: [Bool]

  /// Matches the three voxel axes with the three patient axes, the strongest agreement first.
  public init(_ geometry: Geometry) {
    var axes = [-1, -1, -1]
    var along = [true, true, true]
    var free: Set<Int> = [0, 1, 2]
    var pairs: [(patient: Int, voxel: Int, cosine: Double)] = []
    for patient in 0..<3 {
      for voxel in 0..<3 {
        pairs.append((patient, voxel, geometry.direction[voxel][patient]))
      }
    }
    pairs.sort { abs($0.cosine) > abs($1.cosine) }
    for pair in pairs where axes[pair.patient] < 0 && free.contains(pair.voxel) {
      axes[pair.patient] = pair.voxel
      along[pair.patient] = pair.cosine > 0
      free.remove(pair.voxel)
    }
    self.axes = axes
    self.along = along
  }

  /// The voxel axis nearest to a patient axis (0 = left, 1 = posterior, 2 = superior).
  public func voxelAxis(_ patientAxis: Int) -> Int { axes[patientAxis] }

  /// Whether that voxel axis runs towards left, posterior or superior, not away from it.
  public func isAlong(_ patientAxis: Int) -> Bool { along[patientAxis] }

  /// The three letters towards which i, j and k grow, such as "LPS".
  public var letters: String {
    let names = [["R", "L"], ["A", "P"], ["I", "S"]]
    return (0..<3).map { voxel in
      let patient = axes.firstIndex(of: voxel) ?? 0
      return names[patient][along[patient] ? 1 : 0]
    }.joined()
  }
}

/// Letters for a direction in the patient.
public enum DirectionLetters {
  /// The letter of the strongest component, followed by those of the others that matter.
  ///
  /// A component counts when it is more than sin 10° ≈ 0.17 of the whole, so an oblique volume gets
  /// compound letters such as "RA".
  ///
  /// - Parameter direction: a vector in LPS.
  public static func of(_ direction: SIMD3<Double>) -> String {
    let norm = length(direction)
    guard norm > 0 else { return "" }
    let letters = [("L", "R"), ("P", "A"), ("S", "I")]
    return (0..<3)
      .map { (share: abs(direction[$0]) / norm, axis: $0) }
      .filter { $0.share > 0.17 }
      .sorted { $0.share > $1.share }
      .map { direction[$0.axis] > 0 ? letters[$0.axis].0 : letters[$0.axis].1 }
      .joined()
  }
}
