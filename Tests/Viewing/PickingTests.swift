import Canvas
import Editing
import Meshing
import Reviewing
import Testing
import Volumes

@testable import Viewing

@Suite("Picking a voxel on the surface")
struct PickingTests {
  /// A femur of 10 × 8 × 6 voxels, x 5...14, y 6...13, z 4...9, in a volume that lies as `geometry`
  /// says, and its surface.
  private func session(_ geometry: Geometry) throws -> Session {
    let size = GridSize(20, 20, 16)
    var volume = Volume<UInt8>(size: size, geometry: geometry, filledWith: 0)
    for z in 4...9 {
      for y in 6...13 { for x in 5...14 { volume[VoxelIndex(x, y, z)] = 1 } }
    }
    let labels = LabelMap(volume: volume, table: .knee)
    var session = Session(
      ReviewCase(code: "K7Q2", ai: BrickedLabels(volume), labels: labels),
      situation: CaseSituation(
        side: LateralityEvidence(labels, header: .right), doubtKind: .hesitation, notices: [],
        readOnly: nil, isResumed: false))
    _ = session.react(.resized(columns: 120, rows: 40, cellAspect: 2))
    let mesh = try SurfaceExtraction.mesh(of: [1], in: volume).mesh
    _ = session.react(
      .surfaceMade(
        1,
        ShownSurface(
          mesh: mesh, hesitation: nil,
          summary: SurfaceSummary(
            checks: SurfaceChecks(isClosed: true, isManifold: true, parts: 1, volume: 480),
            greatestDistance: 0.2, triangles: mesh.triangleCount, version: 0))))
    for step in try CommandParser.script("pane surface; goto 0,0,0") {
      _ = try session.update(.command(step.command))
    }
    session.screen.focus = .surface
    return session
  }

  /// Clicks where a place of the patient is seen.
  private func click(_ session: inout Session, _ place: PatientPoint) throws {
    let request = try #require(session.surfaceRequest)
    let rect = try #require(session.layout.picture(of: .surface))
    let pixel = request.pixel(of: place).place
    let (x, y) = (
      Double(rect.x) + pixel.x.rounded(.down) + 0.5,
      Double(rect.y) + (pixel.y.rounded(.down) + 0.5) / 2
    )
    _ = session.react(.input(.mouse(MouseEvent(.press(.left), x: x, y: y))))
    _ = session.react(.input(.mouse(MouseEvent(.release(.left), x: x, y: y))))
  }

  /// As LPS; flipped in two axes; left-handed; and turned by 30 degrees about the third axis.
  private static func geometries() throws -> [Geometry] {
    let (c, s) = (0.866_025_403_784_438_6, 0.5)
    return [
      try Geometry(spacing: [1, 1, 1], origin: PatientPoint(-10, 30, 200)),
      try Geometry(
        spacing: [1, 1, 1], origin: PatientPoint(-10, 30, 200),
        direction: Matrix3(columns: [-1, 0, 0], [0, -1, 0], [0, 0, 1])),
      try Geometry(
        spacing: [1, 1, 1.5], origin: PatientPoint(-10, 30, 200),
        direction: Matrix3(columns: [1, 0, 0], [0, 1, 0], [0, 0, -1])),
      try Geometry(
        spacing: [1, 1, 1], origin: PatientPoint(-10, 30, 200),
        direction: Matrix3(columns: [c, s, 0], [-s, c, 0], [0, 0, 1])),
    ]
  }

