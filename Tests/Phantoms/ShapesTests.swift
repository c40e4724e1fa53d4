import Phantoms
import Testing
import Volumes

@Suite struct ShapesTests {
  @Test("a ball of 10 mm on voxels of about 1 mm has the volume of a ball within 1 %")
  func ball() throws {
    let geometry = try Geometry(spacing: [0.9, 1, 1.1], origin: PatientPoint(-14, -15, -16))
    let ball = Shapes.ball(
      size: GridSize(31, 31, 31), geometry: geometry, centre: PatientPoint(0, 0, 0), radius: 10)
    let volume = Double(ball.voxels.count { $0 == 1 }) * geometry.voxelVolume
    #expect(abs(volume / 4188.79 - 1) < 0.01)
  }

  @Test("a torus has a hole in its middle")
  func torus() throws {
    let geometry = try Geometry(spacing: [1, 1, 1], origin: PatientPoint(-15, -15, -15))
    let torus = Shapes.torus(
      size: GridSize(31, 31, 31), geometry: geometry, centre: PatientPoint(0, 0, 0), radius: 9,
      tube: 3)
    #expect(torus[VoxelIndex(15, 15, 15)] == 0)
    #expect(torus[VoxelIndex(24, 15, 15)] == 1)
  }

  @Test("a box holds the voxels of the box")
  func box() {
    let inside = VoxelBox(lower: VoxelIndex(1, 2, 3), upper: VoxelIndex(3, 4, 6))
    let box = Shapes.box(size: GridSize(7, 6, 8), geometry: .unit, box: inside, value: 4)
    #expect(box.voxels.count { $0 == 4 } == 12)
    #expect(box[VoxelIndex(2, 3, 5)] == 4 && box[VoxelIndex(3, 3, 5)] == 0)
  }
}
