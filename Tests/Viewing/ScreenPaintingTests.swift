import Canvas
import Editing
import Meshing
import TestKit
import Testing
import Volumes

@testable import Viewing

@Suite struct ScreenPaintingTests {
  @Test("LOOK changes nothing: neither Space, nor the pen, nor the mouse")
  func lookIsSafe() throws {
    var screen = try ScreenHand()
    screen.type("goto 12,12,6; zoom whole")
    let before = screen.session.labels.volume
    screen.press(" v")
    #expect(screen.session.message.hasPrefix("LOOK: nothing can be changed"))
    try screen.mouse(.press(.left), .axial, VoxelIndex(12, 12, 6))
    try screen.mouse(.drag(.left), .axial, VoxelIndex(16, 14, 6))
    try screen.mouse(.release(.left), .axial, VoxelIndex(16, 14, 6))
    #expect(screen.session.labels.volume == before)
    #expect(screen.commits.isEmpty)
    // The drag moved the cursor instead.
    #expect(screen.session.view.cursor.x == 16)
  }

  @Test("b enters, the same key or Esc leaves; Space paints at the cursor in one step of undo")
  func space() throws {
    var screen = try ScreenHand()
    screen.type("goto 12,12,6")
    screen.press("b")
    #expect(screen.session.modeWords == "PAINT femur")
    screen.press(" ")
    // Half of 2 mm reaches the four neighbours 1 mm away.
    #expect(screen.commits.map(\.voxelCount) == [5])
    #expect(screen.session.message == "paint disc 2 mm, femur, 5 voxels")
    #expect(screen.session.savedWord == "saved")
    screen.press("e ")
    #expect(screen.commits.map(\.voxelCount) == [5, 5])
    #expect(screen.session.modeWords == "ERASE femur")
    screen.press("e")
    #expect(screen.session.screen.mode == .look)
    screen.press("`")
    #expect(screen.session.modeWords == "PAINT femur")
    screen.press(.escape)
    #expect(screen.session.screen.mode == .look)
  }

  @Test("a drag is gap-free however fast, one edit, and paints what the same script paints")
  func mouseIsScript() throws {
    var screen = try ScreenHand()
    screen.type("goto 12,12,6; zoom whole")
    screen.press("b")
    let (from, to) = (VoxelIndex(2, 13, 6), VoxelIndex(20, 17, 6))
    try screen.mouse(.press(.left), .axial, from)
    #expect(screen.session.savedWord == "stroke…")
    try screen.mouse(.drag(.left), .axial, to)
    // What was painted shows before the button comes up.
    #expect(screen.label(20, 17, 6) == 1)
    #expect(screen.commits.isEmpty)
    try screen.mouse(.release(.left), .axial, to)
    #expect(screen.commits.count == 1)

    var script = try ScreenHand()
    script.press("b")
    script.type("paint 2,13,6 20,17,6")
    #expect(screen.session.labels.volume == script.session.labels.volume)
    #expect(screen.commits == script.commits)
  }

