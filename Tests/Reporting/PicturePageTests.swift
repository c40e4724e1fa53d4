import Canvas
import Files
import Testing
import Viewing
import Volumes

@testable import Reporting

@Suite("The frame of all pictures")
struct PicturePageTests {
  private var longTable: LabelTable {
    var table = LabelTable.knee
    table[2]?.name = String(repeating: "tibia that was named by an enemy ", count: 9)
    table[3]?.name = "\u{1B}]0;patella\u{07} \u{202E}alletap"
    return table
  }

  private var longCaption: PictureCaption {
    PictureCaption(
      code: String(repeating: "W", count: 60), side: nil,
      sideSource: "the header says right, the fibula says left, and nobody was asked",
      notices: [
        String(repeating: "m", count: 150), "words " + String(repeating: "and more ", count: 20),
      ])
  }

  @Test("nothing runs over the margin, however long the words are")
  func margins() throws {
    let volumes = try PictureScene.volumes(table: longTable)
    var plane = PictureScene.plane(volumes)
    var montage = PictureScene.montage(volumes)
    var layout = PictureScene.layout(volumes)
    plane.caption = longCaption
    montage.caption = longCaption
    layout.caption = longCaption
    plane.style.showsHeat = true
    montage.style.showsHeat = true
    layout.style.showsHeat = true
    for picture in [try plane.rendered(), try montage.rendered(), try layout.rendered()] {
      let isClear = PictureScene.hasClearMargin(picture.raster, margin: 20)
      #expect(isClear)
    }
  }

  @Test("names from outside are safe in the picture and in its file")
  func safeNames() throws {
    let picture = PictureScene.plane(try PictureScene.volumes(table: longTable))
    let bones = try #require(PictureScene.text("Bones", try picture.rendered()))
    #expect(!bones.unicodeScalars.contains { SafeText.isUnsafe($0) })
    #expect(bones.contains("·]0;patella· ·alletap"))
    let caption = PictureCaption(code: "A\nB\u{1B}[2J", side: .left, notices: ["x\u{7F}"])
    #expect(caption.code == "A·B·[2J" && caption.notices == ["x·"])
    #expect(caption.sideText == "LEFT")
  }

  @Test("an unknown side is said aloud")
  func unknownSide() {
    #expect(PictureCaption(code: "X", side: nil).sideText == "SIDE UNKNOWN")
  }

  @Test("a scale bar has the longest round length that fits")
  func scaleBar() {
    #expect(PaneSurroundings.barLength(pixelsPerMillimetre: 4, limit: 240) == 50)
    #expect(PaneSurroundings.barLength(pixelsPerMillimetre: 4, limit: 199) == 20)
    #expect(PaneSurroundings.barLength(pixelsPerMillimetre: 4, limit: 3) == nil)
  }

  @Test("volumes on different grids, or none, are refused")
  func grids() throws {
    #expect(throws: SnapshotError.nothingToShow) { try PictureVolumes(ct: nil, labels: nil) }
    let ct = Volume<Int16>(size: GridSize(2, 3, 4), geometry: .unit, filledWith: 0)
    let doubt = Volume<UInt8>(size: GridSize(2, 3, 5), geometry: .unit, filledWith: 0)
    #expect(throws: SnapshotError.gridsDiffer(GridSize(2, 3, 4), GridSize(2, 3, 5))) {
      try PictureVolumes(ct: ct, labels: nil, doubt: doubt)
    }
  }
}