  @Test("a click on a voxel of each side puts the cursor on that voxel", arguments: 0..<4)
  func voxel(_ number: Int) throws {
    let geometry = try Self.geometries()[number]
    var session = try session(geometry)
    // From the side that each face of the box faces: the middle voxel of that face.
    let cases: [(VoxelIndex, SIMD3<Int>)] = [
      (VoxelIndex(8, 6, 7), [0, -1, 0]), (VoxelIndex(8, 13, 7), [0, 1, 0]),
      (VoxelIndex(5, 9, 7), [-1, 0, 0]), (VoxelIndex(14, 9, 7), [1, 0, 0]),
      (VoxelIndex(8, 9, 4), [0, 0, -1]), (VoxelIndex(8, 9, 9), [0, 0, 1]),
    ]
    for (voxel, way) in cases {
      let next = VoxelIndex(voxel.x + way.x, voxel.y + way.y, voxel.z + way.z)
      let out = geometry.point(next).vector - geometry.point(voxel).vector
      // Any view from there: the two other axes of the grid span the screen.
      let side =
        geometry.point(VoxelIndex(voxel.x + way.y + way.z, voxel.y + way.x, voxel.z))
        .vector - geometry.point(voxel).vector
      let viewer = out / length(out)
      let right = side / length(side)
      session.screen.surface.orientation = SurfaceOrientation(
        right: right, up: cross(viewer, right))
      session.view.cursor = VoxelIndex(0, 0, 0)
      session.screen.focus = .surface
      try click(&session, geometry.point(voxel))
      #expect(session.view.cursor == voxel, "\(geometry.direction), \(session.message)")
      #expect(session.message == "picked femur at \(voxel)")
    }
  }

  @Test("Enter picks in the middle, which shows the bone's front")
  func enter() throws {
    var session = try session(try Self.geometries()[0])
    _ = session.react(.input(.key(Key(.enter))))
    // The middle of x 5...14 and z 4...9, from the front: y 6 is the first.
    #expect(session.view.cursor.y == 6)
    #expect((9...10).contains(session.view.cursor.x) && (6...7).contains(session.view.cursor.z))
    session.screen.focus = .axial
    _ = session.react(.input(.key(Key(.enter))))
    #expect(session.message == "pick works in the surface pane; Tab goes there")
    #expect(session.isComplaint)
  }

  @Test("beside the bones nothing is picked and the cursor stays; a drag turns and picks nothing")
  func nothing() throws {
    var session = try session(try Self.geometries()[0])
    let rect = try #require(session.layout.picture(of: .surface))
    func mouse(_ kind: MouseEvent.Kind, _ x: Int, _ y: Int) {
      _ = session.react(
        .input(
          .mouse(MouseEvent(kind, x: Double(rect.x + x) + 0.5, y: Double(rect.y + y) + 0.25))))
    }
    mouse(.press(.left), 0, 0)
    mouse(.release(.left), 0, 0)
    #expect(session.view.cursor == VoxelIndex(0, 0, 0))
    #expect(session.message == "no surface lies there; the cursor stays")
    let before = session.screen.surface.orientation
    let (x, y) = (rect.width / 2, rect.height / 2)
    mouse(.press(.left), x, y)
    mouse(.drag(.left), x + 2, y)
    mouse(.drag(.left), x, y)
    mouse(.release(.left), x, y)
    #expect(session.view.cursor == VoxelIndex(0, 0, 0))
    #expect(length(session.screen.surface.orientation.right - before.right) < 1e-9)
    mouse(.press(.left), x, y)
    mouse(.release(.left), x, y)
    #expect(session.view.cursor.y == 6)
  }

  @Test("a hidden bone is not picked, and the nearer of two bones is")
  func nearer() throws {
    var session = try session(try Self.geometries()[0])
    let front = ScreenFixture.surface(PatientPoint(-4, 31, 204), PatientPoint(3, 33, 209))
    session.review.labels.volume[VoxelIndex(9, 1, 6)] = 3
    session.tally = LabelTally(session.labels)
    session.surfaces[3] = front
    _ = session.react(.input(.key(Key(.enter))))
    #expect(session.message.hasPrefix("picked patella at"))
    _ = session.react(.command(.show("patella", false)))
    _ = session.react(.input(.key(Key(.enter))))
    #expect(session.message.hasPrefix("picked femur at"))
  }
}
