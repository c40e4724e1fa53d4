/// A voxel, counted from 0 along the axes of its grid.
public struct VoxelIndex: Hashable, Sendable, CustomStringConvertible {
  /// Along the fastest axis.
  public var x: Int
  /// Along the second axis.
  public var y: Int
  /// Along the slowest axis.
  public var z: Int

  /// Takes three counts.
  @inlinable
  public init(_ x: Int, _ y: Int, _ z: Int) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The coordinate along axis 0, 1 or 2.
  public subscript(axis: Int) -> Int {
    get {
      switch axis {
      case 0: x
      case 1: y
      default: z
      }
    }
    set {
      switch axis {
      case 0: x = newValue
      case 1: y = newValue
      default: z = newValue
      }
    }
  }

  /// The text form.
  public var description: String { "\(x),\(y),\(z)" }
}

/// A place on a grid in voxels, where whole numbers are voxel centres.
public struct GridPoint: Hashable, Sendable {
  /// The three continuous indices.
  public var vector: SIMD3<Double>

  /// Takes three continuous indices.
  public init(_ x: Double, _ y: Double, _ z: Double) { vector = SIMD3(x, y, z) }

  /// Takes a vector of continuous indices.
  public init(_ vector: SIMD3<Double>) { self.vector = vector }

  /// The centre of a voxel.
  public init(_ index: VoxelIndex) {
    vector = SIMD3(Double(index.x), Double(index.y), Double(index.z))
  }

  /// The voxel whose centre is nearest; nil when the point is not finite or very far away.
  public var nearestIndex: VoxelIndex? {
    let rounded = vector.rounded(.toNearestOrAwayFromZero)
    guard (0..<3).allSatisfy({ abs(rounded[$0]) < 1e9 }) else { return nil }
    return VoxelIndex(Int(rounded.x), Int(rounded.y), Int(rounded.z))
  }
}

/// A place in the patient in millimetres, LPS: +x to the patient's left, +y to the back, +z upwards.
public struct PatientPoint: Hashable, Sendable {
  /// The three coordinates in mm.
  public var vector: SIMD3<Double>

  /// Takes left, posterior and superior in mm.
  public init(_ left: Double, _ posterior: Double, _ superior: Double) {
    vector = SIMD3(left, posterior, superior)
  }

  /// Takes a vector in mm, LPS.
  public init(_ vector: SIMD3<Double>) { self.vector = vector }

  /// The distance to another point in mm.
  public func distance(to other: PatientPoint) -> Double {
    let d = vector - other.vector
    return (d * d).sum().squareRoot()
  }
}
