internal import Files
internal import Glibc
internal import Volumes

/// Slices in spatial order and the regular grid that they lie on, from their headers alone.
///
/// Orders by the projection of Image Position (Patient) on the slice normal; numbers, names and the
/// thickness tag do not count. PS3.3, C.7.6.2.1.1.
struct DICOMSliceStack {
  /// The slices, ascending along the normal.
  var slices: [DICOMHeader]
  /// Where they are along the normal, mm, in the same order.
  var distances: [Double]
  private var row: SIMD3<Double>
  private var column: SIMD3<Double>
  private var normal: SIMD3<Double>
  private var pixelSpacing: SIMD2<Double>

  /// Checks orientation and pixel spacing, and sorts.
  init(_ headers: [DICOMHeader]) throws {
    guard let first = headers.first else { preconditionFailure("a series has a slice") }
    (row, column) = try Self.axes(first)
    normal = cross(row, column)
    guard let spacing = first.pixelSpacing, (0..<2).allSatisfy({ (0.001...100) ~= spacing[$0] })
    else {
      throw DICOMError.attribute(
        path: first.path, what: "pixel spacing (0028,0030) is missing or not within 0.001 to 100 mm"
      )
    }
    pixelSpacing = spacing
    var keyed: [(distance: Double, header: DICOMHeader)] = []
    for header in headers {
      guard let position = header.position, position.sum().isFinite else {
        throw DICOMError.attribute(
          path: header.path,
          what: "the slice position (0020,0032) is missing, so its place is unknown")
      }
      try Self.compare(first, header)
      keyed.append((dot(position, normal), header))
    }
    keyed.sort { ($0.distance, $0.header.path) < ($1.distance, $1.header.path) }
    slices = keyed.map(\.header)
    distances = keyed.map(\.distance)
  }

  /// The positions in `slices` of those that share the place of the slice before them.
  var repeated: [Int] {
    distances.indices.dropFirst().filter { distances[$0] - distances[$0 - 1] < 0.001 }
      .filter { inPlaneStep($0).length < 0.001 }
  }

  /// The same without some slices.
  mutating func remove(_ unwanted: Set<Int>) {
    slices = slices.indices.filter { !unwanted.contains($0) }.map { slices[$0] }
    distances = distances.indices.filter { !unwanted.contains($0) }.map { distances[$0] }
  }

  /// The grid of the slices, or why they lie on none.
  ///
  /// - Parameter notices: gets what is worth telling, safe to show.
  func geometry(notices: inout [String]) throws -> Geometry {
    let thickness =
      slices.count == 1
      ? try singleSpacing(notices: &notices) : try uniformSpacing(notices: &notices)
    guard let position = slices[0].position else { preconditionFailure("checked when sorted") }
    return try Geometry(
      columns: Matrix3(
        columns: row * pixelSpacing.x, column * pixelSpacing.y, normal * thickness),
      origin: PatientPoint(position))
  }

  private func singleSpacing(notices: inout [String]) throws -> Double {
    let candidates = [
      (slices[0].spacingBetweenSlices, "the spacing tag"),
      (slices[0].thickness, "the thickness tag"),
    ]
    for (value, name) in candidates {
      guard let value, (0.001...100) ~= abs(value) else { continue }
      notices.append(
        "There is one slice only; its extent of \(mm(abs(value))) mm is taken from \(name).")
      return abs(value)
    }
    throw DICOMError.attribute(
      path: slices[0].path, what: "a single slice without thickness or spacing has no volume")
  }

  private func uniformSpacing(notices: inout [String]) throws -> Double {
    let gaps = distances.indices.dropFirst().map { distances[$0] - distances[$0 - 1] }
    try checkShear(gaps: gaps, notices: &notices)
    let expected = gaps.sorted()[gaps.count / 2]
    let spacing = (distances[distances.count - 1] - distances[0]) / Double(gaps.count)
    var greatest = 0.0
    for (at, gap) in gaps.enumerated() {
      let difference = abs(gap - expected)
      if difference <= max(0.01, 0.01 * expected) { continue }
      guard difference <= 0.05 * expected else { throw uneven(gaps, at: at) }
      greatest = max(greatest, difference)
    }
    for (at, distance) in distances.enumerated() {
      let deviation = abs(distance - distances[0] - spacing * Double(at))
      if deviation > spacing / 2 {
        throw DICOMError.driftingSpacing(
          spacing: spacing, deviation: deviation, at: label(at))
      }
    }
    if greatest > 0 {
      notices.append(
        "Slice gaps differ by up to \(mm(greatest)) mm from \(mm(expected)) mm; "
          + "\(mm(spacing)) mm is used throughout.")
    }
    return spacing
  }