  @Test("a stroke in many stretches is the edit of its whole path, in any shape and plane")
  func stretchesAreThePath() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      var byHand = try ScreenHand()
      var byScript = try ScreenHand()
      let shape = try #require(Brush.Shape.allCases.randomElement(using: &random))
      let plane = try #require(Plane.allCases.randomElement(using: &random))
      let size = Double.random(in: 1...7, using: &random)
      for text in [
        "brush \(size)mm \(shape.rawValue)", "plane \(plane.rawValue)", "over any", "bone 3",
      ] {
        byHand.type(text)
        byScript.type(text)
      }
      var path = [VoxelIndex(12, 10, 8)]
      let axis = PlaneAxes(plane, byHand.session.labels.volume.geometry).through
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        var next = VoxelIndex(
          Int.random(in: 0..<24, using: &random), Int.random(in: 0..<20, using: &random),
          Int.random(in: 0..<16, using: &random))
        next[axis] = path[0][axis]
        path.append(next)
      }
      try byHand.session.beginStroke("paint", at: GridPoint(path[0]))
      for voxel in path.dropFirst() { try byHand.session.extendStroke(to: GridPoint(voxel)) }
      byHand.react(.input(.focus(false)))
      byScript.press("b")
      byScript.type("paint " + path.map { "\($0.x),\($0.y),\($0.z)" }.joined(separator: " "))
      #expect(byHand.commits == byScript.commits, "seed \(seed)")
      #expect(byHand.session.labels.volume == byScript.session.labels.volume, "seed \(seed)")
    }
  }

  @Test("the right button erases the chosen bone only, also while painting")
  func rightErases() throws {
    var screen = try ScreenHand()
    screen.type("goto 12,12,6; zoom whole")
    screen.press("b")
    try screen.mouse(.press(.right), .axial, VoxelIndex(9, 6, 6))
    try screen.mouse(.drag(.right), .axial, VoxelIndex(15, 6, 6))
    try screen.mouse(.release(.right), .axial, VoxelIndex(15, 6, 6))
    #expect(screen.label(9, 6, 6) == 0)
    #expect(screen.label(15, 6, 6) == 2)
    #expect(screen.commits.first?.name == "erase disc 2 mm, femur")
  }

  @Test(
    "another button, losing the focus, Esc, a key and a resize end a stroke as one step",
    arguments: ["button", "focus", "escape", "key", "resize"])
  func strokesEnd(by cause: String) throws {
    var screen = try ScreenHand()
    screen.type("goto 12,12,6; zoom whole")
    screen.press("b")
    try screen.mouse(.press(.left), .axial, VoxelIndex(12, 12, 6))
    switch cause {
    case "button": try screen.mouse(.press(.middle), .axial, VoxelIndex(12, 12, 6))
    case "focus": screen.react(.input(.focus(false)))
    case "escape": screen.press(.escape)
    case "key": screen.press("+")
    default: screen.react(.resized(columns: 100, rows: 30, cellAspect: 2))
    }
    #expect(screen.session.stroke == nil)
    #expect(screen.commits.map(\.voxelCount) == [5])
    // What the mouse still reports of that drag paints nothing more.
    try screen.mouse(.drag(.left), .axial, VoxelIndex(18, 12, 6))
    #expect(screen.commits.count == 1 && screen.session.stroke == nil)
  }

  @Test("a command that fails while a stroke is in hand loses nothing of it")
  func failingCommandKeepsStroke() throws {
    var screen = try ScreenHand()
    screen.type("goto 12,12,6; zoom whole")
    screen.press("b")
    try screen.mouse(.press(.left), .axial, VoxelIndex(12, 12, 6))
    screen.press("9")
    #expect(screen.session.isComplaint)
    #expect(screen.commits.map(\.voxelCount) == [5])
  }

  @Test("with the pen down moving paints, and any jump lifts it")
  func pen() throws {
    var screen = try ScreenHand()
    screen.type("goto 10,12,6")
    screen.press("bvlll")
    #expect(screen.session.screen.isPenDown)
    #expect(screen.label(13, 12, 6) == 1)
    #expect(screen.commits.isEmpty)
    screen.press(".")
    #expect(!screen.session.screen.isPenDown)
    #expect(screen.commits.count == 1)
    #expect(screen.label(13, 12, 7) == 0)
    var script = try ScreenHand()
    script.press("b")
    script.type("paint 10,12,6 13,12,6")
    #expect(script.commits == screen.commits)
  }

  @Test("a stroke that changes nothing names the rule that stopped it")
  func refusal() throws {
    var screen = try ScreenHand()
    screen.type("lock tibia; over any; goto 12,12,6; zoom whole")
    screen.press("b")
    try screen.mouse(.press(.left), .axial, VoxelIndex(15, 6, 6))
    try screen.mouse(.release(.left), .axial, VoxelIndex(15, 6, 6))
    #expect(
      screen.session.message
        == "Nothing changed: 5 voxels of tibia, which is locked (unlock tibia).")
    #expect(screen.commits.isEmpty)
    #expect(screen.session.pendingEdits == 0)
  }

  @Test("the first click after the window regains the focus only focuses")
  func focusClick() throws {
    var screen = try ScreenHand()
    screen.type("goto 12,12,6; zoom whole")
    screen.press("b")
    screen.react(.input(.focus(false)))
    screen.react(.input(.focus(true)))
    try screen.mouse(.press(.left), .axial, VoxelIndex(12, 12, 6))
    try screen.mouse(.drag(.left), .axial, VoxelIndex(14, 12, 6))
    try screen.mouse(.release(.left), .axial, VoxelIndex(14, 12, 6))
    #expect(screen.commits.isEmpty)
    try screen.mouse(.press(.left), .axial, VoxelIndex(12, 12, 6))
    try screen.mouse(.release(.left), .axial, VoxelIndex(12, 12, 6))
    #expect(screen.commits.count == 1)
  }

  @Test("after a stroke the surfaces of the bones it touched are asked for, and only those")
  func surfacesFollow() throws {
    var screen = try ScreenHand()
    let first = screen.effects.compactMap { effect -> UInt8? in
      if case .makeSurface(let job) = effect { job.bone } else { nil }
    }
    #expect(first == [1, 2])
    for effect in screen.effects {
      guard case .makeSurface(let job) = effect else { continue }
      screen.react(.surfaceMade(job.bone, Self.surface(version: job.version)))
    }
    screen.effects = []
    screen.type("over any; bone tibia; goto 9,6,6")
    screen.press("b ")
    let again = screen.effects.compactMap { effect -> SurfaceJob? in
      if case .makeSurface(let job) = effect { job } else { nil }
    }
    #expect(Set(again.map(\.bone)) == [1, 2])
    #expect(again.allSatisfy { $0.version == screen.session.version })
    // A surface of an older version than what is shown is dropped.
    screen.react(.surfaceMade(1, Self.surface(version: screen.session.version)))
    screen.react(.surfaceMade(1, Self.surface(version: 0)))
    #expect(screen.session.surfaces[1]?.summary.version == screen.session.version)
  }

  @Test("a job's block holds the bone where it lies in the patient, and nothing else")
  func blocks() throws {
    let screen = try ScreenHand()
    let jobs = screen.effects.compactMap { effect -> SurfaceJob? in
      if case .makeSurface(let job) = effect { job } else { nil }
    }
    let tibia = try #require(jobs.first { $0.bone == 2 })
    #expect(tibia.edited == nil && tibia.block.box.size == GridSize(4, 6, 6))
    #expect(tibia.block.voxels.count { $0 == 2 } == 4 * 6 * 6)
    #expect(tibia.block.geometry.point(tibia.block.box.lower) == PatientPoint(14, 4, 8))
  }

  @Test("edits are owed until a surface that holds them has come, and a whole one is ordered anew")
  func debts() throws {
    var debt = SurfaceDebt()
    func box(_ low: Int, _ high: Int) -> VoxelBox {
      VoxelBox(lower: VoxelIndex(low, 0, 0), upper: VoxelIndex(high, 1, 1))
    }
    #expect(debt.box.isEmpty)
    debt.add(box(2, 4), version: 3)
    debt.add(box(7, 9), version: 4)
    #expect(debt.box == box(2, 9))
    debt.settle(version: 3)
    #expect(debt.box == box(7, 9))
    debt.settle(version: 9)
    #expect(debt.box.isEmpty)
    // However many there are, none is lost.
    for version in 10..<200 { debt.add(box(version, version + 1), version: version) }
    #expect(debt.box == box(10, 200))
    debt.settle(version: 198)
    #expect(debt.box.upper == VoxelIndex(200, 1, 1))
  }

  @Test("what a look at a surface found is shown with the surface it was found of, and no other")
  func checksFollow() throws {
    var screen = try ScreenHand()
    let bare = ShownSurface(
      mesh: .init(), hesitation: nil,
      summary: SurfaceSummary(
        checks: nil, greatestDistance: 0.3, triangles: 0, version: screen.session.version))
    screen.react(.surfaceMade(1, bare))
    #expect(screen.session.checksInWork == [1])
    #expect(SurfacePane.facts(of: 1, screen.session).map(\.text).contains("checking…"))
    let checks = SurfaceChecks(isClosed: true, isManifold: true, parts: 2, volume: 5)
    screen.react(.surfaceChecked(1, version: screen.session.version + 1, checks, isLast: true))
    #expect(screen.session.surfaces[1]?.summary.checks == nil)
    screen.react(.surfaceChecked(1, version: screen.session.version, checks, isLast: false))
    #expect(screen.session.checksInWork == [1])
    screen.react(.surfaceChecked(1, version: screen.session.version, checks, isLast: true))
    #expect(screen.session.surfaces[1]?.summary.checks == checks)
    #expect(screen.session.checksInWork.isEmpty)
    #expect(SurfacePane.facts(of: 1, screen.session).map(\.text).contains("2 parts"))
  }

  @Test("read-only says why nothing can be changed")
  func readOnly() throws {
    var screen = try ScreenHand(readOnly: "opened with --read-only")
    screen.press("b")
    #expect(
      screen.session.message == "Nothing can be changed: the case was opened with --read-only.")
    screen.type("paint 12,12,6")
    #expect(screen.commits.isEmpty && screen.session.isComplaint)
    #expect(screen.session.savedWord == "read-only")
  }

  private static func surface(version: Int) -> ShownSurface {
    ShownSurface(
      mesh: .init(positions: [], triangles: []), hesitation: nil,
      summary: SurfaceSummary(
        checks: SurfaceChecks(isClosed: true, isManifold: true, parts: 1, volume: 1),
        greatestDistance: 0.3, triangles: 0, version: version))
  }

  @Test(
    "a stroke that changed nothing says why, however it ends",
    arguments: ["v", "Tab", "Esc", ".", ":", "g", "z", "click"])
  func nothingChanged(_ end: String) throws {
    var screen = try ScreenHand()
    // The chosen bone is the femur; the cursor is inside the tibia.
    screen.type("goto 15,6,6")
    screen.press("bv")
    screen.press(.right)
    #expect(screen.commits.isEmpty && screen.session.screen.isPenDown)
    switch end {
    case "Tab": screen.press(.tab)
    case "Esc": screen.press(.escape)
    case "click": try screen.mouse(.press(.middle), .axial, VoxelIndex(10, 10, 6))
    default: screen.press(end)
    }
    #expect(!screen.session.screen.isPenDown && screen.commits.isEmpty)
    #expect(screen.session.message.hasPrefix("Nothing changed: "), "\(screen.session.message)")
    #expect(screen.session.message.contains("paint goes over background only"))
    if end == "Tab" { #expect(screen.session.message.hasSuffix(" — coronal")) }
  }

  @Test("a stroke of the mouse that changed nothing says why, also when a key ends it")
  func nothingChangedByMouse() throws {
    for key: Key.Code? in [nil, .tab, .escape] {
      var screen = try ScreenHand()
      screen.type("goto 15,6,6")
      screen.press("b")
      try screen.mouse(.press(.left), .axial, VoxelIndex(15, 6, 6))
      try screen.mouse(.drag(.left), .axial, VoxelIndex(16, 6, 6))
      if let key { screen.press(key) }
      let message = screen.session.message
      try screen.mouse(.release(.left), .axial, VoxelIndex(16, 6, 6))
      #expect(screen.commits.isEmpty)
      #expect(screen.session.message.contains("paint goes over background only"), "\(message)")
    }
  }

  @Test("what is refused after a stroke that changed nothing is told behind it")
  func nothingChangedAndRefused() throws {
    var screen = try ScreenHand()
    screen.type("goto 15,6,6")
    screen.press("bv")
    screen.press("7")
    #expect(screen.session.isComplaint)
    #expect(screen.session.message.hasPrefix("Nothing changed: "))
    #expect(screen.session.message.contains(" — there is no bone 7"))
  }
}
