internal import Files
internal import Formats
internal import Meshing

/// A file of an export, ready to be written, and what it must say when it is read back.
struct ExportFile: Sendable {
  /// What a file is meant to hold.
  enum Content: Sendable {
    /// Nothing that is read here; its bytes must be the same.
    case bytes
    /// A surface, in the frame of the file.
    case stl(Mesh)
    /// A surface with its numbers, in the frame of the file.
    case ply(PLYFile.Content)
  }

  /// Its name in the folder.
  let name: String
  let bytes: [UInt8]
  let content: Content
  /// The digest of its bytes.
  let digest: Digest

  init(name: String, bytes: [UInt8], content: Content = .bytes) {
    (self.name, self.bytes, self.content) = (name, bytes, content)
    digest = SHA256.digest(of: bytes)
  }

  /// What is wrong with the bytes that were read back; nil when they say what was meant.
  func problem(of read: [UInt8]) -> String? {
    guard read.count == bytes.count else {
      return "\(read.count) bytes instead of \(bytes.count)"
    }
    guard SHA256.digest(of: read) == digest else { return "its digest is another" }
    do {
      switch content {
      case .bytes: return nil
      case .stl(let mesh): return Self.difference(try STLFile.decode(read), mesh)
      case .ply(let meant):
        let found = try PLYFile.decode(read)
        if let difference = Self.difference(found.mesh, meant.mesh) { return difference }
        guard Self.isSame(found.doubt, meant.doubt), Self.isSame(found.deviation, meant.deviation)
        else { return "its corners carry other numbers" }
        return nil
      }
    } catch {
      return "\(error)"
    }
  }

  /// Compares triangles by the places of their corners, bit for bit but for the sign of a zero: a
  /// reader numbers corners as it likes.
  private static func difference(_ found: Mesh, _ meant: Mesh) -> String? {
    guard found.triangleCount == meant.triangleCount else {
      return "\(found.triangleCount) triangles instead of \(meant.triangleCount)"
    }
    for at in meant.triangles.indices
    where found.positions[Int(found.triangles[at])] != meant.positions[Int(meant.triangles[at])] {
      return "triangle \(at / 3) lies elsewhere"
    }
    return nil
  }

  private static func isSame(_ found: [Float]?, _ meant: [Float]?) -> Bool {
    guard let found, let meant else { return (found == nil) == (meant == nil) }
    return found.count == meant.count
      && found.indices.allSatisfy { found[$0].bitPattern == meant[$0].bitPattern }
  }
}
