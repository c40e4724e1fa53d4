import Canvas
import Files
import Testing
import Viewing
import Volumes

@testable import Reporting

@Suite("The picture of one slice")
struct PlanePictureTests {
  @Test("its pixels are the slice renderer's, and no text lies over them")
  func samePixels() throws {
    let volumes = try PictureScene.volumes()
    var picture = PictureScene.plane(volumes)
    picture.style.overlay = .off
    picture.style.pixelsPerMillimetre = 6
    let rendered = try picture.rendered()
    // 21 · 0.8 mm and 17 · 0.9 mm at 6 pixels a millimetre.
    let axes = PlaneAxes(.axial, volumes.geometry)
    let view = PlaneView(
      axes: axes, size: volumes.size, spacing: PictureScene.spacing, centre: GridPoint(10, 8, 6),
      mmPerPixel: 1.0 / 6, width: 101, height: 92)
    let slice = SliceRenderer.render(SliceRequest(view), ct: volumes.ct, labels: nil)
    let isThere = PictureScene.place(of: slice, in: rendered.raster) != nil
    #expect(isThere)
  }

  @Test("outlines in the bones' colours are drawn over it")
  func outlines() throws {
    let volumes = try PictureScene.volumes(hasCT: false)
    let rendered = try PictureScene.plane(volumes).rendered()
    let pixels = Set(rendered.raster.pixels)
    for role in 1...4 { #expect(pixels.contains(Palette.okabeIto[role]), "legend \(role)") }
    // Legend squares of 12 × 12 apart, the two bones that are here have lines as well.
    for (role, isHere) in [(1, true), (2, true), (3, false)] {
      let count = rendered.raster.pixels.count { $0 == Palette.okabeIto[role] }
      #expect((count > 144) == isHere, "\(role)")
    }
  }

  @Test(
    "a voxel has two pixels or more unless the page would be too wide", arguments: Plane.allCases)
  func scale(_ plane: Plane) throws {
    var picture = PictureScene.plane(try PictureScene.volumes())
    picture.plane = plane
    let rendered = try picture.rendered()
    #expect(rendered.pixelsPerMillimetre * 0.8 >= 2)
    #expect(max(rendered.raster.width, rendered.raster.height) <= 2000)
  }

  @Test("a picture that is coarser than the data says so")
  func coarse() throws {
    var picture = PictureScene.plane(try PictureScene.volumes())
    #expect(PictureScene.text("Notices", try picture.rendered()) == "Draft: tibia is not signed")
    picture.style.pixelsPerMillimetre = 1
    let notices = PictureScene.text("Notices", try picture.rendered())
    #expect(
      notices
        == "Draft: tibia is not signed\n~ coarser than the data: one pixel covers more than one voxel"
    )
  }

  @Test("its file says what the picture says, and nothing else")
  func texts() throws {
    var picture = PictureScene.plane(try PictureScene.volumes())
    picture.style.showsHeat = true
    let texts = try picture.rendered().texts
    #expect(
      texts.map { "\($0.keyword): \($0.text)" } == [
        "Title: axial 6/12", "Software: Condyle 9.8.7", "Disclaimer: \(Program.longNotice)",
        "Case: K7Q2", "Side: RIGHT (header R, fibula agrees)", "Plane: axial", "Slice: 6",
        "Position: S 309.0 mm (LPS)", "Window: WL 300 WW 2000",
        "Bones: femur, tibia, patella, fibula",
        "Heat map: AI hesitation, not error probability; blank does not mean correct",
        "Notices: Draft: tibia is not signed",
      ])
  }

  @Test("the heat map's title says what kind of map it is, or that there is none")
  func heatTitles() throws {
    var picture = PictureScene.plane(try PictureScene.volumes(hasDoubt: false))
    #expect(PictureScene.text("Heat map", try picture.rendered()) == nil)
    picture.style.showsHeat = true
    #expect(PictureScene.text("Heat map", try picture.rendered()) == "Heat map: no map")
    let with = try PictureScene.volumes()
    picture.volumes = try PictureVolumes(
      ct: with.ct, labels: with.labels, doubt: with.doubt, doubtKind: .ambiguity)
    #expect(
      PictureScene.text("Heat map", try picture.rendered())?.hasPrefix("Image ambiguity") == true)
  }

  @Test("a slice that is not there is an error that says which are")
  func outside() throws {
    var picture = PictureScene.plane(try PictureScene.volumes())
    picture.slice = 13
    let error = #expect(throws: SnapshotError.self) { try SnapshotPicture.plane(picture) }
    #expect(error?.message == "There is no axial slice 13; give 0 to 12.")
  }

  @Test("a scale that would fill the memory is refused")
  func tooLarge() throws {
    var picture = PictureScene.plane(try PictureScene.volumes())
    picture.style.pixelsPerMillimetre = 1000
    #expect(throws: SnapshotError.tooLarge(width: 16800, height: 15300, limit: 12000)) {
      try picture.rendered()
    }
  }

  @Test("a region is cut out, and one outside the grid shows all")
  func region() throws {
    var picture = PictureScene.plane(try PictureScene.volumes())
    picture.style.pixelsPerMillimetre = 20
    let whole = try picture.rendered().raster
    picture.region = VoxelBox(lower: VoxelIndex(2, 2, 0), upper: VoxelIndex(12, 7, 13))
    let part = try picture.rendered().raster
    // Twelve rows of voxels fewer, each 0.9 mm.
    #expect(whole.height - part.height == 216)
    picture.region = VoxelBox(lower: VoxelIndex(90, 90, 90), upper: VoxelIndex(99, 99, 99))
    let isWhole = try picture.rendered().raster == whole
    #expect(isWhole)
  }
}
