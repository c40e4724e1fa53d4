internal import Files
internal import Meshing

/// Numbers one after the other, as a PLY file holds them.
protocol PLYNumbers {
  /// How many bytes follow.
  var remaining: Int { get }
  /// The next number; nil when the bytes end.
  mutating func next(_ kind: PLYHeader.Number) throws(PLYFailure) -> Double?
  /// Looks at what is left when everything promised has been read.
  func end() throws(PLYFailure)
}

/// The binary form.
struct PLYBinary: PLYNumbers {
  private let bytes: [UInt8]
  private var at: Int

  init(_ bytes: [UInt8], from offset: Int) { (self.bytes, at) = (bytes, offset) }

  var remaining: Int { bytes.count - at }

  @inline(__always)
  mutating func next(_ kind: PLYHeader.Number) throws(PLYFailure) -> Double? {
    guard kind.size <= bytes.count &- at else { return nil }
    defer { at &+= kind.size }
    return bytes.withUnsafeBytes { buffer in
      @inline(__always)
      func load<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type) -> Value {
        Value(littleEndian: buffer.loadUnaligned(fromByteOffset: at, as: Value.self))
      }
      return switch kind {
      case .int8: Double(load(Int8.self))
      case .uint8: Double(load(UInt8.self))
      case .int16: Double(load(Int16.self))
      case .uint16: Double(load(UInt16.self))
      case .int32: Double(load(Int32.self))
      case .uint32: Double(load(UInt32.self))
      case .float: Double(Float(bitPattern: load(UInt32.self)))
      case .double: Double(bitPattern: load(UInt64.self))
      }
    }
  }

  func end() throws(PLYFailure) {
    if at < bytes.count { throw .tooLong(bytes: bytes.count - at) }
  }
}

/// The text form: numbers parted by blanks and line breaks.
struct PLYText: PLYNumbers {
  private let bytes: [UInt8]
  private var at: Int

  init(_ bytes: [UInt8], from offset: Int) { (self.bytes, at) = (bytes, offset) }

  var remaining: Int { bytes.count - at }

  mutating func next(_ kind: PLYHeader.Number) throws(PLYFailure) -> Double? {
    while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
    let start = at
    while at < bytes.count, !Self.isBlank(bytes[at]) { at += 1 }
    guard at > start else { return nil }
    let text = String(decoding: bytes[start..<min(at, start + 64)], as: UTF8.self)
    guard at - start <= 64 else { throw .notANumber(SafeText.cleaned(text)) }
    // Straight to the kind that is promised: by way of a double, a digit could round twice.
    let value = kind == .float ? Float(text).map(Double.init) : Double(text)
    guard let value, kind == .float || kind == .double || value == value.rounded() else {
      throw .notANumber(SafeText.cleaned(text))
    }
    return value
  }

