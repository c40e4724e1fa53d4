import Canvas
import Testing
import Volumes

@testable import Viewing

@Suite struct CellSnappingTests {
  private func view(_ mmPerPixel: Double, centre: Double) throws -> PlaneView {
    let size = GridSize(40, 30, 20)
    let geometry = try Geometry(spacing: [0.5, 0.8, 1.5], origin: PatientPoint(0, 0, 0))
    return PlaneView(
      axes: PlaneAxes(.axial, geometry), size: size, spacing: geometry.spacing,
      centre: GridPoint(20, centre, 10), mmPerPixel: mmPerPixel, pixelAspect: 1.05, width: 60,
      height: 44)
  }

  @Test(
    "both pixels of every cell lie in one voxel, wherever the view was and however large",
    arguments: [0.05, 0.11, 0.19, 0.27, 0.31, 0.4, 0.55, 0.7, 0.76])
  func whole(mmPerPixel: Double) throws {
    for centre in [3.0, 7.25, 14.9, 15.5, 22.123] {
      let snapped = try view(mmPerPixel, centre: centre).snappedToCells
      for row in stride(from: 0, to: 44, by: 2) {
        for column in [0, 31, 59] {
          let upper = snapped.voxel(column: column, row: row)
          #expect(upper == snapped.voxel(column: column, row: row + 1))
        }
      }
      // It moves by less than a voxel.
      #expect(abs(snapped.centreDown - centre) < 1)
    }
  }

  @Test("a view in which a pixel covers more than a voxel stays as it is")
  func coarse() throws {
    let view = try view(0.9, centre: 15)
    #expect(view.snappedToCells == view)
  }

  @Test("it is so while a tool is in hand and the mouse tells whole cells, and at no other time")
  func session() throws {
    var hand = try ScreenHand()
    hand.type("zoom 0.7mm")
    let free = try #require(hand.session.planeView(.axial))
    _ = hand.session.react(.pointer(.cells))
    #expect(hand.session.planeView(.axial) == free)
    hand.type("tool paint")
    let snapped = try #require(hand.session.planeView(.axial))
    #expect(snapped == free.snappedToCells)
    // One step of the zoom is always seen.
    for _ in 0..<4 {
      let before = try #require(hand.session.planeView(.axial)).mmPerPixel
      hand.type("zoom in")
      let after = try #require(hand.session.planeView(.axial)).mmPerPixel
      #expect(after < before || before <= hand.session.smallestScale)
    }
    _ = hand.session.react(.pointer(.pixels))
    #expect(hand.session.planeView(.axial)?.snappedToCells != hand.session.planeView(.axial))
  }
}
