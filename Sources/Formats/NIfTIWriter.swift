internal import Files
public import Volumes

extension NIfTI {
  /// A label map as the bytes of a NIfTI-1 file, gzip level 6.
  ///
  /// Values are written as the source had them: uint8, or uint16 when one is above 255. The same
  /// labels always give the same bytes: no time, no path.
  ///
  /// - Returns: nil when a source value exceeds 65535.
  public static func bytes(labels: LabelMap, compressed: Bool = true) -> [UInt8]? {
    var source = (0...255).map { $0 }
    for entry in labels.table.entries { source[Int(entry.value)] = entry.sourceValue }
    let voxels = labels.volume.voxels
    let present = LabelPresence.scan(voxels)
    let used = (0...255).filter { present[$0] }.map { source[$0] }
    guard let most = used.max(), let least = used.min(), least >= 0, most <= 65535 else {
      return nil
    }
    let (size, geometry) = (labels.volume.size, labels.volume.geometry)
    var file: [UInt8]
    if most <= 255 {
      let steps = source.map { UInt8(truncatingIfNeeded: $0) }
      file = header(.uint8, size, geometry)
      if steps == (0...255).map({ UInt8($0) }) {
        file += voxels
      } else {
        append(voxels, through: steps, to: &file)
      }
    } else {
      file = header(.uint16, size, geometry)
      append(voxels, through: source.map { UInt16(truncatingIfNeeded: $0) }, to: &file)
    }
    return compressed ? Deflate.gzip(file, level: 6) : file
  }

  /// A CT in HU as the bytes of a NIfTI-1 file of int16, gzip level 1.
  public static func bytes(ct: Volume<Int16>, compressed: Bool = true) -> [UInt8] {
    var file = header(.int16, ct.size, ct.geometry)
    ct.voxels.withUnsafeBytes { file += $0 }
    return compressed ? Deflate.gzip(file, level: 1) : file
  }

  /// An uncertainty map as the bytes of a NIfTI-1 file of uint8 with a slope of 1/255.
  public static func bytes(uncertainty: Volume<UInt8>, compressed: Bool = true) -> [UInt8] {
    var file = header(.uint8, uncertainty.size, uncertainty.geometry, slope: 1 / 255)
    file += uncertainty.voxels
    return compressed ? Deflate.gzip(file, level: 6) : file
  }

  private static func append<Value: FixedWidthInteger & BitwiseCopyable>(
    _ voxels: [UInt8], through steps: [Value], to file: inout [UInt8]
  ) {
    let values = [Value](unsafeUninitializedCapacity: voxels.count) { out, filled in
      let steps = steps.span
      let voxels = voxels.span
      for index in 0..<voxels.count {
        out.initializeElement(at: index, to: steps[Int(voxels[index])].littleEndian)
      }
      filled = voxels.count
    }
    values.withUnsafeBytes { file += $0 }
  }

  /// 352 bytes: the header and the mark that no extension follows.
  private static func header(
    _ type: NIfTIType, _ size: GridSize, _ geometry: Geometry, slope: Float = 1
  ) -> [UInt8] {
    var header = LittleEndianBytes(count: 352)
    header.reserve(size.count * type.byteCount)
    header.put(Int32(348), at: 0)
    header.put([3, size.x, size.y, size.z, 1, 1, 1, 1].map { Int16(clamping: $0) }, at: 40)
    header.put(Int16(type.rawValue), at: 70)
    header.put(Int16(8 * type.byteCount), at: 72)
    let spacing = geometry.spacing
    let handed = rasRotation(geometry).determinant < 0 ? -1.0 : 1.0
    header.put([handed, spacing.x, spacing.y, spacing.z].map { Float($0) }, at: 76)
    header.put([352, slope, 0].map { Float($0) }, at: 108)
    // Millimetres.
    header.put(UInt8(2), at: 123)
    header.put(Array(Program.nameAndVersion.utf8.prefix(79)), at: 148)
    let (x, y, z) = geometry.rasRows
    let quaternion = quaternion(geometry, handed)
    let isExact = isSame(geometry, quaternion, handed, size)
    header.put(Int16(isExact ? 1 : 0), at: 252)
    header.put(Int16(1), at: 254)
    let offset = SIMD3(x.w, y.w, z.w)
    header.put((0..<3).map { Float(quaternion[$0]) } + (0..<3).map { Float(offset[$0]) }, at: 256)
    for (position, row) in [x, y, z].enumerated() {
      header.put((0..<4).map { Float(row[$0]) }, at: 280 + 16 * position)
    }
    header.put(Array("n+1".utf8), at: 344)
    return header.bytes
  }

  /// The unit axes as columns, RAS.
  private static func rasRotation(_ geometry: Geometry) -> Matrix3 {
    let (x, y, z) = geometry.rasRows
    return Matrix3(columns: [x.x, y.x, z.x], [x.y, y.y, z.y], [x.z, y.z, z.z])
      .scalingColumns(by: 1 / geometry.spacing)
  }

  private static func quaternion(_ geometry: Geometry, _ handed: Double) -> SIMD3<Double> {
    Quaternion.components(of: rasRotation(geometry).scalingColumns(by: [1, 1, handed]))
  }

  /// Whether the qform, in the 32 bits it is stored in, gives the same corners within 0.005 mm.
  ///
  /// A sheared grid has none, and near half a turn 32 bits are too few; then only the sform is valid.
  private static func isSame(
    _ geometry: Geometry, _ quaternion: SIMD3<Double>, _ handed: Double, _ size: GridSize
  ) -> Bool {
    let stored = SIMD3<Double>(SIMD3<Float>(quaternion))
    let columns = Quaternion.rotation(stored)
      .scalingColumns(by: geometry.spacing * [1, 1, handed])
    let (i, j, k) = columns.columns
    let (x, y, z) = geometry.rasRows
    guard
      let read = try? Geometry(
        rasRows: ([i.x, j.x, k.x, x.w], [i.y, j.y, k.y, y.w], [i.z, j.z, k.z, z.w]))
    else { return false }
    return geometry.greatestCornerDistance(to: read, size: size) < 0.005
  }
}