  func end() throws(PLYFailure) {
    // Without it, half a number at the end would be taken for a whole one.
    guard bytes.last == 0x0A else { throw .openEnd }
    if let more = bytes[at...].firstIndex(where: { !Self.isBlank($0) }) {
      throw .tooLong(bytes: bytes.count - more)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

/// From numbers to a surface, the same for both forms.
enum PLYReading {
  static func content<Numbers: PLYNumbers>(
    _ header: PLYHeader, _ source: Numbers
  ) throws(PLYFailure) -> PLYFile.Content {
    var source = source
    let size = source.remaining
    var vertices: Vertices?
    var triangles: [UInt32]?
    for element in header.elements {
      // Before memory is asked for: a row takes some bytes, so the rest of the file limits the count.
      let least = element.leastBytes(header.form)
      guard element.count == 0 || (least > 0 && element.count <= source.remaining / least) else {
        throw .cutOff(element: element.name, bytes: header.dataOffset + size)
      }
      let cutOff = PLYFailure.cutOff(element: element.name, bytes: header.dataOffset + size)
      switch element.name {
      case "vertex" where vertices == nil:
        vertices = try Vertices(element, &source, cutOff)
      case "face" where triangles == nil:
        triangles = try faces(element, &source, cutOff)
      default:
        for _ in 0..<element.count { try skip(element.properties[...], &source, cutOff) }
      }
    }
    try source.end()
    guard let vertices else { throw .notASurface("it has no corners") }
    guard let triangles else { throw .notASurface("it has no faces") }
    if let bad = triangles.firstIndex(where: { $0 >= vertices.positions.count }) {
      throw .noSuchCorner(face: bad / 3, corners: vertices.positions.count)
    }
    return PLYFile.Content(
      mesh: Mesh(positions: vertices.positions, triangles: triangles), doubt: vertices.doubt,
      deviation: vertices.deviation, comments: header.comments)
  }

  /// The corners of a file.
  private struct Vertices {
    var positions: [SIMD3<Float>] = []
    var doubt: [Float]?
    var deviation: [Float]?

    init<Numbers: PLYNumbers>(
      _ element: PLYHeader.Element, _ source: inout Numbers, _ cutOff: PLYFailure
    ) throws(PLYFailure) {
      let roles = element.properties.map { property in
        property.listCount == nil
          ? ["x", "y", "z", "doubt", "deviation"].firstIndex(of: property.name) ?? 5 : 6
      }
      guard !roles.contains(6) else { throw .notASurface("its corners carry lists") }
      guard (0..<5).allSatisfy({ role in roles.count { $0 == role } <= 1 }),
        (0..<3).allSatisfy(roles.contains)
      else { throw .notASurface("its corners have no x, y and z, or have them twice") }
      let (hasDoubt, hasDeviation) = (roles.contains(3), roles.contains(4))
      positions.reserveCapacity(element.count)
      var doubts: [Float] = []
      var deviations: [Float] = []
      var row: (SIMD3<Float>, Float, Float) = (.zero, 0, 0)
      for vertex in 0..<element.count {
        for column in roles.indices {
          guard let value = try source.next(element.properties[column].number) else { throw cutOff }
          switch roles[column] {
          case 0...2: row.0[roles[column]] = Float(value)
          case 3: row.1 = Float(value)
          case 4: row.2 = Float(value)
          default: break
          }
        }
        guard row.0.x.isFinite, row.0.y.isFinite, row.0.z.isFinite else {
          throw .notFinite(vertex: vertex)
        }
        positions.append(row.0)
        if hasDoubt { doubts.append(row.1) }
        if hasDeviation { deviations.append(row.2) }
      }
      doubt = hasDoubt ? doubts : nil
      deviation = hasDeviation ? deviations : nil
    }
  }

  private static func faces<Numbers: PLYNumbers>(
    _ element: PLYHeader.Element, _ source: inout Numbers, _ cutOff: PLYFailure
  ) throws(PLYFailure) -> [UInt32] {
    let properties = element.properties
    let found = properties.firstIndex {
      $0.listCount != nil && ($0.name == "vertex_indices" || $0.name == "vertex_index")
    }
    guard let found, let countKind = properties[found].listCount else {
      throw .notASurface("its faces name no corners")
    }
    let kind = properties[found].number
    var triangles: [UInt32] = []
    for face in 0..<element.count {
      if found > 0 { try skip(properties[..<found], &source, cutOff) }
      guard let count = try source.next(countKind) else { throw cutOff }
      guard count == 3 else { throw .notATriangle(face: face) }
      for _ in 0..<3 {
        guard let value = try source.next(kind) else { throw cutOff }
        // What is no index at all is none of a corner that is there.
        triangles.append(UInt32(exactly: value) ?? .max)
      }
      if found + 1 < properties.count { try skip(properties[(found + 1)...], &source, cutOff) }
    }
    return triangles
  }

  /// Passes over columns of one row.
  private static func skip<Numbers: PLYNumbers>(
    _ properties: ArraySlice<PLYHeader.Property>, _ source: inout Numbers, _ cutOff: PLYFailure
  ) throws(PLYFailure) {
    for property in properties {
      var count = 1.0
      if let kind = property.listCount {
        guard let promised = try source.next(kind) else { throw cutOff }
        count = promised
      }
      // A count that the file cannot hold ends at the end of the file.
      while count >= 1 {
        guard try source.next(property.number) != nil else { throw cutOff }
        count -= 1
      }
    }
  }
}
