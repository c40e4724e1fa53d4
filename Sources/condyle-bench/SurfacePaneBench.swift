internal import ArgumentParser
internal import Canvas
internal import Meshing
internal import Reviewing
internal import Viewing
internal import Volumes

/// How often a second the surface pane can be drawn while it turns.
struct SurfacePaneBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surface-pane",
    abstract: "Turn four bones of 800 000 triangles in the surface pane, on one thread.")

  @Option(help: "How many frames of each kind.")
  var frames = 120

  func run() throws {
    var (surfaces, plain): ([UInt8: ShownSurface], [UInt8: ShownSurface]) = ([:], [:])
    let labels = try Self.labels()
    var making = Timing()
    for bone: UInt8 in 1...4 {
      let mesh = try SurfaceExtraction.mesh(of: [bone], in: labels.volume).mesh
      making.measure { surfaces[bone] = Self.shown(mesh) }
      // Only what is closed has coarser forms.
      plain[bone] = Self.shown(mesh, isClosed: false)
    }
    let triangles = surfaces.values.reduce(0) { $0 + $1.summary.triangles }
    print("The surface pane: \(triangles) triangles; target 30 frames a second at 100×56")
    print("  made ready in the background, a bone  \(making.text)")
    for (columns, rows) in [(100, 28), (200, 56)] {
      for (name, script, surfaces) in [
        ("by bone", "surface bone", surfaces), ("by hesitation", "surface hesitation", surfaces),
        ("by bone, × 3.8", "zoom in; zoom in; zoom in; zoom in; zoom in; zoom in", surfaces),
        ("by bone, every triangle", "surface bone", plain),
      ] {
        var session = try Self.session(labels, surfaces, columns: columns, rows: rows)
        try Self.run("pane surface; maximise on; \(script)", &session)
        var renderer = ScreenRenderer(theme: .dark)
        _ = renderer.render(session)
        var timing = Timing()
        for frame in 0..<frames {
          try timing.measure {
            try Self.run(frame % 3 == 0 ? "move down" : "move right", &session)
            _ = renderer.render(session)
          }
        }
        let (median, late) = (timing.median, timing.percentile(0.95))
        print(
          "  \(columns)×\(2 * rows) \(name)  \(Timing.fixed(1000 / median)) frames a second at the "
            + "median of \(Timing.fixed(median)) ms, \(Timing.fixed(1000 / late)) at the 95th "
            + "percentile of \(Timing.fixed(late)) ms")
      }
    }
  }

  private static func run(_ script: String, _ session: inout Session) throws {
    for step in try CommandParser.script(script) {
      _ = try session.update(.command(step.command))
    }
  }

  /// A screen on which the maximised pane shows a picture of so many cells.
  private static func session(
    _ labels: LabelMap, _ surfaces: [UInt8: ShownSurface], columns: Int, rows: Int
  ) throws -> Session {
    let size = labels.volume.size
    var session = Session(
      ReviewCase(
        code: "K7Q2", ai: BrickedLabels(labels.volume), labels: labels,
        doubt: Volume(size: size, geometry: labels.volume.geometry, filledWith: 100)),
      situation: CaseSituation(
        side: LateralityEvidence(labels, header: .right), doubtKind: .hesitation, notices: [],
        readOnly: nil, isResumed: false))
    _ = try session.update(.resized(columns: columns + 2, rows: rows + 5, cellAspect: 2))
    for (bone, surface) in surfaces { _ = try session.update(.surfaceMade(bone, surface)) }
    return session
  }

  private static func shown(_ mesh: Mesh, isClosed: Bool = true) -> ShownSurface {
    ShownSurface(
      mesh: mesh, hesitation: mesh.positions.map { UInt8(Int(abs($0.z) * 4) & 255) },
      summary: SurfaceSummary(
        checks: SurfaceChecks(isClosed: isClosed, isManifold: true, parts: 1, volume: 1),
        greatestDistance: 0.2, triangles: mesh.triangleCount, version: 0))
  }

  /// Two large balls, a ring and a small ball, as far apart as the bones of a knee.
  private static func labels() throws -> LabelMap {
    let size = GridSize(256, 256, 400)
    var voxels = [UInt8](repeating: 0, count: size.count)
    var output = voxels.mutableSpan
    let balls: [(value: UInt8, x: Int, y: Int, z: Int, radius: Int)] = [
      (1, 128, 140, 295, 93), (2, 128, 140, 100, 88), (4, 40, 40, 190, 38),
    ]
    for ball in balls {
      let radius = ball.radius
      for z in max(0, ball.z - radius)..<min(size.z, ball.z + radius + 1) {
        for y in max(0, ball.y - radius)..<min(size.y, ball.y + radius + 1) {
          for x in max(0, ball.x - radius)..<min(size.x, ball.x + radius + 1) {
            let (dx, dy, dz) = (x - ball.x, y - ball.y, z - ball.z)
            if dx * dx + dy * dy + dz * dz <= radius * radius {
              output[(z &* size.y &+ y) &* size.x &+ x] = ball.value
            }
          }
        }
      }
    }
    // A ring round the y axis: 60 voxels to the middle of a bar of 20.
    for z in 120..<280 {
      for y in 10..<51 {
        for x in 40..<220 {
          let (dx, dy, dz) = (Double(x - 128), Double(y - 30), Double(z - 198))
          let out = (dx * dx + dz * dz).squareRoot() - 60
          if out * out + dy * dy <= 400 { output[(z &* size.y &+ y) &* size.x &+ x] = 3 }
        }
      }
    }
    return LabelMap(
      volume: Volume(
        size: size,
        geometry: try Geometry(spacing: [0.4, 0.4, 0.5], origin: PatientPoint(-50, -50, -100)),
        voxels: voxels), table: .knee)
  }
}