  /// The first gap that is out of line, with the missing slices named by where they should be.
  private func uneven(_ gaps: [Double], at worst: Int) -> DICOMError {
    // With two gaps there is no majority: the smaller one is the likelier spacing.
    let expected = gaps.count < 3 ? gaps.min() ?? 0 : gaps.sorted()[gaps.count / 2]
    let at = gaps.count < 3 ? gaps.indices.max { gaps[$0] < gaps[$1] } ?? worst : worst
    let gap = gaps[at]
    let steps = (gap / expected).rounded()
    var likely = "The slices were not acquired or exported evenly."
    if steps >= 2, abs(gap - steps * expected) <= 0.05 * expected {
      let count = steps < 1e6 ? Int(steps) - 1 : 1_000_000
      let places = (1...min(count, 3)).map { place(at, offset: expected * Double($0)) }
      let list = places.joined(separator: ", ") + (count > 3 ? ", ..." : "")
      likely =
        count == 1
        ? "One slice is probably missing, at \(list)."
        : "\(count) slices are probably missing, at \(list)."
    }
    return .unevenSpacing(
      expected: expected, found: gap, before: label(at), after: label(at + 1), likely: likely)
  }

  private func checkShear(gaps: [Double], notices: inout [String]) throws {
    let greatestStep = slices.indices.dropFirst().map { inPlaneStep($0).length }.max() ?? 0
    var total = 0.0
    for at in slices.indices { total = max(total, inPlane(from: 0, to: at).length) }
    let along = distances[distances.count - 1] - distances[0]
    if total > 0.1 {
      let ends = inPlane(from: 0, to: slices.count - 1).length
      let radians = atan2(ends, along)
      throw DICOMError.sheared(
        DICOMShear(
          degrees: radians * 180 / .pi, greatestStep: greatestStep, total: total,
          gaps: (gaps.min() ?? 0)...(gaps.max() ?? 0)))
    }
    if greatestStep > 0.011 {
      notices.append(
        "Slices lie up to \(mm(greatestStep)) mm beside one another; this is ignored.")
    }
  }

  private func inPlaneStep(_ at: Int) -> SIMD3<Double> { inPlane(from: at - 1, to: at) }

  private func inPlane(from: Int, to: Int) -> SIMD3<Double> {
    guard let a = slices[from].position, let b = slices[to].position else { return .zero }
    let step = b - a
    return step - normal * dot(step, normal)
  }

  /// The file and place of a slice, for a message.
  func label(_ at: Int) -> String {
    "\(DICOMError.name(slices[at].path)) (\(place(at, offset: 0)))"
  }

  /// The coordinate along the patient axis nearest to the normal.
  private func place(_ at: Int, offset: Double) -> String {
    guard let position = slices[at].position else { return "?" }
    let axis = (0..<3).max { abs(normal[$0]) < abs(normal[$1]) } ?? 2
    return "\(["x", "y", "z"][axis]) \(fixed(position[axis] + normal[axis] * offset, 2))"
  }

  private static func axes(_ header: DICOMHeader) throws -> (SIMD3<Double>, SIMD3<Double>) {
    guard let row = header.rowDirection, let column = header.columnDirection else {
      throw DICOMError.attribute(
        path: header.path, what: "the slice orientation (0020,0037) is missing")
    }
    guard abs(length(row) - 1) <= 1e-3, abs(length(column) - 1) <= 1e-3,
      abs(dot(row, column)) <= 1e-3
    else {
      throw DICOMError.attribute(
        path: header.path,
        what: "the slice orientation (0020,0037) is not two unit vectors at a right angle")
    }
    let unitRow = row / length(row)
    let upright = column - unitRow * dot(column, unitRow)
    return (unitRow, upright / length(upright))
  }

  private static func compare(_ first: DICOMHeader, _ header: DICOMHeader) throws {
    func differ(_ what: String) -> DICOMError {
      .slicesDiffer(
        what: what, first: DICOMError.name(first.path), second: DICOMError.name(header.path))
    }
    guard header.rows == first.rows, header.columns == first.columns else {
      throw differ("size")
    }
    guard let a = first.pixelSpacing, let b = header.pixelSpacing,
      (0..<2).allSatisfy({ abs(a[$0] - b[$0]) <= 1e-4 * a[$0] })
    else { throw differ("pixel spacing") }
    guard let row = header.rowDirection, let column = header.columnDirection,
      let firstRow = first.rowDirection, let firstColumn = first.columnDirection,
      length(row - firstRow) <= 1e-3, length(column - firstColumn) <= 1e-3
    else { throw differ("orientation") }
  }
}

extension SIMD3<Double> {
  fileprivate var length: Double { (self * self).sum().squareRoot() }
}
