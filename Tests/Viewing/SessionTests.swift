import Editing
import Reviewing
import Testing
import Volumes

@testable import Viewing

@Suite struct SessionTests {
  private func session(_ values: [UInt8]? = nil) throws -> Session {
    let size = GridSize(9, 7, 5)
    let geometry = try Geometry(
      spacing: [1, 1, 2], origin: PatientPoint(10, 20, 30),
      direction: Matrix3(columns: [-1, 0, 0], [0, -1, 0], [0, 0, 1]))
    let labels = LabelMap(
      volume: Volume(
        size: size, geometry: geometry,
        voxels: values ?? [UInt8](repeating: 0, count: size.count)), table: .knee)
    let ct = Volume<Int16>(size: size, geometry: geometry, filledWith: 40)
    return Session(
      ReviewCase(code: "K7Q2", ct: ct, ai: BrickedLabels(labels.volume), labels: labels))
  }

  /// Runs a script; edits are acknowledged at once.
  private func run(_ script: String, _ session: inout Session) throws -> [Effect] {
    var effects: [Effect] = []
    for step in try CommandParser.script(script) {
      let more = try session.update(.command(step.command))
      for case .commit in more { _ = try session.update(.committed) }
      effects += more
    }
    return effects
  }

  @Test("a session begins with the first bone, a disc of 2 mm, over background, ranges off, axial")
  func defaults() throws {
    let session = try session()
    #expect(session.editing.bone == 1)
    #expect(session.editing.brush == Brush(shape: .disc, diameter: 2))
    #expect(session.editing.rules == PaintRules())
    #expect(session.view.plane == .axial)
    #expect(session.view.cursor == VoxelIndex(4, 3, 2))
  }

  @Test("painting changes the labels at once and asks for the commit of that very edit")
  func paintCommits() throws {
    var session = try session()
    let effects = try session.update(
      .command(try #require(try CommandParser.script("paint 4,3,2").first).command))
    guard case .commit(let edit) = try #require(effects.first) else {
      Issue.record("no commit")
      return
    }
    #expect(edit.name == "paint disc 2 mm, femur")
    #expect(edit.voxelCount == 5)
    #expect(session.labels.volume[VoxelIndex(4, 3, 2)] == 1)
    #expect(session.message == "paint disc 2 mm, femur, 5 voxels")
    #expect(session.pendingEdits == 1)
    _ = try session.update(.committed)
    #expect(session.pendingEdits == 0)
  }

  @Test("millimetres and voxels name the same place")
  func millimetres() throws {
    var inVoxels = try session()
    var inMillimetres = try session()
    _ = try run("paint 4,3,2", &inVoxels)
    _ = try run("paint mm 6,17,34", &inMillimetres)
    #expect(inVoxels.labels.volume == inMillimetres.labels.volume)
  }

  @Test("a command that changes nothing succeeds, says why, and commits nothing")
  func nothingChanged() throws {
    var session = try session()
    let effects = try run("lock femur; paint 4,3,2", &session)
    #expect(session.message == "Nothing changed: femur is locked (unlock femur).")
    #expect(!effects.contains { if case .commit = $0 { true } else { false } })
  }

  @Test("a lock is kept in the case")
  func lockIsKept() throws {
    var session = try session()
    guard case .keepTable(let table) = try #require(try run("lock tibia", &session).first) else {
      Issue.record("not kept")
      return
    }
    #expect(table.named("tibia")?.isLocked == true)
    #expect(try run("lock tibia", &session).isEmpty)
    #expect(session.message == "tibia is locked already")
  }

  @Test("after a failed commit nothing may be changed, and the reason is given")
  func frozen() throws {
    var session = try session()
    _ = try session.update(.commitFailed("Not saved: the disk is full."))
    #expect(throws: CommandError("Not saved: the disk is full.")) {
      try run("paint 4,3,2", &session)
    }
    #expect(throws: CommandError.self) { try run("undo", &session) }
    #expect(session.labels.volume.voxels.allSatisfy { $0 == 0 })
  }

  @Test("an undone step is applied as the journal gives it")
  func steps() throws {
    var session = try session()
    let effects = try run("paint 4,3,2", &session)
    guard case .commit(let edit) = try #require(effects.first) else { return }
    _ = try session.update(.stepped(edit.inverse(named: edit.name), redo: false))
    #expect(session.labels.volume.voxels.allSatisfy { $0 == 0 })
    #expect(session.message == "undone: paint disc 2 mm, femur, 5 voxels")
    _ = try session.update(.noStep(redo: false, done: 0))
    #expect(session.message == "There is nothing to undo.")
  }

  @Test(
    "what cannot be done is refused and changes nothing",
    arguments: [
      "bone nose", "slice 5", "goto 9,0,0", "heat on", "over nose", "export out nose",
      "paint 40,40,40",
    ])
  func refused(text: String) throws {
    var session = try session()
    let before = session.view
    #expect(throws: CommandError.self) { try run(text, &session) }
    #expect(session.view == before)
    #expect(session.version == 0)
  }

  @Test("the cursor begins in the middle of the labels")
  func cursorInLabels() throws {
    var values = [UInt8](repeating: 0, count: 9 * 7 * 5)
    values[GridSize(9, 7, 5).offset(VoxelIndex(7, 1, 4))] = 2
    #expect(try session(values).view.cursor == VoxelIndex(7, 1, 4))
  }
}
