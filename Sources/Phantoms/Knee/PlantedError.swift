public import Volumes

/// A fault planted in the AI labels of the synthetic knee, the answer a reviewer should find.
public struct PlantedError: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: String, Sendable, CaseIterable {
    /// Background labelled as bone between two bones, which now touch.
    case bridge
    /// Slices of a bone without any label.
    case missingSlices
    /// An osteophyte that was left out.
    case missingOsteophyte
    /// A piece of label in a muscle.
    case island
    /// A hollow inside a bone.
    case hole
  }

  /// What is wrong.
  public let kind: Kind
  /// The bone whose surface is spoilt, named as in `LabelTable.knee`.
  public let bone: String
  /// The wrong voxel nearest to the centre of all of them, on the CT's grid.
  public let positionVoxel: VoxelIndex
  /// The centre of that voxel in mm, LPS.
  public let positionMillimetres: PatientPoint
  /// The volume of all wrong voxels in mm³.
  public let volumeMM3: Double
  /// A sentence that says what is wrong and where.
  public let text: String
}

extension PlantedError.Kind {
  /// Takes the code that the generator gives a voxel, 1...5.
  init?(code: UInt8) {
    guard code >= 1, Int(code) <= Self.allCases.count else { return nil }
    self = Self.allCases[Int(code) - 1]
  }

  /// The code that the generator gives a voxel, 1...5.
  var code: UInt8 {
    switch self {
    case .bridge: 1
    case .missingSlices: 2
    case .missingOsteophyte: 3
    case .island: 4
    case .hole: 5
    }
  }

  var bone: String {
    switch self {
    case .bridge: "patella"
    case .missingSlices: "fibula"
    case .missingOsteophyte, .island, .hole: "tibia"
    }
  }

  var text: String {
    switch self {
    case .bridge: "The patella is joined to the femur by a bridge behind its ridge."
    case .missingSlices: "Four slices of the fibula's shaft have no label."
    case .missingOsteophyte:
      "The osteophyte on the medial rim of the tibial plateau was left out."
    case .island: "A piece of tibia lies in the medial gastrocnemius muscle."
    case .hole: "There is a hollow in the lateral half of the tibial plateau."
    }
  }
}
