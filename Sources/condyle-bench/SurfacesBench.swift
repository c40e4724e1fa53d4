internal import ArgumentParser
internal import Formats
internal import Glibc
internal import Meshing
internal import Volumes

/// How long surfaces of a label map take, and how much memory.
struct SurfacesBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surfaces",
    abstract: "Extract, re-mesh, check and write the surfaces of a label map.")

  @Argument(help: "A NIfTI label map; the largest bone is measured alone.")
  var labels: String

  @Option(help: "How many times each is done.")
  var runs = 7

  @Option(help: "Only this part: extract, stroke, check, decimate or random.")
  var only: String?

  @Option(
    help: """
      A command that times other programs on the same labels: it is given the label map and --noqa, \
      --reps and --only, and prints a JSON object a line with "name" and "wall_s".
      """)
  var peers: String?

  func run() throws {
    let map = try NIfTI.readLabels(labels)
    let volume = map.labels.volume
    let values = volume.voxels.withUnsafeBufferPointer { voxels -> [UInt8] in
      var seen = [Bool](repeating: false, count: 256)
      for voxel in voxels { seen[Int(voxel)] = true }
      return (1...255).filter { seen[$0] }.map { UInt8($0) }
    }
    print("\(volume.size.x)×\(volume.size.y)×\(volume.size.z), labels \(values)")
    var medians: [String: Double] = [:]
    if only ?? "extract" == "extract" { try extract(volume, values, &medians) }
    if only ?? "stroke" == "stroke" { try stroke(volume, values[0], &medians) }
    if only ?? "check" == "check" { try check(volume, values[0], &medians) }
    if only ?? "decimate" == "decimate" { try decimate(volume, values[0], &medians) }
    if only == "random" { try random() }
    if let peers { try compare(medians, peers) }
  }

  /// 1,000 random volumes of 40³, every other one binary, the rest of five labels: noise of every
  /// density, and coarse blocks, which meet at edges and corners.
  private func random() throws {
    var generator = SplitMix(state: 40)
    var (meshes, triangles) = (0, 0)
    var wrong = (open: 0, edges: 0, vertices: 0, turned: 0)
    for number in 0..<1000 {
      let count: UInt8 = number % 2 == 0 ? 1 : 5
      let side = 1 + number / 2 % 4
      let share = Double(number % 19 + 1) / 20
      let coarse = (0..<64_000).map { _ -> UInt8 in
        generator.share() < share ? 1 + UInt8(generator.share() * Double(count)) : 0
      }
      var volume = Volume<UInt8>(size: GridSize(40, 40, 40), geometry: .unit, filledWith: 0)
      for z in 0..<40 {
        for y in 0..<40 {
          for x in 0..<40 {
            volume[VoxelIndex(x, y, z)] = coarse[((z / side) * 40 + y / side) * 40 + x / side]
          }
        }
      }
      let made = try SurfaceExtraction.meshes(
        of: (1...count).map { [$0] }, in: volume, threads: 2)
      for surface in made {
        let facts = MeshFacts(of: surface.mesh, findingSelfIntersections: false)
        meshes += 1
        triangles += facts.triangleCount
        for topology in [facts.topology, facts.weldedTopology] {
          wrong.open += topology.openEdges
          wrong.edges += topology.nonManifoldEdges
          wrong.vertices += topology.nonManifoldVertices
          wrong.turned += topology.misorientedEdges
        }
      }
    }
    print(
      "1000 random volumes of 40³: \(meshes) surfaces, \(triangles) triangles; as made and with equal "
        + "corners joined: \(wrong.open) open edges, \(wrong.edges) non-manifold edges, "
        + "\(wrong.vertices) non-manifold vertices, \(wrong.turned) misoriented edges")
  }

  /// Our medians beside other programs' in this run.
  private func compare(_ medians: [String: Double], _ command: String) throws {
    let nets = "extract/vtkSurfaceNets3D_all_default"
    let desktop = "path/desktop_like_one(crop+DFE+sinc40+normals)"
    let rows: [(ours: String, peer: String, target: Double?)] = [
      ("all labels, 1 thread", nets, 3.5), ("all labels, 2 threads", nets, 5),
      ("all labels, 2 threads", nets + "_2t", nil), ("first label", desktop, 9),
      ("stroke", desktop, 200), ("STL", "stl_write/meshlib", 2),
      ("decimate to 10 %", "decimate10/meshoptimizer_simplify", nil),
    ]
    let wanted = rows.filter { medians[$0.ours] != nil }
    guard !wanted.isEmpty else { return }
    let times = try PeerTimes(
      command, labels: labels, runs: runs, names: Array(Set(wanted.map(\.peer))).sorted())
    for row in wanted {
      times.compare(row.ours, medians[row.ours], with: row.peer, target: row.target)
    }
  }

  /// The largest bone with a tenth of its triangles, and within a tenth of a millimetre.
  private func decimate(
    _ volume: Volume<UInt8>, _ value: UInt8, _ medians: inout [String: Double]
  ) throws {
    let plain = try SurfaceExtraction.mesh(of: [value], in: volume)
    for (name, goal) in [
      ("decimate to 10 %", .share(0.1)), ("decimate within 0.1 mm", .distance(0.1)),
    ] as [(String, SurfaceRecipe.Decimation)] {
      var recipe = SurfaceRecipe.standard
      recipe.decimation = goal
      var timing = Timing()
      var triangles = 0
      for _ in 0..<max(1, runs / 2) {
        let made = try timing.measure {
          try SurfaceExtraction.mesh(of: [value], in: volume, recipe: recipe)
        }
        triangles = made.mesh.triangleCount
      }
      print(
        "\(name), with extraction   \(timing.text)   \(triangles) of \(plain.mesh.triangleCount)")
      medians[name] = timing.median
    }
  }

  private func extract(
    _ volume: Volume<UInt8>, _ values: [UInt8], _ medians: inout [String: Double]
  ) throws {
    let sets = values.map { [$0] as Set<UInt8> }
    let before = Self.peakMemory(reset: true)
    var triangles = 0
    for threads in [1, 2] {
      var timing = Timing()
      for _ in 0..<runs {
        let made = try timing.measure {
          try SurfaceExtraction.meshes(of: sets, in: volume, threads: threads)
        }
        triangles = made.reduce(0) { $0 + $1.mesh.triangleCount }
      }
      print("all labels, \(threads) thread(s)   \(timing.text)   \(triangles) triangles")
      medians["all labels, \(threads) thread\(threads == 1 ? "" : "s")"] = timing.median
      if threads == 1 { print("  memory +\((Self.peakMemory(reset: false) - before) / 1024) MB") }
    }
    var (bounds, rest) = (Timing(), Timing())
    for _ in 0..<runs {
      let boxes = bounds.measure { LabelBounds(of: volume) }
      _ = try rest.measure {
        try SurfaceExtraction.mesh(of: sets[0], in: volume, bounds: boxes)
      }
    }
    medians["first label"] = bounds.median + rest.median
    print("bounds   \(bounds.text)")
    print("first label without bounds   \(rest.text)")
  }

  /// A ball of radius 5 voxels erased and painted at places on the bone's surface.
  private func stroke(
    _ volume: Volume<UInt8>, _ value: UInt8, _ medians: inout [String: Double]
  ) throws {
    let bounds = LabelBounds(of: volume)
    guard
      var surface = try BrickSurface(
        of: [value], in: LabelBlock(volume), box: bounds.box(of: [value]), measuringDistance: true)
    else { return }
    var edited = volume
    var (timing, copying) = (Timing(), Timing())
    let places = surface.mesh.positions.count
    for number in 0..<(10 * runs) {
      let at = surface.mesh.positions[
        (number * 7919 * 131) % min(places, surface.mesh.positions.count)]
      let centre = volume.geometry.gridPoint(PatientPoint(SIMD3<Double>(at))).vector.rounded(
        .toNearestOrEven)
      let (x, y, z) = (Int(centre.x), Int(centre.y), Int(centre.z))
      let box = VoxelBox(
        lower: VoxelIndex(x - 5, y - 5, z - 5), upper: VoxelIndex(x + 6, y + 6, z + 6)
      ).intersection(VoxelBox(volume.size))
      for k in box.lower.z..<box.upper.z {
        for j in box.lower.y..<box.upper.y {
          for i in box.lower.x..<box.upper.x
          where (i - x) * (i - x) + (j - y) * (j - y) + (k - z) * (k - z) <= 25 {
            edited[VoxelIndex(i, j, k)] = number % 2 == 0 ? 0 : value
          }
        }
      }
      let grid = BrickGrid(volume.size)
      let block = copying.measure {
        LabelBlock(copying: grid.voxels(neededFor: box), of: edited)
      }
      timing.measure { _ = surface.update(box, from: block) }
    }
    medians["stroke"] = timing.median
    print("re-mesh after a ball of radius 5   \(timing.text)  copying the block \(copying.text)")
    guard
      let before = try BrickSurface(
        of: [value], in: LabelBlock(volume), box: bounds.box(of: [value]))
    else { return }
    var (preparing, distances) = (Timing(), Timing())
    for _ in 0..<max(1, runs / 2) {
      let reference = preparing.measure { SurfaceDistance(to: before.mesh) }
      distances.measure { _ = reference.signedDistances(from: surface.mesh.positions) }
    }
    print(
      "distance of all corners from the surface before \(timing.milliseconds.count) strokes   \(distances.text)"
    )
    print("  made ready for that, once   \(preparing.text)")
    guard
      let full = try BrickSurface(
        of: [value], in: LabelBlock(edited), box: LabelBounds(of: edited).box(of: [value]))
    else { return }
    print("  equal to a full run: \(full.mesh == surface.mesh)")
  }

  private func check(
    _ volume: Volume<UInt8>, _ value: UInt8, _ medians: inout [String: Double]
  ) throws {
    let made = try SurfaceExtraction.mesh(of: [value], in: volume)
    var (plain, whole, deviation, encode) = (Timing(), Timing(), Timing(), Timing())
    for _ in 0..<runs {
      plain.measure { _ = MeshFacts(of: made.mesh, findingSelfIntersections: false) }
      whole.measure { _ = MeshFacts(of: made.mesh) }
      deviation.measure { _ = SurfaceDeviation(of: made.mesh, from: [value], in: volume) }
      let bytes = encode.measure {
        STLFile.encode(made.mesh, header: .init(code: "K7Q2", side: nil, bone: "bone"))
      }
      precondition(bytes.count > 84)
    }
    medians["STL"] = encode.median
    print("facts without crossings   \(plain.text)   with   \(whole.text)")
    print("deviation   \(deviation.text)   STL encode   \(encode.text)")
  }

  /// The greatest resident memory so far in KiB; `reset` begins anew with what is resident now.
  private static func peakMemory(reset: Bool) -> Int {
    if reset {
      let file = open("/proc/self/clear_refs", O_WRONLY)
      if file >= 0 {
        _ = write(file, "5", 1)
        close(file)
      }
    }
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("VmHWM:") {
        return Int(text.split(separator: " ").dropFirst().first ?? "0") ?? 0
      }
    }
    return 0
  }
}

/// Random numbers that are the same every time.
private struct SplitMix {
  var state: UInt64

  /// From 0 up to 1.
  mutating func share() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ mixed &>> 31) &>> 11) / Double(1 << 53)
  }
}
