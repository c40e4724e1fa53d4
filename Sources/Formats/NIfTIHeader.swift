internal import Files
internal import Volumes

/// The header of a NIfTI-1 or NIfTI-2 file, checked before anything is allocated.
///
/// After Cox et al., "A (sort of) new image data format standard: NIfTI-1", 2004, and the NIfTI-2
/// update of 2011. Lengths stay in the unit of the file; `millimetres` converts them.
struct NIfTIHeader {
  /// 348 or 540 bytes.
  let headerCount: Int
  let isBigEndian: Bool
  let size: GridSize
  let type: NIfTIType
  /// Where the voxels begin, in bytes from the start of the file.
  let voxelOffset: Int
  /// Value = stored · slope + intercept; nil when the file does not scale.
  let scaling: (slope: Double, intercept: Double)?
  /// Millimetres in the file's unit of length.
  let millimetres: Double
  /// `pixdim[0...3]`: the handedness of the qform, then spacing.
  let pixdim: SIMD4<Double>
  let qformCode: Int
  let sformCode: Int
  /// `quatern_b`, `_c`, `_d`.
  let quaternion: SIMD3<Double>
  let quaternionOffset: SIMD3<Double>
  let sformRows: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)

  /// The bytes of header and voxels together.
  var fileCount: Int { voxelOffset + size.count * type.byteCount }

  /// The most bytes between header and voxels that are believed.
  static let greatestExtension = 1 << 26

  /// Which of the two headers `bytes` begin with, and in which byte order; nil for neither.
  static func recognise(_ bytes: [UInt8]) -> (headerCount: Int, isBigEndian: Bool)? {
    guard bytes.count >= 348 else { return nil }
    for big in [false, true] {
      let reader = ByteReader(bytes, isBigEndian: big)
      switch try? reader.integer(Int32.self, at: 0) {
      case 348 where bytes[344] == 0x6E && (bytes[345] == 0x2B || bytes[345] == 0x69):
        return (348, big)
      case 540 where bytes[4] == 0x6E && (bytes[5] == 0x2B || bytes[5] == 0x69):
        return (540, big)
      default: continue
      }
    }
    return nil
  }

  /// Reads and checks a header.
  ///
  /// - Parameter path: only for messages.
  init(_ bytes: [UInt8], path: String) throws {
    guard let (headerCount, isBigEndian) = Self.recognise(bytes) else {
      throw bytes.count < 348
        ? NIfTIError.truncated(path: path, have: bytes.count, need: 352)
        : NIfTIError.notNIfTI(path: path)
    }
    guard bytes.count >= headerCount else {
      throw NIfTIError.truncated(path: path, have: bytes.count, need: headerCount + 4)
    }
    guard bytes[headerCount == 348 ? 345 : 5] == 0x2B else { throw NIfTIError.pair(path: path) }
    self.headerCount = headerCount
    self.isBigEndian = isBigEndian
    let fields = NIfTIFields(
      reader: ByteReader(bytes, isBigEndian: isBigEndian), isSecond: headerCount == 540)
    size = try Self.size(fields, path)
    let code = try fields.datatype
    guard let type = NIfTIType(rawValue: code) else {
      throw NIfTIError.datatype(path: path, code: code)
    }
    self.type = type
    voxelOffset = try Self.voxelOffset(fields, least: headerCount + 4, path)
    scaling = try Self.scaling(fields, path)
    switch try fields.units & 7 {
    case 1: millimetres = 1000
    case 3: millimetres = 0.001
    default: millimetres = 1
    }
    pixdim = try fields.pixdim
    (qformCode, sformCode) = try fields.codes
    (quaternion, quaternionOffset) = try fields.quaternion
    sformRows = try fields.sformRows
  }

  /// Checks that the extensions between header and voxels lie inside their space.
  func checkExtensions(_ bytes: [UInt8], path: String) throws {
    let reader = ByteReader(bytes, isBigEndian: isBigEndian)
    guard bytes.count > headerCount, bytes[headerCount] != 0 else { return }
    var at = headerCount + 4
    while at < voxelOffset {
      guard voxelOffset - at >= 8 else { return }
      let count = Int(try reader.integer(Int32.self, at: at))
      // Zeros after the last extension are padding up to a rounded voxel offset.
      if count == 0 { return }
      guard count >= 16, count % 16 == 0, count <= voxelOffset - at else {
        throw NIfTIError.field(
          path: path, name: "esize", value: "\(count)",
          expected: "a multiple of 16 up to \(voxelOffset - at)")
      }
      at += count
    }
  }

  private static func size(_ fields: NIfTIFields, _ path: String) throws -> GridSize {
    let dim = try fields.dim
    guard (1...7).contains(dim[0]) else {
      throw NIfTIError.field(path: path, name: "dim[0]", value: "\(dim[0])", expected: "3")
    }
    let sizes = Array(dim[1...Int(dim[0])])
    guard sizes.count >= 3, sizes[3...].allSatisfy({ $0 == 1 }),
      let size = GridSize(checking: sizes[0], sizes[1], sizes[2])
    else { throw NIfTIError.dimensions(path: path, sizes: sizes) }
    return size
  }

  private static func voxelOffset(
    _ fields: NIfTIFields, least: Int, _ path: String
  ) throws -> Int {
    let offset = try fields.voxelOffset
    guard offset >= Double(least), offset <= Double(least + greatestExtension),
      offset == offset.rounded()
    else {
      throw NIfTIError.field(
        path: path, name: "vox_offset", value: "\(offset)",
        expected: "\(least) or a little more")
    }
    return Int(offset)
  }

  private static func scaling(
    _ fields: NIfTIFields, _ path: String
  ) throws -> (slope: Double, intercept: Double)? {
    let (slope, intercept) = try fields.scaling
    if slope == 0 || slope.isNaN || (slope == 1 && intercept == 0) { return nil }
    guard slope.isFinite, intercept.isFinite, abs(slope) < 1e18, abs(intercept) < 1e18 else {
      throw NIfTIError.field(
        path: path, name: "scl_slope, scl_inter", value: "\(slope), \(intercept)",
        expected: "finite numbers")
    }
    return (slope, intercept)
  }
}

