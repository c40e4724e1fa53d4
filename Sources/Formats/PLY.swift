public import Meshing

/// Surfaces as PLY: little-endian binary, corners with what is known of each, and triangles.
public enum PLYFile {
  /// A surface with what the corners carry.
  public struct Content: Sendable, Equatable {
    /// The surface, in whatever frame the file has.
    public var mesh: Mesh
    /// The doubt at each corner, 0...1; nil without.
    public var doubt: [Float]?
    /// The signed distance of each corner from the surface that the AI gave, in mm, positive outside;
    /// nil without.
    public var deviation: [Float]?
    /// What the header says in words.
    public var comments: [String]

    /// Takes a surface and as many numbers as it has corners.
    public init(
      mesh: Mesh, doubt: [Float]? = nil, deviation: [Float]? = nil, comments: [String] = []
    ) {
      precondition(
        (doubt?.count ?? mesh.positions.count) == mesh.positions.count
          && (deviation?.count ?? mesh.positions.count) == mesh.positions.count,
        "every corner needs a number")
      (self.mesh, self.doubt, self.deviation) = (mesh, doubt, deviation)
      self.comments = comments
    }
  }

  /// The bytes of a file.
  ///
  /// - Parameter content: its corners in the frame that the header names; its comments come after
  ///   those of the header.
  public static func encode(_ content: Content, header: SurfaceHeader) -> [UInt8] {
    let (mesh, doubt, deviation) = (content.mesh, content.doubt, content.deviation)
    var text = "ply\nformat binary_little_endian 1.0\n"
    for comment in header.comments + content.comments { text += "comment \(comment)\n" }
    text += "element vertex \(mesh.positions.count)\n"
    let columns =
      ["x", "y", "z"] + (doubt == nil ? [] : ["doubt"]) + (deviation == nil ? [] : ["deviation"])
    for column in columns { text += "property float \(column)\n" }
    text +=
      "element face \(mesh.triangleCount)\nproperty list uchar int vertex_indices\nend_header\n"

    let head = Array(text.utf8)
    let stride = 4 * columns.count
    let size = head.count + stride * mesh.positions.count + 13 * mesh.triangleCount
    return [UInt8](unsafeUninitializedCapacity: size) { bytes, filled in
      let buffer = UnsafeMutableRawBufferPointer(bytes)
      buffer.copyBytes(from: head)
      var at = head.count
      for vertex in mesh.positions.indices {
        let position = mesh.positions[vertex]
        store(position.x.bitPattern, at, buffer)
        store(position.y.bitPattern, at &+ 4, buffer)
        store(position.z.bitPattern, at &+ 8, buffer)
        var column = at &+ 12
        if let doubt {
          store(doubt[vertex].bitPattern, column, buffer)
          column &+= 4
        }
        if let deviation { store(deviation[vertex].bitPattern, column, buffer) }
        at &+= stride
      }
      for triangle in 0..<mesh.triangleCount {
        buffer[at] = 3
        for corner in 0..<3 {
          store(mesh.triangles[3 &* triangle &+ corner], at &+ 1 &+ 4 &* corner, buffer)
        }
        at &+= 13
      }
      filled = size
    }
  }

  @inline(__always)
  private static func store(_ bits: UInt32, _ at: Int, _ buffer: UnsafeMutableRawBufferPointer) {
    buffer.storeBytes(of: bits.littleEndian, toByteOffset: at, as: UInt32.self)
  }

  /// Reads a file, little-endian binary or text, of this program or of another.
  ///
  /// Corners need x, y and z; `doubt` and `deviation` are kept, all else is passed over. Faces must be
  /// triangles.
  ///
  /// - Throws: `PLYFailure`.
  public static func decode(_ bytes: [UInt8]) throws(PLYFailure) -> Content {
    let header = try PLYHeader(bytes)
    switch header.form {
    case .littleEndian:
      return try PLYReading.content(header, PLYBinary(bytes, from: header.dataOffset))
    case .text:
      return try PLYReading.content(header, PLYText(bytes, from: header.dataOffset))
    }
  }
}
