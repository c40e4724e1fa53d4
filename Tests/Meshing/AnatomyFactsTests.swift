import Meshing
import Testing
import Volumes

@Suite("facts about bones")
struct AnatomyFactsTests {
  /// Bones as boxes of voxels, later ones over earlier ones.
  private func labels(
    _ size: GridSize, on geometry: Geometry = .unit, table: LabelTable = .knee,
    _ boxes: [(UInt8, VoxelBox)]
  ) -> LabelMap {
    let volume = Shapes.volume(size, geometry) { index in
      boxes.last { $0.1.contains(index) }?.0 ?? 0
    }
    return LabelMap(volume: volume, table: table)
  }

  private func box(_ x: Range<Int>, _ y: Range<Int>, _ z: Range<Int>) -> VoxelBox {
    VoxelBox(
      lower: VoxelIndex(x.lowerBound, y.lowerBound, z.lowerBound),
      upper: VoxelIndex(x.upperBound, y.upperBound, z.upperBound))
  }

  /// A left knee of boxes in a volume of 20 × 20 × 30: x to the left, y to the back, z upwards.
  private var knee: [(UInt8, VoxelBox)] {
    [
      (1, box(6..<14, 6..<14, 16..<30)), (2, box(6..<14, 6..<14, 0..<15)),
      (3, box(8..<12, 2..<5, 16..<21)), (4, box(15..<18, 10..<13, 0..<12)),
    ]
  }

  @Test("a knee of boxes: nothing missing, in order, its shafts cut where they should be")
  func kneeOfBoxes() throws {
    let facts = AnatomyFacts(of: labels(GridSize(20, 20, 30), knee), header: .left)
    #expect(facts.bones.map(\.kind) == [.femur, .tibia, .patella, .fibula])
    #expect(facts.bones.allSatisfy { $0.parts.count == 1 && $0.cavities.isEmpty })
    #expect(facts.bones.allSatisfy { $0.emptySlices.isEmpty } && facts.contacts.isEmpty)
    let leg = try #require(facts.legs.first)
    #expect(facts.legs.count == 1 && leg.missing.isEmpty && leg.ambiguous.isEmpty)
    #expect(leg.bones == [.femur: 1, .tibia: 2, .patella: 3, .fibula: 4])
    // Means: femur 9.5, 9.5, 22.5; tibia 9.5, 9.5, 7; patella 9.5, 3, 18; fibula 16, 11, 5.5.
    #expect(leg.order(.femurAboveTibia)?.offset == 15.5)
    #expect(leg.order(.patellaBeforeFemur)?.offset == 6.5)
    #expect(leg.order(.patellaBeforeTibia)?.offset == 6.5)
    #expect(leg.order(.fibulaLateralOfTibia)?.offset == 6.5)
    #expect(leg.order(.fibulaBehindTibia)?.offset == 1.5)
    #expect(leg.orders.allSatisfy { $0.holds })
    #expect(leg.laterality.anatomy == .left && leg.laterality.agreement == .agree)
    #expect(leg.side == nil && leg.doesTableAgree == nil)
    // The femur begins at 15.5, the tibia ends at 14.5; the volume ends at -0.5 and 29.5.
    #expect(leg.jointLine == 15)
    #expect(leg.shafts.map(\.kind) == [.femur, .tibia, .fibula])
    #expect(leg.shafts.map(\.length) == [14.5, 15.5, 15.5] && leg.shafts.allSatisfy { $0.isCut })
    #expect(facts.bones.map { $0.cuts.map(\.face) } == [[.z1], [.z0], [], [.z0]])
    #expect(facts.bones.flatMap(\.cuts).allSatisfy { $0.isExpected })
    let cut = try #require(facts.bones.first?.cuts.first)
    #expect(cut.towards == "S" && cut.voxelCount == 64 && cut.area == 64)
    #expect(cut.centre == GridPoint(9.5, 9.5, 29) && cut.point == PatientPoint(9.5, 9.5, 29))
  }