/// The places of the fields in the two headers.
private struct NIfTIFields {
  let reader: ByteReader
  let isSecond: Bool

  var dim: [Int] {
    get throws {
      try (0..<8).map {
        isSecond
          ? Int(try reader.integer(Int64.self, at: 16 + 8 * $0))
          : Int(try reader.integer(Int16.self, at: 40 + 2 * $0))
      }
    }
  }

  var datatype: Int {
    get throws { Int(try reader.integer(Int16.self, at: isSecond ? 12 : 70)) }
  }

  var voxelOffset: Double {
    get throws {
      isSecond
        ? Double(try reader.integer(Int64.self, at: 168)) : Double(try reader.float(at: 108))
    }
  }

  var scaling: (Double, Double) {
    get throws { (try real(112, 176, 0), try real(112, 176, 1)) }
  }

  var units: Int {
    get throws {
      isSecond
        ? Int(try reader.integer(Int32.self, at: 500))
        : Int(try reader.integer(UInt8.self, at: 123))
    }
  }

  var pixdim: SIMD4<Double> {
    get throws {
      SIMD4(try real(76, 104, 0), try real(76, 104, 1), try real(76, 104, 2), try real(76, 104, 3))
    }
  }

  var codes: (qform: Int, sform: Int) {
    get throws {
      isSecond
        ? (
          Int(try reader.integer(Int32.self, at: 344)), Int(try reader.integer(Int32.self, at: 348))
        )
        : (
          Int(try reader.integer(Int16.self, at: 252)), Int(try reader.integer(Int16.self, at: 254))
        )
    }
  }

  var quaternion: (SIMD3<Double>, SIMD3<Double>) {
    get throws {
      (
        SIMD3(try real(256, 352, 0), try real(256, 352, 1), try real(256, 352, 2)),
        SIMD3(try real(256, 352, 3), try real(256, 352, 4), try real(256, 352, 5))
      )
    }
  }

  var sformRows: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>) {
    get throws {
      func row(_ index: Int) throws -> SIMD4<Double> {
        SIMD4(
          try real(280, 400, 4 * index), try real(280, 400, 4 * index + 1),
          try real(280, 400, 4 * index + 2), try real(280, 400, 4 * index + 3))
      }
      return (try row(0), try row(1), try row(2))
    }
  }

  /// Number `index` of a list of reals that begins at `first` in NIfTI-1 and `second` in NIfTI-2.
  private func real(_ first: Int, _ second: Int, _ index: Int) throws -> Double {
    isSecond
      ? try reader.double(at: second + 8 * index) : Double(try reader.float(at: first + 4 * index))
  }
}
