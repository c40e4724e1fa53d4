public import Files
internal import Editing
internal import Meshing
internal import Reviewing
internal import Volumes

/// What was exported: also the sidecar `meshes.json`.
public struct ExportReport: Report {
  /// One bone of an export.
  struct Bone: Sendable {
    let surface: BoneSurface
    let side: Side?
    /// The latest verdict on the bone; nil when there is none.
    let standing: VerdictStanding?
    /// Whether it is only to be written when it is accepted now.
    let needsAcceptance: Bool
    /// Whether it is to be written when its surface must not be used.
    let allowsDefects: Bool
    /// What is wrong with its surface.
    let defects: MeshDefects
    /// The files that hold it.
    var files: [File] = []

    /// A file that holds a bone, perhaps among others.
    struct File: Sendable {
      let format: ExportFormat
      let name: String
      let digest: Digest
      /// Whether all that it holds is accepted.
      let isAccepted: Bool
    }

    /// What became of a bone.
    enum Status: String, Sendable {
      /// Written; somebody accepted it as it is.
      case accepted
      /// Written; nobody has accepted it as it is.
      case draft
      /// Left out, because nobody has accepted it as it is.
      case unsigned
      /// It has no voxels.
      case empty
      /// Its surface must not be used.
      case refused
      /// Written all the same, because that was asked for; never accepted.
      case defective
    }

    init(
      surface: BoneSurface, side: Side?, standing: VerdictStanding?, needsAcceptance: Bool = false,
      allowsDefects: Bool = false
    ) {
      (self.surface, self.side, self.standing) = (surface, side, standing)
      (self.needsAcceptance, self.allowsDefects) = (needsAcceptance, allowsDefects)
      defects = MeshDefects(of: surface.facts)
    }
  }

  let folder: String
  let code: String
  let sources: [WorkingSet.Source]
  /// The frame of the surfaces' coordinates.
  let frame: PatientFrame
  let recipe: SurfaceRecipe
  let head: Digest?
  let side: LateralityEvidence
  var bones: [Bone]
  var labels: (file: String, digest: Digest)?
  var notices: [String]
  /// Where the exported labels touch, and their names.
  var contacts: [BoneContact] = []
  var table = LabelTable.knee
  /// The files of earlier exports into the same folder that this one left as they were.
  var earlier: [ExportedFiles.Listed] = []

  /// Throws `ExportFailure.refused` unless every bone that has voxels could be written.
  public func requireComplete() throws {
    let refused = bones.filter { $0.status == .refused }.map(\.surface.entry.name)
    guard refused.isEmpty else { throw ExportFailure.refused(bones: refused) }
  }

  /// One object, as the contract of `export` says; mm, mm² and mm³.
  public var json: JSONValue {
    .report("export", code: code, members + [.init("notices", .texts(notices))])
  }

  /// What is written beside the files: notices are left out, because they name paths, and a path may
  /// name a patient.
  var sidecar: JSONValue { .report("export", code: code, members) }

  private var members: [JSONValue.Member] {
    [
      .init("frame", .string(frame.rawValue)), .init("units", "mm"),
      .init("notice", .string(Program.longNotice)),
      .init(
        "inputs",
        .array(
          sources.map { ["role": .string($0.role), "sha256": .string($0.digest.hex)] })),
      .init("recipe", recipe.json), .init("head", .optional(head?.hex)),
      .init("side", ["value": .optional(side.side?.rawValue), "text": .string(side.sentence)]),
      .init("bones", .array(bones.map(\.json))),
      .init("contacts", .array(contacts.map { $0.json(table, frame) })),
      .init(
        "labels",
        labels.map { ["file": .string($0.file), "sha256": .string($0.digest.hex)] } ?? .null),
      .init("earlier", .array(earlier.flatMap(\.json))),
    ]
  }

  /// Lines for a reader.
  public var text: String {
    let width = max(6, bones.map(\.surface.entry.name.count).max() ?? 6)
    var lines = bones.map { bone in
      let facts = bone.surface.facts
      guard bone.isWritten else {
        return "\(Figures.padded(bone.surface.entry.name, width))  not written: \(bone.reason)"
      }
      return
        "\(Figures.padded(bone.surface.entry.name, width))  "
        + bone.files.map(\.name).joined(separator: ", ") + "  "
        + "\(facts.triangleCount) triangles, \(Figures.volume(facts.volume))"
        + (bone.surface.volumeDifference.map {
          " (\($0 < 0 ? "" : "+")\(Figures.fixed($0, 2)) % against its voxels)"
        } ?? "")
        + ", \(counted(facts.componentCount - facts.cavityCount, "part"))"
        + (facts.cavityCount > 0 ? ", \(counted(facts.cavityCount, "cavity", "cavities"))" : "")
        + ", fits its labels within "
        + "\(Figures.fixed(bone.surface.deviation.max ?? 0, 2)) mm"
        + (bone.status == .draft ? "" : "; \(bone.reason)")
    }
    lines += contacts.map {
      "\(table.name(of: $0.first)) touches \(table.name(of: $0.second)) on "
        + "\(Figures.fixed($0.area, 1)) mm²; each surface is closed on its own"
    }
    if frame != .lps { lines.append("frame   \(frame.rawValue), mm") }
    if let labels { lines.append("labels  \(labels.file)") }
    lines.append("\(SafeText.path(folder))/meshes.json says what each file is.")
    return lines.joined(separator: "\n")
  }
}

extension ExportReport.Bone {
  var status: Status {
    if surface.surface.voxelCount == 0 { return .empty }
    let isAccepted = standing?.isAccepted ?? false
    if needsAcceptance, !isAccepted { return .unsigned }
    if !defects.isEmpty { return allowsDefects ? .defective : .refused }
    return isAccepted ? .accepted : .draft
  }

  /// Whether files are written for it.
  var isWritten: Bool { status == .accepted || status == .draft || status == .defective }

  var reason: String {
    switch status {
    case .accepted: "accepted by \(standing?.record.by ?? ""), research use"
    case .draft: "\(VerdictStanding.reason(standing)); research use only"
    case .unsigned: VerdictStanding.reason(standing)
    case .empty: "it has no voxels"
    case .refused:
      "its surface is not sound: \(defects.words); please report this with the labels"
    case .defective:
      "its surface is not sound: \(defects.words); written because --allow-defects was given; do not "
        + "use it without repair"
    }
  }

  /// What must be said of a surface that cannot stand for its voxels, or is not known to be sound.
  var notices: [String] {
    var notices: [String] = []
    let name = surface.entry.name
    if isWritten, surface.facts.selfIntersections == nil {
      notices.append(
        "\(name): whether its triangles cross could not be found out in bounded time; check it before "
          + "it is used.")
    }
    if let difference = surface.volumeDifference, abs(difference) > 5 {
      notices.append(
        "\(name): the surface encloses \(Figures.fixed(abs(difference), 0)) % "
          + "\(difference < 0 ? "less" : "more") than its \(surface.surface.voxelCount) voxels; it is "
          + "too thin for this grid, so do not measure on it.")
    }
    return notices
  }
}