  @Test(
    "the same knee turned in the grid: the same facts, with other axes",
    arguments: [[-1.0, 1, 1], [1, -1, 1], [1, 1, -1], [-1, -1, -1]])
  func flipped(_ signs: [Double]) throws {
    // Axes along ±L, ±P, ±S; a place in the patient keeps its bone.
    let size = GridSize(20, 20, 30)
    let direction = Matrix3(columns: [signs[0], 0, 0], [0, signs[1], 0], [0, 0, signs[2]])
    let far = SIMD3<Double>(19, 19, 29)
    let origin = (0..<3).map { signs[$0] < 0 ? far[$0] : 0 }
    let geometry = try Geometry(
      spacing: [1, 1, 1], origin: PatientPoint(origin[0], origin[1], origin[2]),
      direction: direction)
    let upright = labels(size, knee)
    let volume = Shapes.volume(size, geometry) { index in
      let place = geometry.point(index).vector
      return upright.volume[VoxelIndex(Int(place.x), Int(place.y), Int(place.z))]
    }
    let here = AnatomyFacts(of: LabelMap(volume: volume, table: .knee), header: .left)
    let there = AnatomyFacts(of: upright, header: .left)
    #expect(here.legs == there.legs)
    #expect(here.bones.map(\.point) == there.bones.map(\.point))
    #expect(here.bones.map(\.heights) == there.bones.map(\.heights))
    let femur = try #require(here.bones.first)
    #expect(femur.cuts.map(\.face) == [signs[2] > 0 ? .z1 : .z0])
    #expect(femur.cuts.map(\.towards) == ["S"] && femur.cuts.allSatisfy { $0.isExpected })
  }

