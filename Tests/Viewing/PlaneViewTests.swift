import Testing
import Volumes

@testable import Viewing

@Suite("From pixel to voxel and back")
struct PlaneViewTests {
  private func view(_ name: String, _ plane: Plane) throws -> PlaneView {
    PlaneView(
      axes: PlaneAxes(plane, try Grids.geometry(name)), size: Grids.size, spacing: Grids.spacing,
      centre: GridPoint(3.3, 6.1, 2.2), mmPerPixel: 0.13, pixelAspect: 1.7, width: 61, height: 34)
  }

  @Test("a place on the screen comes back from the grid", arguments: Grids.names)
  func roundTrip(_ name: String) throws {
    for plane in Plane.allCases {
      let view = try view(name, plane)
      for place in [SIMD2(0.5, 0.5), SIMD2(60.5, 0.5), SIMD2(13.2, 33.9), SIMD2(-4, 80)] {
        let back = view.pixel(of: view.gridPoint(x: place.x, y: place.y))
        #expect(abs(back.x - place.x) < 1e-9 && abs(back.y - place.y) < 1e-9)
      }
    }
  }

  @Test("the centre lies in the middle, and a millimetre is a millimetre both ways")
  func millimetres() throws {
    let geometry = try Grids.geometry("oblique RAS")
    let view = try view("oblique RAS", .coronal)
    let axes = view.axes
    let middle = view.gridPoint(x: 30.5, y: 17)
    #expect(abs(middle.vector[axes.across] - GridPoint(3.3, 6.1, 2.2).vector[axes.across]) < 1e-9)
    let place = geometry.point(middle)
    let right = geometry.point(view.gridPoint(x: 31.5, y: 17))
    let below = geometry.point(view.gridPoint(x: 30.5, y: 18))
    #expect(abs(place.distance(to: right) - 0.13) < 1e-9)
    #expect(abs(place.distance(to: below) - 0.13 * 1.7) < 1e-9)
  }

  @Test("fitting shows the box and no less, with the same scale both ways")
  func fitting() throws {
    let geometry = try Grids.geometry("LPS")
    let box = VoxelBox(lower: VoxelIndex(2, 3, 0), upper: VoxelIndex(6, 9, 7))
    let view = PlaneView(
      fitting: box, axes: PlaneAxes(.axial, geometry), size: Grids.size, spacing: Grids.spacing,
      slice: 5, width: 50, height: 30)
    // 4 · 0.7 = 2.8 mm across, 6 · 0.5 = 3 mm down: the height decides, 0.1 mm a pixel.
    #expect(abs(view.mmPerPixel - 0.1) < 1e-12)
    #expect(view.slice == 5)
    let corner = view.pixel(across: 1.5, down: 2.5)
    #expect(abs(corner.x - 11) < 1e-9 && abs(corner.y) < 1e-9)
  }

  @Test("a pixel outside the grid has no voxel, and one on its edge has the edge's")
  func voxel() throws {
    let geometry = try Grids.geometry("RAS")
    let view = PlaneView(
      axes: PlaneAxes(.axial, geometry), size: Grids.size, spacing: Grids.spacing,
      centre: GridPoint(4, 5, 3), mmPerPixel: 0.7, width: 11, height: 9)
    // On RAS the first voxel is the most right and the most anterior: on the screen, i runs from the
    // left backwards to the patient's left.
    #expect(view.voxel(column: 0, row: 4) == nil)
    #expect(view.voxel(column: 1, row: 4) == VoxelIndex(8, 5, 3))
    #expect(view.voxel(column: 9, row: 4) == VoxelIndex(0, 5, 3))
    #expect(view.voxel(column: 10, row: 4) == nil)
  }
}
