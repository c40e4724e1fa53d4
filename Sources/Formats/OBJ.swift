public import Meshing

/// Surfaces as Wavefront OBJ: lines of text, corners and triangles that name them from 1.
///
/// The format knows neither units nor frames; comments at the top say what it is.
public enum OBJFile {
  /// The bytes of a file.
  ///
  /// Every number is written so that it reads back as the very same 32-bit float.
  ///
  /// - Parameter mesh: its corners in the frame that the header names.
  public static func encode(_ mesh: Mesh, header: SurfaceHeader) -> [UInt8] {
    var text = TextBytes()
    text.reserve(36 * mesh.positions.count + 24 * mesh.triangleCount + 512)
    for comment in header.comments { text.append("# \(comment)\n") }
    text.append("o \(SurfaceHeader.field(header.bone))\n")
    for position in mesh.positions {
      text.append("v ")
      text.append(position.x)
      text.append(" ")
      text.append(position.y)
      text.append(" ")
      text.append(position.z)
      text.append("\n")
    }
    for triangle in 0..<mesh.triangleCount {
      text.append("f ")
      text.append(mesh.triangles[3 &* triangle] &+ 1)
      text.append(" ")
      text.append(mesh.triangles[3 &* triangle &+ 1] &+ 1)
      text.append(" ")
      text.append(mesh.triangles[3 &* triangle &+ 2] &+ 1)
      text.append("\n")
    }
    return text.bytes
  }
}
