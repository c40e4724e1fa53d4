/// A 3×3 matrix of doubles, kept as three columns.
public struct Matrix3: Hashable, Sendable {
  /// The columns; for a direction matrix, the unit vectors of the axes i, j, k.
  public var columns: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>) {
    (first, second, third)
  }
  private var first: SIMD3<Double>
  private var second: SIMD3<Double>
  private var third: SIMD3<Double>

  /// Takes three columns.
  public init(columns first: SIMD3<Double>, _ second: SIMD3<Double>, _ third: SIMD3<Double>) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// Ones on the diagonal.
  public static let identity = Matrix3(columns: [1, 0, 0], [0, 1, 0], [0, 0, 1])

  /// A column.
  public subscript(column: Int) -> SIMD3<Double> {
    switch column {
    case 0: first
    case 1: second
    default: third
    }
  }

  /// The matrix times a column vector.
  public static func * (matrix: Matrix3, vector: SIMD3<Double>) -> SIMD3<Double> {
    matrix.first * vector.x + matrix.second * vector.y + matrix.third * vector.z
  }

  /// The matrix with each column times a number.
  public func scalingColumns(by scale: SIMD3<Double>) -> Matrix3 {
    Matrix3(columns: first * scale.x, second * scale.y, third * scale.z)
  }

  /// The signed volume that the columns span.
  public var determinant: Double { (first * cross(second, third)).sum() }

  /// The inverse, nil when the columns are (nearly) in one plane or not finite.
  public var inverse: Matrix3? {
    let determinant = determinant
    guard determinant.isFinite, abs(determinant) > 1e-12 else { return nil }
    let a = cross(second, third) / determinant
    let b = cross(third, first) / determinant
    let c = cross(first, second) / determinant
    return Matrix3(columns: [a.x, b.x, c.x], [a.y, b.y, c.y], [a.z, b.z, c.z])
  }

  /// The nine numbers row by row.
  public var rowMajor: [Double] {
    [first.x, second.x, third.x, first.y, second.y, third.y, first.z, second.z, third.z]
  }
}

/// The cross product of two vectors.
public func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

/// The dot product of two vectors.
public func dot(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { (a * b).sum() }

/// The length of a vector.
public func length(_ vector: SIMD3<Double>) -> Double { dot(vector, vector).squareRoot() }