  @Test("axes exchanged and anisotropic: what is up is found by direction, not by axis")
  func exchanged() throws {
    // x runs upwards 0.8 mm a voxel, y to the right 0.4 mm, z to the back 0.5 mm.
    let geometry = try Geometry(
      spacing: [0.8, 0.4, 0.5], origin: PatientPoint(3, -7, 100),
      direction: Matrix3(columns: [0, 0, 1], [-1, 0, 0], [0, 1, 0]))
    let map = labels(
      GridSize(10, 6, 6), on: geometry,
      [(1, box(5..<10, 1..<4, 1..<5)), (2, box(0..<4, 1..<4, 1..<5))]
    )
    let facts = AnatomyFacts(of: map)
    let (femur, tibia) = (try #require(facts.bones.first), try #require(facts.bones.last))
    #expect(femur.cuts.map(\.face) == [.x1] && femur.cuts.first?.towards == "S")
    #expect(tibia.cuts.map(\.face) == [.x0] && tibia.cuts.first?.isExpected == true)
    #expect(abs((femur.cuts.first?.area ?? 0) - 12 * 0.2) < 1e-12)
    #expect(abs(femur.volume - 60 * 0.16) < 1e-9)
    #expect(abs(femur.heights.lowerBound - 103.6) < 1e-9)
    #expect(abs(femur.heights.upperBound - 107.6) < 1e-9)
    #expect(abs(femur.meanSection - 9.6 / 4) < 1e-9)
    let leg = try #require(facts.legs.first)
    #expect(abs((leg.order(.femurAboveTibia)?.offset ?? 0) - 5.5 * 0.8) < 1e-9)
    // 103.6 and 102.8; 4.4 mm above it and 3.6 mm below are in view.
    #expect(abs((leg.jointLine ?? 0) - 103.2) < 1e-9)
    #expect(leg.shafts.map { ($0.length * 10).rounded() } == [44, 36])
  }

  @Test("parts: the largest first, with size and place; an edge in common does not join")
  func parts() throws {
    let map = labels(
      GridSize(12, 8, 8), on: try Shapes.anisotropic(),
      [
        (2, box(8..<10, 1..<3, 1..<2)), (2, box(1..<5, 1..<5, 1..<5)),
        (2, box(5..<6, 5..<6, 1..<4)),
      ])
    let tibia = try #require(AnatomyFacts(of: map).bones.first)
    #expect(tibia.parts.map(\.voxelCount) == [64, 4, 3] && tibia.voxelCount == 71)
    #expect(tibia.parts.map { ($0.volume * 100).rounded() } == [1024, 64, 48])
    let second = tibia.parts[1]
    #expect(second.centre == GridPoint(8.5, 1.5, 1) && second.voxel == VoxelIndex(8, 1, 1))
    #expect(second.point == map.volume.geometry.point(GridPoint(8.5, 1.5, 1)))
    #expect(second.box == box(8..<10, 1..<3, 1..<2))
  }

  @Test("cavities: closed ones, ones that the volume's edge cuts, none that lead out")
  func cavities() throws {
    let map = labels(
      GridSize(30, 9, 9),
      [
        (1, box(1..<8, 1..<8, 1..<8)), (0, box(3..<5, 3..<5, 3..<5)), (0, box(6..<7, 6..<7, 6..<7)),
        (1, box(10..<17, 1..<8, 0..<8)), (0, box(12..<15, 3..<6, 0..<5)),
        (1, box(20..<27, 1..<8, 1..<8)), (0, box(22..<25, 3..<6, 3..<9)),
      ])
    let femur = try #require(AnatomyFacts(of: map).bones.first)
    #expect(femur.cavities.map(\.part.voxelCount) == [45, 8, 1])
    #expect(femur.cavities.map(\.opensAt) == [[.z0], [], []])
    #expect(femur.cavities[1].part.centre == GridPoint(3.5, 3.5, 3.5))
    // The surface has a shell around each closed one, and none around the others.
    let mesh = try SurfaceExtraction.mesh(of: [1], in: map.volume).mesh
    #expect(MeshFacts(of: mesh).cavityCount == 2)
  }

  @Test("a way out across an edge of voxels is one; across a corner it is none")
  func wayOut() throws {
    func cavities(_ hole: VoxelBox, _ exit: VoxelBox) throws -> Int {
      let map = labels(GridSize(9, 9, 9), [(1, box(1..<8, 1..<8, 1..<8)), (0, hole), (0, exit)])
      let facts = try #require(AnatomyFacts(of: map).bones.first)
      let mesh = try SurfaceExtraction.mesh(of: [1], in: map.volume).mesh
      #expect(MeshFacts(of: mesh).cavityCount == facts.cavities.count)
      return facts.cavities.count
    }
    let hole = box(3..<5, 3..<5, 3..<5)
    #expect(try cavities(hole, box(5..<9, 5..<6, 3..<5)) == 0)
    #expect(try cavities(hole, box(5..<9, 5..<6, 5..<6)) == 1)
  }

  @Test("empty slices are found along each axis, with their numbers")
  func emptySlices() throws {
    let map = labels(
      GridSize(20, 12, 12),
      [
        (4, box(1..<4, 1..<4, 1..<4)), (4, box(7..<9, 5..<6, 6..<9)),
        (4, box(2..<3, 2..<3, 10..<11)),
      ])
    let fibula = try #require(AnatomyFacts(of: map).bones.first)
    #expect(fibula.emptySlices.map(\.axis) == [0, 1, 2, 2])
    #expect(fibula.emptySlices.map(\.slices) == [4..<7, 4..<5, 4..<6, 9..<10])
  }

  @Test("a bone cut at the side, and a shaft that ends in view")
  func cuts() throws {
    let map = labels(
      GridSize(8, 8, 12), [(1, box(0..<4, 2..<5, 6..<10)), (2, box(1..<4, 2..<5, 0..<5))])
    let facts = AnatomyFacts(of: map)
    let femur = try #require(facts.bones.first)
    #expect(femur.cuts.map(\.towards) == ["R"] && femur.cuts.first?.voxelCount == 12)
    #expect(femur.cuts.first?.isExpected == false)
    #expect(femur.cuts.first?.centre == GridPoint(0, 3, 7.5))
    let shafts = try #require(facts.legs.first).shafts
    #expect(shafts.map(\.isCut) == [false, true])
  }

  @Test("bones that are missing, alone, or not of a knee")
  func missing() throws {
    let none = AnatomyFacts(of: labels(GridSize(4, 4, 4), []))
    #expect(none.bones.isEmpty && none.legs.map(\.missing) == [BoneKind.allCases])
    #expect(none.legs.first?.jointLine == nil && none.legs.first?.shafts.isEmpty == true)
    let alone = AnatomyFacts(of: labels(GridSize(9, 9, 9), [(2, box(1..<8, 1..<8, 0..<6))]))
    let leg = try #require(alone.legs.first)
    #expect(leg.missing == [.femur, .patella, .fibula] && leg.orders.isEmpty)
    #expect(leg.jointLine == 5.5 && leg.shafts.map(\.length) == [6])
    #expect(leg.laterality.agreement == .unknown)
    let other = AnatomyFacts(
      of: labels(
        GridSize(9, 9, 9), table: LabelTable([LabelEntry(value: 8, name: "tibialis anterior")]),
        [(8, box(1..<3, 1..<3, 1..<3)), (9, box(4..<6, 1..<3, 1..<3))]))
    #expect(other.bones.map(\.name) == ["tibialis anterior", "label 9"])
    #expect(other.bones.allSatisfy { $0.kind == nil })
  }

  @Test(
    "the fibula on the wrong side of a known knee does not hold; an unknown side tells no order")
  func wrongSide() throws {
    let map = labels(GridSize(20, 20, 30), knee)
    let right = try #require(AnatomyFacts(of: map, header: .right).legs.first)
    #expect(right.order(.fibulaLateralOfTibia)?.offset == -6.5)
    #expect(right.order(.fibulaLateralOfTibia)?.holds == false)
    #expect(right.laterality.agreement == .disagree)
    let unknown = try #require(AnatomyFacts(of: map).legs.first)
    #expect(unknown.order(.fibulaLateralOfTibia) == nil && unknown.laterality.anatomy == .left)
    // The table says right, too: then header and table agree against the bones.
    let table = LabelTable(
      LabelTable.knee.entries.map {
        LabelEntry(value: $0.value, name: $0.name, side: .right)
      })
    let named = AnatomyFacts(of: LabelMap(volume: map.volume, table: table), header: .left)
    let leg = try #require(named.legs.first)
    #expect(leg.side == .right && leg.doesTableAgree == false)
    #expect(leg.order(.fibulaLateralOfTibia) == nil, "header and table contradict each other")
  }

  @Test("both legs in one map are told apart by the sides of the entries")
  func bothLegs() throws {
    let names: [(String, Side)] = [("tibia", .right), ("fibula", .right), ("tibia", .left)]
    let table = LabelTable(
      names.enumerated().map { position, entry in
        LabelEntry(
          value: UInt8(position + 1), name: "\(entry.0)_\(entry.1.rawValue)", side: entry.1)
      })
    let map = labels(
      GridSize(40, 12, 12), table: table,
      [
        (1, box(8..<14, 2..<8, 2..<8)), (2, box(1..<6, 4..<9, 2..<8)),
        (3, box(26..<32, 2..<8, 2..<8)),
      ])
    let facts = AnatomyFacts(of: map, header: .left)
    #expect(facts.legs.map(\.side) == [.right, .left])
    #expect(facts.legs.map(\.missing) == [[.femur, .patella], [.femur, .patella, .fibula]])
    let right = try #require(facts.legs.first)
    #expect(right.laterality.anatomy == .right && right.doesTableAgree == true)
    #expect(right.laterality.header == nil && right.order(.fibulaLateralOfTibia)?.offset == 7.5)
  }

  @Test("two labels of one bone are ambiguous; a part of a bone belongs to it")
  func ambiguousAndParts() throws {
    let table = LabelTable([
      LabelEntry(value: 1, name: "femur"), LabelEntry(value: 2, name: "Femur, 2"),
      LabelEntry(value: 3, name: "tibia"), LabelEntry(value: 9, name: "osteophyte", parent: 3),
    ])
    let map = labels(
      GridSize(20, 6, 9), table: table,
      [
        (1, box(1..<4, 1..<4, 5..<8)), (2, box(6..<9, 1..<4, 5..<8)), (3, box(1..<4, 1..<4, 1..<4)),
        (9, box(4..<6, 1..<4, 1..<4)),
      ])
    let facts = AnatomyFacts(of: map)
    #expect(facts.legs.first?.ambiguous == [.femur])
    let tibia = try #require(facts.bone(of: 9))
    #expect(tibia.name == "tibia" && tibia.values == [3, 9] && tibia.parts.count == 1)
    #expect(tibia.voxelCount == 27 + 18 && facts.contacts.isEmpty)
  }

  @Test("contact between bones is told with its place")
  func contact() throws {
    let map = labels(
      GridSize(9, 9, 12), [(1, box(1..<6, 1..<6, 6..<12)), (2, box(4..<8, 4..<8, 0..<6))])
    let contact = try #require(AnatomyFacts(of: map).contacts.first)
    #expect(contact.first == 1 && contact.second == 2 && contact.area == 4)
    #expect(contact.centre == GridPoint(4.5, 4.5, 5.5))
  }

  @Test("sizes beside their limits: whole bones by volume, cut ones by section and greatest volume")
  func sizes() throws {
    let text = """
      {"bones": {"patella": {"volume_mm3": {"least": 61, "greatest": 70, "source": "a book"}},
      "femur": {"volume_mm3": {"least": 1000, "greatest": 2000, "source": "wide guess"},
      "section_mm2": {"least": 10, "greatest": 63.5, "source": "wide guess"}}}}
      """
    let limits = try BoneLimits(parsing: Array(text.utf8), path: "limits")
    let sizes = AnatomyFacts(of: labels(GridSize(20, 20, 30), knee), limits: limits).sizes
    #expect(sizes.map(\.bone) == [1, 1, 3])
    #expect(sizes.map(\.quantity) == [.volume, .section, .volume])
    // The femur is cut: 8 × 8 × 14 voxels of it are in view, which says nothing about its least volume.
    #expect(sizes.map(\.size) == [896, 64, 60] && sizes.map(\.least) == [nil, 10, 61])
    #expect(sizes.map(\.isWithin) == [true, false, false] && sizes[2].source == "a book")
  }
}
