import Canvas
import Editing
import Foundation
import Meshing
import Reviewing
import TestKit
import Testing
import Volumes

@testable import Viewing

@Suite("What the screen keeps from frame to frame")
struct ScreenRendererTests {
  private func change(_ session: inout Session, _ generator: inout SeededGenerator) {
    func roll(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
    let size = ScreenFixture.size
    switch roll(20) {
    case 0, 1:
      session.view.cursor = VoxelIndex(roll(size.x), roll(size.y), roll(size.z))
    case 2: session.screen.mode = [.look, .tool("paint"), .tool("erase")][roll(3)]
    case 3: session.view.overlay = OverlayMode.allCases[roll(3)]
    case 4: session.view.showsHeat.toggle()
    case 5: session.view.window = [GreyWindow.bone, .soft, .wide][roll(3)]
    case 6, 7, 8:
      // Near the cursor, so that the change lies in the slices that are seen.
      let cursor = session.view.cursor
      let at = size.offset(
        VoxelIndex(
          min(size.x - 1, cursor.x + roll(4)), min(size.y - 1, cursor.y + roll(4)), cursor.z))
      let before = session.review.labels.volume.voxels[at]
      let after = UInt8(roll(5))
      guard before != after else { return }
      session.review.labels.volume.voxels[at] = after
      session.version += 1
      let edit = Edit(
        name: "x", runs: [Edit.Run(start: at, count: 1, before: before, after: after)])
      session.tally.apply(edit)
    case 9:
      (session.screen.columns, session.screen.rows) = [(200, 60), (80, 24), (119, 41)][roll(3)]
    case 10: session.screen.focus = Pane.allCases[roll(4)]
    case 11: session.screen.isMaximised.toggle()
    case 12: session.screen.opacity = Double(roll(10)) / 10
    case 13:
      session.screen.surface.orientation = session.screen.surface.orientation.turned(
        yaw: 0.3, pitch: 0.1)
    case 14:
      session.screen.surface.colouring =
        session.screen.surface.colouring == .bone ? .hesitation : .bone
    case 15:
      session.surfaces[UInt8(1 + roll(4))] = ScreenFixture.surface(
        PatientPoint(Double(-roll(6)), 12, 42), PatientPoint(4, 18, 50), isClosed: roll(2) == 0,
        version: roll(1_000_000))
    case 16:
      let bone = UInt8(1 + roll(4))
      session.review.labels.table[bone]?.isVisible.toggle()
    case 17: session.screen.scales = [[:], scales(0.2), scales(0.9)][roll(3)]
    case 18: session.editing.bone = UInt8(1 + roll(4))
    default: session.screen.popup = [nil, .help(HelpReading(firstLine: roll(9))), .tools][roll(3)]
    }
  }

  @Test("a frame drawn with memory is the frame drawn without", arguments: [UInt64(1), 2, 3, 4])
  func sameFrame(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var session = try ScreenFixture.session(columns: 200, rows: 60)
    var renderer = ScreenRenderer(theme: .dark)
    for step in 0..<150 {
      change(&session, &generator)
      if step == 70 { renderer.theme.labels = Palette([.white, Colour(200, 0, 0)]) }
      #expect(renderer.render(session) == session.frame(theme: renderer.theme), "step \(step)")
    }
  }

  @Test("what is kept never owns the labels: the next dab does not copy them")
  func noSecondOwner() throws {
    var session = try ScreenFixture.session(columns: 120, rows: 40)
    var renderer = ScreenRenderer(theme: .dark)
    func address(_ session: inout Session) -> UInt? {
      session.review.labels.volume.voxels.withUnsafeMutableBufferPointer {
        $0.baseAddress.map { UInt(bitPattern: $0) }
      }
    }
    let before = address(&session)
    _ = renderer.render(session)
    #expect(address(&session) == before)
    _ = renderer.render(session)
  }

  @Test("hesitation colours a surface where it is high and leaves it plain where it is nought")
  func surfaceHeat() {
    let mesh = Mesh(
      positions: [[-4, 0, -4], [4, 0, -4], [4, 0, 4], [-4, 0, 4]], triangles: [0, 1, 2, 0, 2, 3])
    let request = SurfaceRequest(
      orientation: SurfaceOrientation(.anterior), centre: PatientPoint(0, 0, 0), mmPerPixel: 0.5,
      width: 21, height: 21)
    func middle(_ values: [UInt8]?) -> Colour {
      let part = SurfacePart(
        mesh, SurfaceMemory.neutral, heat: values.map { SurfaceHeat($0, .amberToMagenta) })
      return SurfaceRenderer.render([part], request)[10, 10]
    }
    let plain = middle(nil)
    #expect(middle([0, 0, 0, 0]) == plain)
    #expect(middle([255, 255, 255, 255]).chroma > plain.chroma + 40)
    #expect(middle([255]) == plain)
  }

  @Test(
    "speed, for a reader of the log",
    .enabled(if: ProcessInfo.processInfo.environment["CONDYLE_MEASURE"] != nil))
  func speed() throws {
    let size = GridSize(512, 512, 400)
    let geometry = try Geometry(spacing: [0.4, 0.4, 0.5], origin: PatientPoint(-100, -100, 0))
    var ct = Volume<Int16>(size: size, geometry: geometry, filledWith: 0)
    var labels = LabelMap(
      volume: Volume(size: size, geometry: geometry, filledWith: 0), table: .knee)
    for at in 0..<size.count {
      ct.voxels[at] = Int16(truncatingIfNeeded: at &* 2_654_435_761 >> 8) & 1023
      let (x, y, z) = (at % 512 - 256, at / 512 % 512 - 256, at / 262_144 - 200)
      if x * x + y * y + z * z < 150 * 150 { labels.volume.voxels[at] = UInt8(1 + (z & 3)) }
    }
    var session = Session(
      ReviewCase(code: "K7Q2", ct: ct, ai: BrickedLabels(labels.volume), labels: labels))
    (session.screen.columns, session.screen.rows) = (200, 60)
    for bone: UInt8 in 1...4 { session.surfaces[bone] = sphere(bone) }
    var renderer = ScreenRenderer(theme: .dark)
    let clock = ContinuousClock()
    func measure(_ name: String, _ change: (inout Session, Int) -> Void) {
      var times: [Duration] = []
      for step in 0..<21 {
        change(&session, step)
        times.append(clock.measure { _ = renderer.render(session) })
      }
      times.sort()
      print("MEASURED \(name): median \(times[10]), worst \(times[20])")
    }
    measure("first and then nothing changed") { _, _ in }
    measure("scroll, all planes new") { session, step in
      session.view.cursor = VoxelIndex(200 + step, 210 + step, 190 + step)
    }
    session.screen.mode = .tool("paint")
    measure("brush echo") { session, step in
      session.review.labels.volume.voxels[size.offset(session.view.cursor) + step] = 2
      session.version += 1
    }
    measure("brush echo, cursor moves in the slice") { session, step in
      session.view.cursor.x = 200 + step
      session.version += 1
    }
    session.screen.scales = scales(2.6)
    measure("scroll, whole slices minified") { session, step in
      session.view.cursor = VoxelIndex(200 + step, 210 + step, 190 + step)
    }
    measure("turn of the surfaces") { session, _ in
      session.screen.surface.orientation = session.screen.surface.orientation.turned(
        yaw: 0.05, pitch: 0.02)
    }
    session.screen.surface.colouring = .hesitation
    measure("turn of the surfaces with heat") { session, _ in
      session.screen.surface.orientation = session.screen.surface.orientation.turned(
        yaw: 0.05, pitch: 0.02)
    }
  }

  /// A sphere of 100 000 triangles.
  private func sphere(_ bone: UInt8) -> ShownSurface {
    let (rings, sides) = (200, 250)
    var mesh = Mesh()
    for ring in 0...rings {
      for side in 0..<sides {
        let (a, b) = (
          Double(ring) * .pi / Double(rings), Double(side) * 2 * .pi / Double(sides)
        )
        mesh.positions.append(
          SIMD3(
            Float(24 * sin(a) * cos(b)) + Float(bone) * 20 - 40, Float(24 * sin(a) * sin(b)),
            Float(24 * cos(a)) + 100))
      }
    }
    for ring in 0..<rings {
      for side in 0..<sides {
        let next = (side + 1) % sides
        let corners = [ring * sides + side, (ring + 1) * sides + side, (ring + 1) * sides + next]
        mesh.triangles += corners.map(UInt32.init)
        mesh.triangles += [corners[0], corners[2], ring * sides + next].map(UInt32.init)
      }
    }
    return ShownSurface(
      mesh: mesh, hesitation: mesh.positions.indices.map { UInt8(truncatingIfNeeded: $0 / 97) },
      summary: SurfaceSummary(
        checks: SurfaceChecks(isClosed: true, isManifold: true, parts: 1, volume: 1),
        greatestDistance: 0.2, triangles: mesh.triangleCount, version: 0))
  }
}
