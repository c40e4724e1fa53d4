internal import Files
public import Meshing
public import Volumes

/// What every file of a surface says about itself; no patient data.
public struct SurfaceHeader: Hashable, Sendable {
  /// The case's code.
  public var code: String
  /// The side of the patient, nil when it is unknown.
  public var side: Side?
  /// The bone's name.
  public var bone: String
  /// The frame that the coordinates are written in.
  public var frame: PatientFrame

  /// Takes a code, a side, a name and a frame.
  public init(code: String, side: Side?, bone: String, frame: PatientFrame = .lps) {
    (self.code, self.side, self.bone, self.frame) = (code, side, bone, frame)
  }

  /// `Condyle <version> UNITS=mm SPACE=LPS <code> <side> <bone>`, printable ASCII.
  ///
  /// Whatever is not printable ASCII becomes "_", and spaces within a field do too, so that fields
  /// stay apart.
  public var line: String {
    "\(Program.nameAndVersion) UNITS=mm SPACE=\(frame.rawValue) "
      + "\(Self.field(code)) \(sideWord) \(Self.field(bone))"
  }

  /// The same one by one, as the comments of a text header.
  var comments: [String] {
    [
      "\(Program.nameAndVersion); \(Program.notice.lowercased())", "UNITS mm",
      "SPACE \(frame.rawValue)", "CODE \(Self.field(code))", "SIDE \(sideWord)",
      "BONE \(Self.field(bone))",
    ]
  }

  /// "right", "left" or "unknown".
  var sideWord: String { side?.rawValue ?? "unknown" }

  /// A text as one word of printable ASCII, never empty and never longer than 64 characters.
  static func field(_ text: String) -> String {
    let ascii = text.unicodeScalars.prefix(64).map { scalar in
      (0x21...0x7E).contains(scalar.value) ? Character(scalar) : "_"
    }
    return ascii.isEmpty ? "-" : String(ascii)
  }
}

extension Mesh {
  /// The surface with its corners in another frame; triangles stay as they are.
  public func turned(to frame: PatientFrame) -> Mesh {
    guard frame != .lps else { return self }
    return Mesh(positions: positions.map { frame.coordinates(of: $0) }, triangles: triangles)
  }
}
