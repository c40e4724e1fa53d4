import Canvas
import Editing
import Reviewing
import Testing
import Volumes

@testable import Viewing

@Suite struct BonePlacesTests {
  @Test("goto NAME goes to the voxel of the bone that is nearest to its middle")
  func goto() throws {
    var screen = try ScreenHand()
    screen.type("goto tibia")
    // The tibia fills x 14...17, y 4...9, z 4...9; of the voxels round its middle the first counts.
    #expect(screen.session.view.cursor == VoxelIndex(15, 6, 6))
    #expect(screen.session.editing.bone == 1)
    screen.type("goto patella")
    #expect(screen.session.message == "patella is empty, so there is no place to go to")
    screen.type("goto nobody")
    #expect(screen.session.message.hasPrefix("there is no label “nobody”"))
  }

  @Test("the middle of a ring is a voxel of the ring")
  func ring() throws {
    let size = GridSize(7, 7, 1)
    var voxels = [UInt8](repeating: 0, count: size.count)
    for offset in 0..<size.count {
      let place = size.index(offset)
      if max(abs(place.x - 3), abs(place.y - 3)) == 3 { voxels[offset] = 2 }
    }
    let volume = Volume(size: size, geometry: .unit, voxels: voxels)
    let middle = try #require(MiddleVoxel.of(2, in: volume, within: VoxelBox(size)))
    #expect(volume[middle] == 2)
    #expect(middle == VoxelIndex(3, 0, 0))
    #expect(MiddleVoxel.of(1, in: volume, within: VoxelBox(size)) == nil)
  }

  @Test("the key of the bone that is chosen already goes to it; the first press only chooses")
  func secondPress() throws {
    var screen = try ScreenHand()
    screen.type("goto 20,18,12")
    screen.press("2")
    #expect(screen.session.view.cursor == VoxelIndex(20, 18, 12))
    #expect(screen.session.message == "bone tibia")
    screen.press("2")
    #expect(screen.session.view.cursor == VoxelIndex(15, 6, 6))
    #expect(screen.session.message == "tibia, cursor 15,6,6")
    // A bone without voxels has no place.
    screen.press("33")
    #expect(screen.session.view.cursor == VoxelIndex(15, 6, 6))
  }

  @Test("a name of several words needs no quotes, and a value stands for its label")
  func names() throws {
    var session = try ScreenFixture.session(
      columns: 120, rows: 40, names: ["label 51", "label 69", "femur left"])
    session.review.labels.table[1]?.sourceValue = 51
    session.review.labels.table[2]?.sourceValue = 69
    func run(_ text: String) throws {
      for (_, command) in try CommandParser.script(text) {
        _ = try session.update(.command(command))
      }
    }
    try run("bone label 69")
    #expect(session.editing.bone == 2)
    try run("bone femur left")
    #expect(session.editing.bone == 3)
    try run("bone 51")
    #expect(session.editing.bone == 1)
    try run("goto label 69")
    #expect(session.labels.volume[session.view.cursor] == 2)
    #expect(throws: CommandError.self) { try run("bone 70") }
  }

  @Test("a bone without a voxel is empty, in the list and on its card")
  func empty() throws {
    var screen = try ScreenHand()
    let frame = screen.session.frame(theme: .dark)
    let row = try #require((0..<frame.rows).first { frame.text(row: $0).contains("patella") })
    #expect(frame.text(row: row).contains("empty") && !frame.text(row: row).contains("mm³"))
    screen.press("3g")
    #expect(screen.session.frame(theme: .dark).maskedText.contains("state     empty"))
  }
}
