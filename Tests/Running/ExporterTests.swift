import Files
import Formats
import Foundation
import Meshing
import Reviewing
import TestKit
import Testing
import Volumes

@testable import Running

/// What an export writes, with surfaces and disks that the program itself would never meet.
@Suite struct ExporterTests {
  private let folder: TemporaryFolder
  private var out: String { folder.path("out") }

  init() throws { folder = try TemporaryFolder() }

  private func exporter(
    _ labels: LabelMap, ai: Volume<UInt8>? = nil, doubt: Volume<UInt8>? = nil,
    _ formats: Set<ExportFormat>, _ change: (inout ExportTerms) -> Void = { _ in }
  ) -> Exporter {
    let side = LateralityEvidence(labels, header: nil)
    let set = WorkingSet(
      code: "TEST", labels: labels, ai: ai.map { BrickedLabels($0) }, doubt: doubt, sources: [],
      side: side, notices: [])
    var terms = ExportTerms()
    terms.formats = formats
    change(&terms)
    return Exporter(
      set: set, labels: labels, side: side, folder: out, terms: terms, verdicts: [], head: nil)
  }

  private func names() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: out)) ?? []).sorted()
  }

  private func files() throws -> [String: [UInt8]] {
    try Dictionary(uniqueKeysWithValues: names().map { ($0, try InputFile.read(out + "/" + $0)) })
  }

  private func sidecar() throws -> JSONValue {
    try JSONValue(parsing: InputFile.read(out + "/meshes.json"))
  }

  private func bones() throws -> [JSONValue] {
    guard case .array(let bones)? = try sidecar()["bones"] else { return [] }
    return bones
  }

  /// The greatest of the three parts, without its sign.
  private func greatest(_ vector: SIMD3<Float>) -> Float {
    max(abs(vector.x), abs(vector.y), abs(vector.z))
  }

  /// One bone in a box of voxels, on a grid of 1 mm.
  private func box(
    _ x: Range<Int>, _ y: Range<Int>, _ z: Range<Int>, geometry: Geometry = .unit
  ) -> LabelMap {
    var volume = Volume<UInt8>(
      size: GridSize(24, 22, 20), geometry: geometry, filledWith: 0)
    for k in z { for j in y { for i in x { volume[VoxelIndex(i, j, k)] = 1 } } }
    return LabelMap(
      volume: volume, table: LabelTable([LabelEntry(value: 1, name: "femur")]))
  }

  @Test("every format has its file, and the sidecar lists each with its digest")
  func formats() throws {
    let report = try exporter(LoopBench.labels(), Set(ExportFormat.allCases)).export([])
    var wanted = ["TEST_bones.draft.3mf", "TEST_labels.nii.gz", "meshes.json"]
    for bone in ["femur", "tibia", "patella", "fibula"] {
      for ending in ["stl", "ply", "obj"] { wanted.append("TEST_\(bone).draft.\(ending)") }
    }
    #expect(names() == wanted.sorted())
    for bone in try bones() {
      guard case .array(let listed)? = bone["files"] else {
        Issue.record("no files")
        continue
      }
      #expect(
        listed.map { $0["format"] } == [
          .string("stl"), .string("ply"), .string("obj"), .string("3mf"),
        ])
      #expect(bone["file"] == listed[0]["file"] && bone["sha256"] == listed[0]["sha256"])
      #expect(bone["defects"] == .array([]))
      for file in listed {
        guard case .string(let name)? = file["file"] else { continue }
        #expect(
          file["sha256"] == .string(try InputFile.digest(out + "/" + name).hex), "\(name)")
        #expect(file["signed"] == false)
      }
    }
    #expect(ExportedFiles(folder: out).listed?.count == 14)
    // The journal names the file of all bones once.
    #expect(report.fields.pairs.count { $0.text == "TEST_bones.draft.3mf" } == 1)
    try report.requireComplete()
  }

  @Test("one voxel in RAS: its centre lies where the affine puts it, x and y negated")
  func ras() throws {
    let geometry = try Geometry(spacing: [0.5, 2, 1], origin: PatientPoint(-10, 20, 30))
    // The centre in LPS: -10 + 0.5 · 6, 20 + 2 · 5, 30 + 1 · 4.
    let labels = box(6..<7, 5..<6, 4..<5, geometry: geometry)
    for (frame, centre) in [
      (PatientFrame.lps, SIMD3<Float>(-7, 30, 34)), (.ras, SIMD3<Float>(7, -30, 34)),
    ] {
      let exporter = exporter(labels, [.stl, .ply, .obj, .threeMF]) { $0.frame = frame }
      _ = try exporter.export([])
      let stl = try InputFile.read(out + "/TEST_femur.draft.stl")
      #expect(
        String(decoding: stl.prefix(80), as: UTF8.self).contains(" SPACE=\(frame.rawValue) TEST "))
      let mesh = try STLFile.decode(stl)
      let facts = MeshFacts(of: mesh)
      let bounds = try #require(facts.bounds)
      let middle = (bounds.lower + bounds.upper) / 2
      #expect(greatest(middle - centre) < 1e-4, "\(middle)")
      #expect(facts.isManifold && facts.volume > 0)
      let ply = try PLYFile.decode(InputFile.read(out + "/TEST_femur.draft.ply"))
      #expect(ply.mesh.positions.count == mesh.positions.count)
      #expect(ply.comments.contains("SPACE \(frame.rawValue)"))
      #expect(MeshFacts(of: ply.mesh).bounds == bounds)
      let obj = String(
        decoding: try InputFile.read(out + "/TEST_femur.draft.obj"), as: UTF8.self)
      #expect(obj.contains("\n# SPACE \(frame.rawValue)\n"))
      #expect(try sidecar()["frame"] == .string(frame.rawValue))
    }
  }

  @Test("deviation in a PLY: two layers more lie 2 mm outside, two layers less 2 mm inside")
  func deviation() throws {
    let ai = box(4..<14, 4..<14, 4..<14)
    for (end, wanted) in [(16, Float(2)), (12, -2)] {
      let labels = box(4..<end, 4..<14, 4..<14)
      _ = try exporter(labels, ai: ai.volume, [.ply]).export([])
      let ply = try PLYFile.decode(InputFile.read(out + "/TEST_femur.draft.ply"))
      let deviation = try #require(ply.deviation)
      #expect(ply.doubt == nil)
      var (moved, stayed) = (0, 0)
      for (position, distance) in zip(ply.mesh.positions, deviation) {
        // In the middle of the face that moved, and on the face across from it.
        let isMiddle = (7...10).contains(position.y) && (7...10).contains(position.z)
        if isMiddle, position.x > Float(end) - 1 {
          #expect(abs(distance - wanted) < 0.02, "\(position) \(distance)")
          moved += 1
        } else if isMiddle, position.x < 5 {
          #expect(abs(distance) < 1e-4, "\(position) \(distance)")
          stayed += 1
        }
      }
      #expect(moved > 8 && stayed > 8)
    }
  }

  @Test(
    "a bone that nobody changed deviates by 0 exactly; one that the AI did not give has no column")
  func noDeviation() throws {
    let labels = box(4..<14, 4..<14, 4..<14)
    for ai in [labels.volume, nil] {
      _ = try exporter(labels, ai: ai, [.ply]).export([])
      let ply = try PLYFile.decode(InputFile.read(out + "/TEST_femur.draft.ply"))
      #expect(try #require(ply.deviation).allSatisfy { $0 == 0 })
    }
    let nothing = Volume<UInt8>(size: labels.volume.size, geometry: .unit, filledWith: 0)
    _ = try exporter(labels, ai: nothing, [.ply]).export([])
    let ply = try PLYFile.decode(InputFile.read(out + "/TEST_femur.draft.ply"))
    #expect(ply.deviation == nil)
    #expect(ply.comments.contains("no deviation: the AI gave no such bone"))
  }

  @Test("doubt in a PLY: 51 of 255 is 0.2, at the corners beside that voxel and nowhere else")
  func doubt() throws {
    let labels = box(4..<14, 4..<14, 4..<14)
    var doubt = Volume<UInt8>(size: labels.volume.size, geometry: .unit, filledWith: 0)
    doubt[VoxelIndex(13, 9, 9)] = 51
    _ = try exporter(labels, doubt: doubt, [.ply]).export([])
    let ply = try PLYFile.decode(InputFile.read(out + "/TEST_femur.draft.ply"))
    let numbers = try #require(ply.doubt)
    for (position, number) in zip(ply.mesh.positions, numbers) {
      let apart = greatest(position - SIMD3<Float>(13, 9, 9))
      if apart < 0.99 { #expect(number == 51 / Float(255), "\(position)") }
      if apart > 1.01 { #expect(number == 0, "\(position)") }
    }
    // The four cells in front of the voxel's outer face.
    #expect(numbers.count { $0 > 0 } == 4)
    #expect(ply.comments.contains { $0.contains("AI hesitation, not error probability") })
  }

  @Test("an open surface is not written and says why; the other bones are complete")
  func refused() throws {
    let report = try broken([.stl, .threeMF]).export([])
    #expect(throws: ExportFailure.refused(bones: ["femur"])) { try report.requireComplete() }
    #expect(!names().contains { $0.contains("femur") } && names().count == 5)
    let femur = try bones()[0]
    #expect(femur["status"] == "refused" && femur["file"] == .null && femur["files"] == .array([]))
    #expect(femur["defects"] == .array([["kind": "open_edges", "count": 3]]), "\(femur.text())")
    #expect(report.text.contains("not written: its surface is not sound: 3 open edges (holes);"))
  }

  @Test("--edges needs what it names, makes a draft, and is written into meshes.json")
  func edges() throws {
    let labels = LoopBench.labels()
    let word = try EdgesWord(parsing: "hesitation")
    #expect(throws: ExportFailure.self) {
      try exporter(labels, [.stl]) { $0.make(smooth: false, decimation: nil, edges: word) }
        .export([])
    }
    #expect(names().isEmpty)
    let doubt = Volume<UInt8>(
      size: labels.volume.size, geometry: labels.volume.geometry, filledWith: 100)
    _ = try exporter(labels, doubt: doubt, [.stl]) {
      $0.make(smooth: false, decimation: nil, edges: word)
    }.export([])
    let json = try JSONValue(parsing: InputFile.read(out + "/meshes.json"))
    #expect(json["recipe"]?["edges"] == "hesitation, where nothing was changed by hand")
    #expect(names().allSatisfy { !$0.hasSuffix(".stl") || $0.hasSuffix(".draft.stl") })
    for (text, isRight) in [("200HU", true), ("-100hu", true), ("200", false), ("9999HU", false)] {
      #expect(((try? EdgesWord(parsing: text)) != nil) == isRight, "\(text)")
    }
  }

  @Test("where exported bones touch is listed with its area, in the frame of the export")
  func contacts() throws {
    // Two cubes of 4 voxels that share a face of 4 × 4 mm, its middle at x 5.5, y 3.5, z 3.5.
    var volume = Volume<UInt8>(size: GridSize(12, 8, 8), geometry: .unit, filledWith: 0)
    for z in 2..<6 {
      for y in 2..<6 {
        for x in 2..<10 { volume[VoxelIndex(x, y, z)] = x < 6 ? 1 : 2 }
      }
    }
    let labels = LabelMap(volume: volume, table: .knee)
    let report = try exporter(labels, [.stl]) { $0.frame = .ras }.export([])
    let json = try JSONValue(parsing: InputFile.read(out + "/meshes.json"))
    #expect(
      json["contacts"]
        == .array([
          ["bones": ["femur", "tibia"], "area_mm2": 16, "position": [-5.5, -3.5, 3.5]]
        ]), "\(json["contacts"]?.text() ?? "")")
    #expect(report.text.contains("femur touches tibia on 16.0 mm²"))
    let alone = try exporter(labels, [.stl]) { $0.force = true }.export([1])
    #expect(alone.contacts.isEmpty)
  }

  @Test("with --allow-defects it is written, and name, sidecar and text say so")
  func defective() throws {
    let report = try broken([.stl, .threeMF]) { $0.allowsDefects = true }.export([])
    try report.requireComplete()
    #expect(
      names() == [
        "TEST_bones.defects.draft.3mf", "TEST_femur.defects.draft.stl", "TEST_fibula.draft.stl",
        "TEST_patella.draft.stl", "TEST_tibia.draft.stl", "meshes.json",
      ])
    let femur = try bones()[0]
    #expect(femur["status"] == "defective" && femur["signed"] == false)
    #expect(femur["watertight"] == false)
    #expect(femur["defects"] == .array([["kind": "open_edges", "count": 3]]))
    #expect(report.text.contains("3 open edges (holes); written because --allow-defects was given"))
    #expect(
      try STLFile.decode(InputFile.read(out + "/TEST_femur.defects.draft.stl")).triangleCount
        == report.bones[0].surface.surface.mesh.triangleCount)
  }

  /// An exporter whose femur lacks its last triangle.
  private func broken(
    _ formats: Set<ExportFormat>, _ change: (inout ExportTerms) -> Void = { _ in }
  ) -> Exporter {
    var exporter = exporter(LoopBench.labels(), formats, change)
    exporter.surfaces = { entries, labels, recipe, _, ticket in
      try BoneSurface.all(of: entries, in: labels, recipe: recipe, ticket: ticket).map { made in
        guard made.entry.name == "femur" else { return made }
        var surface = made.surface
        surface.mesh.triangles.removeLast(3)
        return BoneSurface(
          entry: made.entry, surface: surface, facts: MeshFacts(of: surface.mesh),
          deviation: made.deviation)
      }
    }
    return exporter
  }

  @Test(
    "a file that reads back differently is an error with its name, and nothing new is left",
    arguments: [
      "TEST_tibia.draft.stl", "TEST_patella.draft.ply", "TEST_bones.draft.3mf", "meshes.json",
    ])
  func badDisk(_ name: String) throws {
    var exporter = exporter(LoopBench.labels(), [.stl, .ply, .threeMF])
    exporter.read = { path in
      var bytes = try InputFile.read(path)
      if path.hasSuffix("/" + name) { bytes[bytes.count / 2] ^= 1 }
      return bytes
    }
    #expect {
      try exporter.export([])
    } throws: { error in
      guard case FileError.readBackDiffers(let path, let detail) = error else { return false }
      return path == out + "/" + name && detail == "its digest is another"
    }
    #expect(!FileManager.default.fileExists(atPath: out), "the folder was new")
  }

  @Test("when an export fails half way, the files of the one before have their places again")
  func takenBack() throws {
    _ = try exporter(LoopBench.labels(), [.stl]).export([])
    let before = try files()
    #expect(before.count == 5)
    var changed = LoopBench.labels()
    changed.volume[VoxelIndex(10, 10, 14)] = 0
    var exporter = exporter(changed, [.stl, .obj])
    exporter.read = { path in
      path.hasSuffix("meshes.json") ? [] : try InputFile.read(path)
    }
    #expect(throws: FileError.self) { try exporter.export([]) }
    #expect(try files() == before)
    exporter.read = { try InputFile.read($0) }
    _ = try exporter.export([])
    #expect(names().count == 9)
    #expect(try files()["TEST_femur.draft.stl"] != before["TEST_femur.draft.stl"])
  }

  @Test("a file is read as a surface too: the right bytes of the wrong surface do not pass")
  func decoded() throws {
    let header = SurfaceHeader(code: "TEST", side: nil, bone: "femur")
    let mesh = try SurfaceExtraction.mesh(of: [1], in: LoopBench.labels().volume).mesh
    var other = mesh
    other.positions[5].z = other.positions[5].z.nextUp
    let stl = STLFile.encode(mesh, header: header)
    #expect(ExportFile(name: "a", bytes: stl, content: .stl(mesh)).problem(of: stl) == nil)
    #expect(
      ExportFile(name: "a", bytes: stl, content: .stl(other)).problem(of: stl)?
        .hasSuffix("lies elsewhere") == true)
    var fewer = mesh
    fewer.triangles.removeLast(3)
    #expect(
      ExportFile(name: "a", bytes: stl, content: .stl(fewer)).problem(of: stl)
        == "\(mesh.triangleCount) triangles instead of \(fewer.triangleCount)")
    let zeros = [Float](repeating: 0, count: mesh.positions.count)
    let content = PLYFile.Content(mesh: mesh, deviation: zeros)
    let ply = PLYFile.encode(content, header: header)
    #expect(ExportFile(name: "a", bytes: ply, content: .ply(content)).problem(of: ply) == nil)
    #expect(
      ExportFile(name: "a", bytes: ply, content: .ply(PLYFile.Content(mesh: mesh, doubt: zeros)))
        .problem(of: ply) == "its corners carry other numbers")
    #expect(
      ExportFile(name: "a", bytes: ply).problem(of: Array(ply.dropLast()))
        == "\(ply.count - 1) bytes instead of \(ply.count)")
  }

  @Test("the recipe of an export is the one that surfaces are made by, and stands in the sidecar")
  func recipe() throws {
    var exporter = exporter(LoopBench.labels(), [.stl]) {
      $0.make(smooth: true, decimation: try? DecimationWord(parsing: "0.25mm"))
    }
    let wanted = SurfaceRecipe(
      field: .compensated, smoothing: .init(pairs: 5), decimation: .distance(0.25))
    exporter.surfaces = { entries, labels, recipe, _, ticket in
      #expect(recipe == wanted)
      return try BoneSurface.all(of: entries, in: labels, recipe: recipe, ticket: ticket)
    }
    let report = try exporter.export([])
    #expect(report.bones.allSatisfy { $0.surface.surface.recipe == wanted })
    #expect(try sidecar()["recipe"] == wanted.json)
    #expect(report.fields["recipe"] == wanted.identifier)
  }
}
