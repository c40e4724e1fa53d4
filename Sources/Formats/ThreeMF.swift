public import Canvas
internal import Files
public import Meshing
public import Volumes

/// Surfaces as 3MF: a zip archive with one model in XML, millimetres, a name and a colour for each
/// bone ("3MF Core Specification", 1.3).
public enum ThreeMFFile {
  /// One bone of a file.
  public struct Part: Sendable {
    /// The bone's name, as the viewer shows it.
    public var name: String
    /// The surface, its corners in the frame of the file.
    public var mesh: Mesh
    /// The colour of the bone.
    public var colour: Colour

    /// Takes a name, a surface and a colour.
    public init(name: String, mesh: Mesh, colour: Colour) {
      (self.name, self.mesh, self.colour) = (name, mesh, colour)
    }
  }

  /// The bytes of a file; the same parts always give the same bytes.
  ///
  /// The format knows its unit and no frame; the description says which it is.
  ///
  /// - Throws: `SurfaceFileFailure.tooLarge`.
  public static func encode(
    _ parts: [Part], code: String, side: Side?, frame: PatientFrame
  ) throws(SurfaceFileFailure) -> [UInt8] {
    var archive = ZipWriter()
    try archive.add("[Content_Types].xml", Array(contentTypes.utf8))
    try archive.add("_rels/.rels", Array(relations.utf8))
    try archive.add("3D/3dmodel.model", model(parts, code, side, frame))
    return archive.bytes
  }

  private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"

  private static let contentTypes =
    declaration
    + #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#
    + #"<Default Extension="rels" "#
    + #"ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
    + #"<Default Extension="model" "#
    + #"ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>"# + "\n"

  private static let relations =
    declaration
    + #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
    + #"<Relationship Target="/3D/3dmodel.model" Id="rel0" "#
    + #"Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>"#
    + "\n"

  private static func model(
    _ parts: [Part], _ code: String, _ side: Side?, _ frame: PatientFrame
  ) -> [UInt8] {
    let header = SurfaceHeader(code: code, side: side, bone: "all", frame: frame)
    var text = TextBytes()
    text.reserve(
      parts.reduce(4096) { $0 + 60 * $1.mesh.positions.count + 52 * $1.mesh.triangleCount })
    text.append(declaration)
    text.append(
      #"<model unit="millimeter" xml:lang="en-US" "#
        + #"xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">"# + "\n")
    text.append(metadata("Application", Program.nameAndVersion))
    text.append(metadata("Title", "\(SurfaceHeader.field(code)) \(header.sideWord)"))
    text.append(
      metadata("Description", header.comments.dropLast().dropFirst().joined(separator: "; ")))
    text.append(metadata("LicenseTerms", Program.longNotice))
    text.append("<resources>\n<basematerials id=\"1\">\n")
    for part in parts {
      text.append(
        "<base name=\"\(escaped(part.name))\" displaycolor=\"\(hexadecimal(part.colour))\"/>\n")
    }
    text.append("</basematerials>\n")
    for (number, part) in parts.enumerated() { add(part, number, to: &text) }
    text.append("</resources>\n<build>\n")
    for number in parts.indices { text.append("<item objectid=\"\(number + 2)\"/>\n") }
    text.append("</build>\n</model>\n")
    return text.bytes
  }

  private static func add(_ part: Part, _ number: Int, to text: inout TextBytes) {
    text.append(
      "<object id=\"\(number + 2)\" type=\"model\" name=\"\(escaped(part.name))\" pid=\"1\" "
        + "pindex=\"\(number)\">\n<mesh>\n<vertices>\n")
    for position in part.mesh.positions {
      text.append("<vertex x=\"")
      text.append(position.x)
      text.append("\" y=\"")
      text.append(position.y)
      text.append("\" z=\"")
      text.append(position.z)
      text.append("\"/>\n")
    }
    text.append("</vertices>\n<triangles>\n")
    for triangle in 0..<part.mesh.triangleCount {
      text.append("<triangle v1=\"")
      text.append(part.mesh.triangles[3 &* triangle])
      text.append("\" v2=\"")
      text.append(part.mesh.triangles[3 &* triangle &+ 1])
      text.append("\" v3=\"")
      text.append(part.mesh.triangles[3 &* triangle &+ 2])
      text.append("\"/>\n")
    }
    text.append("</triangles>\n</mesh>\n</object>\n")
  }

  private static func metadata(_ name: String, _ text: String) -> String {
    "<metadata name=\"\(name)\">\(escaped(text))</metadata>\n"
  }

  /// `#RRGGBB`, sRGB.
  private static func hexadecimal(_ colour: Colour) -> String {
    let digits = Array("0123456789ABCDEF")
    return [colour.red, colour.green, colour.blue].reduce(into: "#") {
      $0.append(digits[Int($1 >> 4)])
      $0.append(digits[Int($1 & 15)])
    }
  }

  /// A text as it may stand in XML; what XML cannot hold becomes "_".
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        out += "_"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }
}
