import TestKit
import Testing
import Volumes

@Suite("Where a grid lies")
struct GeometryTests {
  @Test("RAS rows become LPS and come back")
  func ras() throws {
    let rows: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>) = (
      [0, -2, 0, 5], [3, 0, 0, 6], [0, 0, 4, 7]
    )
    let geometry = try Geometry(rasRows: rows)
    // i grows to anterior: LPS -y.
    #expect(geometry.direction[0] == [0, -1, 0])
    #expect(geometry.spacing == [3, 2, 4])
    #expect(geometry.origin == PatientPoint(-5, -6, 7))
    #expect(geometry.rasRows.0 == rows.0)
    #expect(geometry.rasRows.1 == rows.1)
    #expect(geometry.rasRows.2 == rows.2)
  }

  @Test("voxel to patient and back, on random oblique grids", arguments: 1...20)
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func random(_ range: ClosedRange<Double>) -> SIMD3<Double> {
      SIMD3(
        Double.random(in: range, using: &generator), Double.random(in: range, using: &generator),
        Double.random(in: range, using: &generator))
    }
    let first = random(-1...1)
    let i = first / length(first)
    let second = cross(i, random(-1...1))
    let j = second / length(second)
    let geometry = try Geometry(
      spacing: random(0.2...4), origin: PatientPoint(random(-500...500)),
      direction: Matrix3(columns: i, j, cross(i, j)))
    for _ in 0..<20 {
      let place = GridPoint(random(-100...600))
      let back = geometry.gridPoint(geometry.point(place))
      #expect(length(back.vector - place.vector) < 1e-8, "seed \(seed)")
    }
    let corner = geometry.translated(to: VoxelIndex(3, 4, 5))
    #expect(
      corner.point(VoxelIndex(1, 1, 1)).distance(to: geometry.point(VoxelIndex(4, 5, 6))) < 1e-9)
    #expect(
      abs(geometry.voxelVolume - geometry.spacing.x * geometry.spacing.y * geometry.spacing.z)
        < 1e-9)
  }

  @Test("what is no geometry is refused by its reason")
  func refusals() {
    func make(_ columns: Matrix3, _ origin: PatientPoint = PatientPoint(0, 0, 0)) throws -> Geometry
    {
      try Geometry(columns: columns, origin: origin)
    }
    #expect(throws: Geometry.Failure.notFinite) {
      try make(Matrix3(columns: [.nan, 0, 0], [0, 1, 0], [0, 0, 1]))
    }
    #expect(throws: Geometry.Failure.notFinite) {
      try make(.identity, PatientPoint(.infinity, 0, 0))
    }
    #expect(throws: Geometry.Failure.singular) {
      try make(Matrix3(columns: [0, 0, 0], [0, 1, 0], [0, 0, 1]))
    }
    #expect(throws: Geometry.Failure.singular) {
      try make(Matrix3(columns: [1, 0, 0], [1, 0, 0], [0, 0, 1]))
    }
    #expect(throws: Geometry.Failure.spacing([200, 1, 1])) {
      try make(Matrix3(columns: [200, 0, 0], [0, 1, 0], [0, 0, 1]))
    }
    #expect {
      try make(Matrix3(columns: [1, 0, 0], [0.5, 1, 0], [0, 0, 1]))
    } throws: {
      guard case .sheared(let cosine)? = $0 as? Geometry.Failure else { return false }
      return abs(cosine - 0.4472135955) < 1e-6
    }
  }

  @Test("the smallest spacing that is accepted works on all axes at once")
  func tiny() throws {
    let geometry = try Geometry(spacing: [0.001, 0.001, 0.001], origin: PatientPoint(0, 0, 0))
    #expect(abs(geometry.gridPoint(PatientPoint(0.5, 0, 0)).vector.x - 500) < 1e-6)
  }

  @Test("handedness")
  func handedness() throws {
    #expect(!Geometry.unit.isLeftHanded)
    let mirrored = try Geometry(
      columns: Matrix3(columns: [1, 0, 0], [0, -1, 0], [0, 0, 1]), origin: PatientPoint(0, 0, 0))
    #expect(mirrored.isLeftHanded)
    #expect(mirrored.voxelVolume == 1)
  }

  @Test("the greatest distance between corners")
  func corners() throws {
    let other = try Geometry(spacing: [1.01, 1, 1], origin: PatientPoint(0, 0, 0))
    let apart = Geometry.unit.greatestCornerDistance(to: other, size: GridSize(101, 3, 2))
    #expect(abs(apart - 1) < 1e-9)
  }
}
