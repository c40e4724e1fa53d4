import Files
import Formats
import Testing
import Volumes

@testable import Formats

@Suite("Reading NIfTI")
struct NIfTIReadTests {
  @Test("every type, byte order and version gives the same HU", arguments: NIfTIType.allCases)
  func everyType(type: NIfTIType) throws {
    for version in [1, 2] {
      for big in [false, true] {
        var file = NIfTIBytes()
        (file.version, file.isBigEndian, file.type) = (version, big, type)
        for bytes in [file.bytes, Deflate.gzip(file.bytes)] {
          let ct = try NIfTIImage(bytes, path: "a.nii").ct()
          #expect(ct.volume.size == GridSize(3, 4, 5))
          #expect(ct.volume.voxels == (0..<60).map { Int16($0) }, "\(type) \(version) \(big)")
          #expect(ct.volume[VoxelIndex(1, 2, 3)] == 1 + 2 * 3 + 3 * 12)
          #expect(ct.notices.isEmpty)
          let labels = try NIfTIImage(bytes, path: "a.nii").labelMap()
          #expect(labels.labels.volume.voxels == (0..<60).map { UInt8($0) })
        }
      }
    }
  }

  @Test("a CT with slices more than 1 mm apart is told, whichever axis they lie along")
  func thickSlices() throws {
    for axis in 0..<3 {
      var file = NIfTIBytes()
      file.sform[axis][axis] = 2.5
      let notices = try NIfTIImage(file.bytes, path: "a.nii").ct().notices
      #expect(notices == ["Slices are 2.500 mm apart; surfaces are better from 1 mm or less."])
    }
  }

  @Test("gzip of several members is one file, also with a first member shorter than the header")
  func severalMembers() throws {
    let bytes = NIfTIBytes().bytes
    let parts = [bytes[..<100], bytes[100..<400], bytes[400...]]
    let file = parts.flatMap { Deflate.gzip(Array($0)) }
    #expect(try NIfTIImage(file, path: "a").ct().volume.voxels.last == 59)
  }

