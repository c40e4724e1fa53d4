import Canvas
import Testing
import Viewing
import Volumes

@testable import Reporting

@Suite("The picture of the layout")
struct LayoutPictureTests {
  @Test("it says where the planes meet")
  func texts() throws {
    let rendered = try PictureScene.layout(try PictureScene.volumes()).rendered()
    #expect(PictureScene.text("Slice", rendered) == "9,7,6")
    #expect(PictureScene.text("Position", rendered) == "R 32.8 P 18.3 S 309.0 mm (LPS)")
  }

  @Test("all three planes are the slice renderer's at one scale")
  func planes() throws {
    let volumes = try PictureScene.volumes()
    var picture = PictureScene.layout(volumes)
    picture.style.overlay = .off
    picture.showsCrosshair = false
    picture.style.pixelsPerMillimetre = 16
    let raster = try picture.rendered().raster
    for plane in Plane.allCases {
      let axes = PlaneAxes(plane, volumes.geometry)
      var centre = GridPoint(10, 8, 6)
      centre.vector[axes.through] = GridPoint(9, 7, 6).vector[axes.through]
      // 21 · 0.8 = 16.8 mm is the widest extent, 13 · 1.5 = 19.5 mm the tallest.
      let view = PlaneView(
        axes: axes, size: volumes.size, spacing: PictureScene.spacing, centre: centre,
        mmPerPixel: 1.0 / 16, width: 269, height: 312)
      let slice = SliceRenderer.render(SliceRequest(view), ct: volumes.ct, labels: nil)
      let isThere = PictureScene.place(of: slice, in: raster) != nil
      #expect(isThere, "\(plane)")
    }
  }

  @Test("the cursor's lines leave the cursor itself free")
  func crosshair() throws {
    var picture = PictureScene.layout(try PictureScene.volumes())
    picture.style.pixelsPerMillimetre = 16
    let with = try picture.rendered().raster
    picture.showsCrosshair = false
    let without = try picture.rendered().raster
    let changed = with.pixels.indices.filter { with.pixels[$0] != without.pixels[$0] }
    #expect(changed.count > 1000 && changed.count < 6000)
    let isBrighter = changed.allSatisfy { with.pixels[$0].green >= without.pixels[$0].green }
    #expect(isBrighter)
  }

  @Test("a cursor outside the grid is refused")
  func outside() throws {
    var picture = PictureScene.layout(try PictureScene.volumes())
    picture.cursor = VoxelIndex(9, 17, 6)
    #expect(throws: SnapshotError.sliceOutside(plane: .coronal, slice: 17, count: 17)) {
      try picture.rendered()
    }
  }
}
