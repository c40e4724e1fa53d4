public import Files

/// Why bytes are not a PLY file of a surface.
public enum PLYFailure: ExplainedError, Equatable {
  /// The header does not begin with `ply`, or does not end.
  case noHeader
  /// A line of the header cannot be understood; cleaned.
  case badLine(String)
  /// A form that is not read, such as `binary_big_endian`; cleaned.
  case form(String)
  /// There are no corners with x, y and z, or no faces that name them.
  case notASurface(String)
  /// The data end before everything that the header promises.
  case cutOff(element: String, bytes: Int)
  /// More bytes than the header promises.
  case tooLong(bytes: Int)
  /// A text form that does not end with a line break may have lost digits.
  case openEnd
  /// A text that is not a number of the kind that the header promises; cleaned.
  case notANumber(String)
  /// A coordinate is not a finite number; corners are counted from 0.
  case notFinite(vertex: Int)
  /// A face has another number of corners than three; faces are counted from 0.
  case notATriangle(face: Int)
  /// A face names a corner that is not there; faces are counted from 0.
  case noSuchCorner(face: Int, corners: Int)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .noHeader:
      "The PLY file has no whole header, from “ply” to “end_header”. It was cut off, or is another "
        + "format: write it again."
    case .badLine(let line):
      "The header of the PLY file has the line “\(line)”, which cannot be understood. Write it again."
    case .form(let form):
      "The PLY file is in the form “\(form)”; ascii and binary_little_endian are read. Save it as one "
        + "of these."
    case .notASurface(let detail):
      "The PLY file is no surface of triangles: \(detail). Export the mesh with corners and faces."
    case .cutOff(let element, let bytes):
      "The PLY file has \(bytes) bytes, fewer than its header promises: “\(element)” ends too early. "
        + "It was cut off or is damaged: write it again."
    case .tooLong(let bytes):
      "The PLY file goes on for \(bytes) bytes after everything that its header promises. "
        + "It is damaged: write it again."
    case .openEnd:
      "The PLY file does not end with a line break, so its last number may have lost digits. "
        + "It was cut off: write it again."
    case .notANumber(let text):
      "The PLY file has “\(text)” where its header promises a number. It is damaged: write it again."
    case .notFinite(let vertex):
      "Corner \(vertex) of the PLY file has a coordinate that is not a number. "
        + "It is damaged: write it again."
    case .notATriangle(let face):
      "Face \(face) of the PLY file is no triangle. Triangulate the mesh and save it again."
    case .noSuchCorner(let face, let corners):
      "Face \(face) of the PLY file names a corner that is not among its \(corners). "
        + "It is damaged: write it again."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus { .badData }
}
