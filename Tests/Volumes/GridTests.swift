import Testing
import Volumes

@Suite("Grids, boxes, planes and labels")
struct GridTests {
  @Test("offset and index are inverse, x fastest")
  func offsets() {
    let size = GridSize(3, 5, 7)
    #expect(size.offset(VoxelIndex(1, 2, 3)) == 1 + 2 * 3 + 3 * 15)
    for offset in 0..<size.count { #expect(size.offset(size.index(offset)) == offset) }
    #expect(!size.contains(VoxelIndex(3, 0, 0)) && !size.contains(VoxelIndex(0, -1, 0)))
  }

  @Test("sizes from outside are checked before anything overflows")
  func checking() {
    #expect(GridSize(checking: 4096, 4096, 64) != nil)
    #expect(GridSize(checking: 4096, 4096, 65) == nil)
    #expect(GridSize(checking: 0, 1, 1) == nil)
    #expect(GridSize(checking: 1, -1, 1) == nil)
    #expect(GridSize(checking: 1, 1, .max) == nil)
  }

  @Test("the nearest voxel; none for what is not finite or far away")
  func nearest() {
    #expect(GridPoint(1.4, -0.5, 2.6).nearestIndex == VoxelIndex(1, -1, 3))
    #expect(GridPoint(.nan, 0, 0).nearestIndex == nil)
    #expect(GridPoint(1e12, 0, 0).nearestIndex == nil)
  }

  @Test("boxes: intersection, union, growth, emptiness")
  func boxes() {
    let a = VoxelBox(lower: VoxelIndex(0, 0, 0), upper: VoxelIndex(4, 5, 6))
    let b = VoxelBox(lower: VoxelIndex(2, 3, 4), upper: VoxelIndex(9, 9, 9))
    #expect(a.intersection(b).size == GridSize(2, 2, 2))
    #expect(a.union(b) == VoxelBox(lower: VoxelIndex(0, 0, 0), upper: VoxelIndex(9, 9, 9)))
    #expect(b.union(.empty) == b && VoxelBox.empty.union(b) == b)
    #expect(a.grown(by: 1).size == GridSize(6, 7, 8))
    #expect(VoxelBox.empty.isEmpty && VoxelBox.empty.size.count == 0)
    #expect(a.contains(VoxelIndex(3, 4, 5)) && !a.contains(VoxelIndex(4, 4, 5)))
  }

  @Test("the inverse of a matrix; none when it is singular")
  func inverse() throws {
    let matrix = Matrix3(columns: [2, 0, 1], [0, 3, 0], [1, 1, 4])
    let inverse = try #require(matrix.inverse)
    let vector: SIMD3<Double> = [1, -2, 3]
    #expect(length(inverse * (matrix * vector) - vector) < 1e-12)
    #expect(matrix.determinant == 21)
    #expect(Matrix3(columns: [1, 2, 3], [2, 4, 6], [0, 0, 1]).inverse == nil)
    #expect(matrix.rowMajor == [2, 0, 1, 0, 3, 1, 1, 0, 4])
  }

  @Test("planes of a grid along L, P, S in radiological convention")
  func planes() {
    let axial = PlaneAxes(.axial, .unit)
    #expect((axial.across, axial.down, axial.through) == (0, 1, 2))
    #expect(!axial.acrossFlipped && !axial.downFlipped)
    let coronal = PlaneAxes(.coronal, .unit)
    #expect((coronal.across, coronal.down, coronal.through) == (0, 2, 1))
    // k grows upwards, the screen's rows downwards.
    #expect(!coronal.acrossFlipped && coronal.downFlipped)
    let sagittal = PlaneAxes(.sagittal, .unit)
    #expect((sagittal.across, sagittal.down, sagittal.through) == (1, 2, 0))
  }

  @Test("planes of a RAS grid are turned so that the patient's right stays on the left")
  func rasPlanes() throws {
    let ras = try Geometry(
      spacing: [1, 1, 1], origin: PatientPoint(0, 0, 0),
      direction: Matrix3(columns: [-1, 0, 0], [0, -1, 0], [0, 0, 1]))
    #expect(AnatomicalAxes(ras).letters == "RAS")
    let axial = PlaneAxes(.axial, ras)
    #expect(axial.acrossFlipped && axial.downFlipped)
  }

  @Test("letters of an oblique direction")
  func letters() {
    #expect(DirectionLetters.of([1, 0, 0]) == "L")
    #expect(DirectionLetters.of([-0.9, -0.4, 0.1]) == "RA")
    #expect(DirectionLetters.of([0, 0, 0]) == "")
  }

  @Test("voxels of each label, and the box around some")
  func labels() {
    let size = GridSize(5, 4, 3)
    var volume = Volume<UInt8>(size: size, geometry: .unit, filledWith: 0)
    volume[VoxelIndex(1, 2, 0)] = 3
    volume[VoxelIndex(4, 1, 2)] = 3
    volume[VoxelIndex(0, 0, 1)] = 255
    let map = LabelMap(volume: volume, table: .knee)
    let counts = map.voxelCounts()
    #expect(counts[3] == 2 && counts[255] == 1 && counts[0] == 57)
    #expect(
      map.bounds(of: [3]) == VoxelBox(lower: VoxelIndex(1, 1, 0), upper: VoxelIndex(5, 3, 3)))
    #expect(map.bounds(of: [9]).isEmpty)
  }

  @Test("a table names its values and refuses none twice")
  func table() {
    var table = LabelTable.knee
    #expect(table.named("PATELLA")?.value == 3)
    #expect(table.name(of: 0) == "background" && table.name(of: 9) == "label 9")
    table.add(LabelEntry(value: 9, name: "spur\u{1B}[31m", parent: 1))
    table.add(LabelEntry(value: 9, name: "again"))
    #expect(table.entries.count == 5)
    #expect(table.name(of: 9) == "spur·[31m")
  }
}
