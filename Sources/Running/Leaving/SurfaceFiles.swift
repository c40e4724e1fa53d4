internal import Canvas
internal import Formats
internal import Meshing
internal import Viewing
internal import Volumes

/// From surfaces to files: one for each bone and format, and one for all bones together.
struct SurfaceFiles {
  let code: String
  /// The side of the patient.
  let side: Side?
  let terms: ExportTerms
  let names: SurfaceNames
  let doubt: Volume<UInt8>?
  let doubtKind: DoubtKind
  var deviation: AIDeviation?
  /// What is ready to be written.
  private(set) var ready: [ExportFile] = []
  private var parts: [ThreeMFFile.Part] = []
  /// The places of the parts' bones in the report.
  private var bonesOfParts: [Int] = []

  init(
    _ set: WorkingSet, _ labels: LabelMap, side: Side?, _ terms: ExportTerms
  ) {
    (code, self.side, self.terms) = (set.code, side, terms)
    names = SurfaceNames(labels.table, code: set.code, side: side)
    (doubt, doubtKind) = (set.doubt, set.doubtKind)
    deviation = terms.formats.contains(.ply) ? AIDeviation(set.ai, labels.volume) : nil
  }

  /// Makes the files of a bone that is written.
  ///
  /// - Parameter place: where the bone will stand in the report.
  /// - Throws: `SurfaceFailure`.
  mutating func add(_ bone: inout ExportReport.Bone, at place: Int) throws {
    let entry = bone.surface.entry
    let mesh = bone.surface.surface.mesh.turned(to: terms.frame)
    let header = SurfaceHeader(
      code: code, side: bone.side, bone: entry.name, frame: terms.frame)
    for format in ExportFormat.allCases where terms.formats.contains(format) {
      let name = names.file(
        of: entry, format, isAccepted: bone.status == .accepted, hasDefects: !bone.defects.isEmpty)
      switch format {
      case .stl:
        add(
          ExportFile(
            name: name, bytes: STLFile.encode(mesh, header: header), content: .stl(mesh)),
          format, to: &bone)
      case .ply:
        let content = try numbered(mesh, bone.surface)
        add(
          ExportFile(
            name: name, bytes: PLYFile.encode(content, header: header), content: .ply(content)),
          format, to: &bone)
      case .obj:
        add(
          ExportFile(name: name, bytes: OBJFile.encode(mesh, header: header)), format, to: &bone)
      case .threeMF:
        parts.append(
          ThreeMFFile.Part(
            name: entry.name, mesh: mesh, colour: Palette.okabeIto[entry.colourRole]))
        bonesOfParts.append(place)
      case .nifti: break
      }
    }
  }

  /// Makes the file of all bones, when it was asked for and there are any.
  ///
  /// - Throws: `SurfaceFileFailure`.
  mutating func addTogether(_ bones: inout [ExportReport.Bone]) throws {
    guard !parts.isEmpty else { return }
    let isAccepted = bonesOfParts.allSatisfy { bones[$0].status == .accepted }
    let name = names.fileOfAll(
      .threeMF, isAccepted: isAccepted,
      hasDefects: bonesOfParts.contains { !bones[$0].defects.isEmpty })
    let file = ExportFile(
      name: name,
      bytes: try ThreeMFFile.encode(parts, code: code, side: side, frame: terms.frame))
    ready.append(file)
    for place in bonesOfParts {
      bones[place].files.append(
        .init(format: .threeMF, name: name, digest: file.digest, isAccepted: isAccepted))
    }
  }

  private mutating func add(
    _ file: ExportFile, _ format: ExportFormat, to bone: inout ExportReport.Bone
  ) {
    ready.append(file)
    bone.files.append(
      .init(
        format: format, name: file.name, digest: file.digest,
        isAccepted: bone.status == .accepted))
  }

  /// The surface with what is known of each corner, and words that say what that is.
  private func numbered(_ mesh: Mesh, _ surface: BoneSurface) throws -> PLYFile.Content {
    var comments: [String] = []
    let doubts = doubt.map { doubt in
      comments.append(
        "doubt 0 to 1, the greatest of the eight voxels around: \(doubtKind.title)")
      return ShownSurface.hesitation(at: surface.surface.mesh.positions, in: doubt)
        .map { Float($0) / 255 }
    }
    let deviations = try deviation?.atCorners(of: surface)
    comments.append(
      deviations == nil
        ? "no deviation: the AI gave no such bone"
        : "deviation mm, signed, + outside the surface of the bone as the AI gave it")
    return PLYFile.Content(
      mesh: mesh, doubt: doubts, deviation: deviations, comments: comments)
  }
}