  @Test("every truncation of a small file is refused, plain and gzipped")
  func everyTruncation() throws {
    var file = NIfTIBytes()
    file.dim = [3, 2, 2, 2, 1, 1, 1, 1]
    file.values = (0..<8).map { Double($0 * 37) }
    for bytes in [file.bytes, Deflate.gzip(file.bytes)] {
      for count in 0..<bytes.count {
        #expect(throws: NIfTIError.self, "\(count) of \(bytes.count) bytes") {
          try NIfTIImage(Array(bytes[..<count]), path: "a")
        }
      }
      #expect(throws: Never.self) { try NIfTIImage(bytes, path: "a") }
    }
  }

  @Test("more bytes than the header declares: a notice for a few, refused for many")
  func tail() throws {
    let bytes = NIfTIBytes().bytes
    let few = try NIfTIImage(Deflate.gzip(bytes + [1, 2, 3]), path: "a")
    #expect(few.notices == ["3 bytes after the last voxel are ignored."])
    let bomb = Deflate.gzip(bytes + [UInt8](repeating: 0, count: 3 << 20))
    #expect(throws: NIfTIError.tooLong(path: "a", declared: bytes.count)) {
      try NIfTIImage(bomb, path: "a")
    }
  }

  @Test("a header that promises gigabytes is refused before anything is reserved")
  func promises() {
    var file = NIfTIBytes()
    file.dim = [3, 4096, 4096, 64, 1, 1, 1, 1]
    file.type = .float64
    #expect(throws: NIfTIError.self) { try NIfTIImage(Deflate.gzip(file.bytes), path: "a") }
    #expect(throws: NIfTIError.self) { try NIfTIImage(file.bytes, path: "a") }
  }

  @Test(
    "impossible dimensions are refused",
    arguments: [
      [3, 0, 4, 5, 1, 1, 1, 1], [3, -3, 4, 5, 1, 1, 1, 1], [3, 32767, 32767, 32767, 1, 1, 1, 1],
      [2, 3, 20, 1, 1, 1, 1, 1], [4, 3, 4, 5, 2, 1, 1, 1], [4, 3, 4, 5, 0, 1, 1, 1],
      [0, 3, 4, 5, 1, 1, 1, 1], [-1, 3, 4, 5, 1, 1, 1, 1], [8, 3, 4, 5, 1, 1, 1, 1],
      [3, 5000, 1, 1, 1, 1, 1, 1],
    ])
  func dimensions(dim: [Int]) {
    for version in [1, 2] {
      var file = NIfTIBytes()
      (file.version, file.dim) = (version, dim)
      #expect(throws: NIfTIError.self) { try NIfTIImage(file.bytes, path: "a") }
    }
  }

  @Test("further axes of one step are no further axes")
  func onlyOnes() throws {
    var file = NIfTIBytes()
    file.dim = [5, 3, 4, 5, 1, 1, 7, 7]
    #expect(try NIfTIImage(file.bytes, path: "a").size == GridSize(3, 4, 5))
  }

  @Test("wild offsets are refused", arguments: [0, 348, 351, 352.5, -352, 1e9, .nan, .infinity])
  func offsets(offset: Double) {
    var file = NIfTIBytes()
    file.voxelOffset = offset
    #expect(throws: NIfTIError.self) { try NIfTIImage(file.bytes, path: "a") }
  }

  @Test("header extensions are skipped, and refused when they leave their space")
  func extensions() throws {
    var file = NIfTIBytes()
    file.extensions = [32, 0, 0, 0, 6, 0, 0, 0] + [UInt8](repeating: 65, count: 24)
    #expect(try NIfTIImage(file.bytes, path: "a").ct().volume.voxels.first == 0)
    for count: UInt8 in [48, 8, 20] {
      file.extensions[0] = count
      #expect(throws: NIfTIError.self, "\(count)") { try NIfTIImage(file.bytes, path: "a") }
    }
    file.extensions[3] = 0xFF
    #expect(throws: NIfTIError.self) { try NIfTIImage(file.bytes, path: "a") }
  }

  @Test("types that are not read, pairs and other files are refused by name")
  func refusals() {
    var file = NIfTIBytes()
    file.datatype = 128
    #expect(throws: NIfTIError.datatype(path: "a", code: 128)) {
      try NIfTIImage(file.bytes, path: "a")
    }
    file = NIfTIBytes()
    file.magic = "ni"
    #expect(throws: NIfTIError.pair(path: "a")) { try NIfTIImage(file.bytes, path: "a") }
    #expect(throws: NIfTIError.notNIfTI(path: "a")) {
      try NIfTIImage([UInt8](repeating: 7, count: 1000), path: "a")
    }
  }

  @Test("slope and intercept scale; slope 0 or NaN does not; an endless one is refused")
  func scaling() throws {
    var file = NIfTIBytes()
    (file.slope, file.intercept) = (2, -1024)
    #expect(
      try NIfTIImage(file.bytes, path: "a").ct().volume.voxels[..<3] == [-1024, -1022, -1020])
    for slope in [0, Double.nan] {
      file.slope = slope
      #expect(try NIfTIImage(file.bytes, path: "a").ct().volume.voxels[..<3] == [0, 1, 2])
    }
    file.slope = .infinity
    #expect(throws: NIfTIError.self) { try NIfTIImage(file.bytes, path: "a") }
  }

  @Test("fractions are rounded, values beyond 16 bits limited, NaN becomes air, all with a notice")
  func floats() throws {
    var file = NIfTIBytes()
    file.type = .float32
    file.values =
      [0.4, 0.5, -0.5, 1e9, -.infinity, .nan, 32767.4] + [Double](repeating: 0, count: 53)
    let ct = try NIfTIImage(file.bytes, path: "a").ct()
    #expect(ct.volume.voxels[..<7] == [0, 1, -1, 32767, -32768, -1024, 32767])
    #expect(ct.notices.count == 2)
    #expect(ct.notices[0].hasPrefix("1 voxels are not numbers"))
    #expect(ct.notices[1].hasPrefix("2 voxels lie beyond"))
  }

  @Test("labels above 255 get free values and keep their own")
  func largeLabels() throws {
    var file = NIfTIBytes()
    file.type = .int32
    file.values = [0, 1, 300, 70000, 7] + [Double](repeating: 300, count: 55)
    let labels = try NIfTIImage(file.bytes, path: "a").labelMap().labels
    // 1 and 7 keep their values, 2 and 3 are the lowest free ones.
    #expect(labels.volume.voxels[..<6] == [0, 1, 2, 3, 7, 2])
    #expect(labels.table[2]?.sourceValue == 300)
    #expect(labels.table[3]?.sourceValue == 70000)
  }

  @Test(
    "1 to 4 are the knee's bones, but not in a map whose values show that it is not the knee's alone"
  )
  func kneeNames() throws {
    var file = NIfTIBytes()
    file.type = .uint8
    file.values = [1, 4, 15] + [Double](repeating: 0, count: 57)
    let knee = try NIfTIImage(file.bytes, path: "a").labelMap()
    #expect(
      knee.labels.table.name(of: 1) == "femur" && knee.labels.table.name(of: 15) == "label 15")
    file.values[2] = 16
    let atlas = try NIfTIImage(file.bytes, path: "a").labelMap()
    #expect(atlas.labels.table.name(of: 1) == "label 1")
    #expect(atlas.labels.table.entries.map(\.value) == [1, 4, 16])
    #expect(atlas.notices.contains { $0.contains("values up to 16") })
  }

  @Test("a table's own stored values win over those in the file")
  func tableWins() throws {
    var file = NIfTIBytes()
    file.type = .uint8
    file.values = [76, 5, 0] + [Double](repeating: 0, count: 57)
    let table = LabelTable([LabelEntry(value: 5, name: "femur", sourceValue: 76)])
    let labels = try NIfTIImage(file.bytes, path: "a").labelMap(table: table).labels
    #expect(labels.volume.voxels[..<3] == [5, 1, 0])
    #expect(labels.table[1]?.sourceValue == 5)
  }

  @Test("no label: negative, fractional, NaN; and no map of more than 255 labels")
  func notLabels() {
    for value in [-1, 0.5, Double.nan, .infinity] {
      var file = NIfTIBytes()
      file.type = .float64
      file.values[7] = value
      #expect(throws: NIfTIError.self) { try NIfTIImage(file.bytes, path: "a").labelMap() }
    }
    var file = NIfTIBytes()
    file.type = .uint16
    file.dim = [3, 10, 10, 3, 1, 1, 1, 1]
    file.values = (0..<300).map { Double($0) }
    #expect(throws: NIfTIError.tooManyLabels(path: "a")) {
      try NIfTIImage(file.bytes, path: "a").labelMap()
    }
  }

  @Test("the first bad label is named by its voxel")
  func badLabel() {
    var file = NIfTIBytes()
    file.values[1 + 2 * 3 + 3 * 12] = -4
    #expect(throws: NIfTIError.notALabel(path: "a", value: -4, voxel: VoxelIndex(1, 2, 3))) {
      try NIfTIImage(file.bytes, path: "a").labelMap()
    }
  }

  @Test("uncertainty: 0...1 becomes 0...255")
  func uncertainty() throws {
    var file = NIfTIBytes()
    file.type = .float32
    file.values = [0, 0.5, 1, 1.0000001, 0.2] + [Double](repeating: 0, count: 55)
    let map = try NIfTIImage(file.bytes, path: "a").uncertainty()
    #expect(map.volume.voxels[..<5] == [0, 128, 255, 255, 51])
    #expect(map.notices.isEmpty)
  }

  @Test("uncertainty in whole numbers: 0...255 with a notice, 0 and 1 as they are")
  func wholeUncertainty() throws {
    var file = NIfTIBytes()
    file.type = .uint8
    let steps = try NIfTIImage(file.bytes, path: "a").uncertainty()
    #expect(steps.volume.voxels == (0..<60).map { UInt8($0) })
    #expect(steps.notices.count == 1)
    file.values = (0..<60).map { Double($0 & 1) }
    let ones = try NIfTIImage(file.bytes, path: "a").uncertainty()
    #expect(ones.volume.voxels[..<2] == [0, 255])
    #expect(ones.notices.isEmpty)
  }

  @Test("uncertainty outside 0...1, or NaN, is refused with the number and the place")
  func notUncertainty() {
    for value in [-0.1, 1.5, Double.nan] {
      var file = NIfTIBytes()
      file.type = .float64
      file.values = [Double](repeating: 0.5, count: 60)
      file.values[14] = value
      #expect {
        try NIfTIImage(file.bytes, path: "a").uncertainty()
      } throws: { error in
        guard case .notUncertainty(_, let found, let voxel, 1)? = error as? NIfTIError else {
          return false
        }
        return (found == value || (found.isNaN && value.isNaN)) && voxel == VoxelIndex(2, 0, 1)
      }
    }
  }

  @Test("one byte changed anywhere in the header never crashes")
  func everyByte() {
    let bytes = NIfTIBytes().bytes
    for at in 0..<352 {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var damaged = bytes
        damaged[at] = value
        guard let image = try? NIfTIImage(damaged, path: "a") else { continue }
        _ = image.ct()
        _ = try? image.labelMap()
        _ = try? image.uncertainty()
        _ = try? image.role()
      }
    }
  }
}
