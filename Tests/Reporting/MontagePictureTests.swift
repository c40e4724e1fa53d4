import Canvas
import Testing
import Viewing
import Volumes

@testable import Reporting

@Suite("The picture of one bone")
struct MontagePictureTests {
  @Test("slices are spread evenly and never repeated")
  func slices() {
    #expect(MontagePicture.slices(10..<22, count: 4) == [11, 14, 17, 20])
    #expect(MontagePicture.slices(5..<8, count: 12) == [5, 6, 7])
    #expect(MontagePicture.slices(3..<4, count: 9) == [3])
  }

  @Test("the best plane shows the bone's largest face")
  func bestPlane() throws {
    let geometry = try Geometry(spacing: [1, 1, 2], origin: PatientPoint(0, 0, 0))
    func plane(_ x: Int, _ y: Int, _ z: Int) -> Plane {
      MontagePicture.bestPlane(VoxelBox(GridSize(x, y, z)), geometry)
    }
    #expect(plane(40, 20, 30) == .coronal)
    #expect(plane(20, 40, 30) == .sagittal)
    #expect(plane(40, 40, 10) == .axial)
  }

  @Test("it shows the slices of the bone that was asked for, and the surface in its colour")
  func slicesOfBone() throws {
    var picture = PictureScene.montage(try PictureScene.volumes())
    picture.plane = .axial
    let rendered = try picture.rendered()
    // The tibia of the scene lies in slices 4...9.
    #expect(PictureScene.text("Slice", rendered) == "4 5 6 7 8 9")
    #expect(PictureScene.text("Title", rendered) == "tibia, axial")
    let blues = rendered.raster.pixels.count {
      $0.blue > $0.green && $0.green > $0.red && $0.chroma > 60
    }
    picture.surface = []
    let without = try picture.rendered().raster.pixels.count {
      $0.blue > $0.green && $0.green > $0.red && $0.chroma > 60
    }
    #expect(blues > without + 5000)
  }

  @Test("a bone without voxels is an error that names it")
  func empty() throws {
    var picture = PictureScene.montage(try PictureScene.volumes())
    picture.bone = 3
    #expect(throws: SnapshotError.emptyBone(name: "patella")) { try picture.rendered() }
  }

  @Test("the same input gives the same bytes")
  func deterministic() throws {
    let picture = PictureScene.montage(try PictureScene.volumes())
    let isSame = try SnapshotPicture.montage(picture) == SnapshotPicture.montage(picture)
    #expect(isSame)
  }
}
