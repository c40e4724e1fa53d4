public import Files
internal import Meshing
internal import Reviewing
internal import Volumes

/// What was exported: also the sidecar `meshes.json`.
public struct ExportReport: Report {
  /// One bone of an export.
  struct Bone: Sendable {
    var surface: BoneSurface
    var file: String?
    var digest: Digest?
    var side: Side?
    /// The latest verdict on the bone; nil when there is none.
    var standing: VerdictStanding?
    /// Whether it is only to be written when it is accepted now.
    var needsAcceptance: Bool

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
    }

    init(
      surface: BoneSurface, side: Side?, standing: VerdictStanding?, needsAcceptance: Bool = false
    ) {
      (self.surface, self.side, self.standing) = (surface, side, standing)
      self.needsAcceptance = needsAcceptance
    }
  }

  let folder: String
  let code: String
  let sources: [WorkingSet.Source]
  let recipe: SurfaceRecipe
  let head: Digest?
  let side: LateralityEvidence
  var bones: [Bone]
  var labels: (file: String, digest: Digest)?
  var notices: [String]
  /// The files of earlier exports into the same folder that this one left as they were.
  var earlier: [ExportedFiles.Listed] = []

  /// Throws `ExportFailure.refused` unless every bone that has voxels could be written.
  public func requireComplete() throws {
    let refused = bones.filter { $0.status == .refused }.map(\.surface.entry.name)
    guard refused.isEmpty else { throw ExportFailure.refused(bones: refused) }
  }

  /// One object, as the contract of `export` says; mm, mm² and mm³, LPS.
  public var json: JSONValue {
    .report("export", code: code, members + [.init("notices", .texts(notices))])
  }

  /// What is written beside the files: notices are left out, because they name paths, and a path may
  /// name a patient.
  var sidecar: JSONValue { .report("export", code: code, members) }

  private var members: [JSONValue.Member] {
    [
      .init("frame", "LPS"), .init("units", "mm"),
      .init("notice", .string(Program.longNotice)),
      .init(
        "inputs",
        .array(
          sources.map { ["role": .string($0.role), "sha256": .string($0.digest.hex)] })),
      .init("recipe", recipe.json), .init("head", .optional(head?.hex)),
      .init("side", ["value": .optional(side.side?.rawValue), "text": .string(side.sentence)]),
      .init("bones", .array(bones.map(\.json))),
      .init(
        "labels",
        labels.map { ["file": .string($0.file), "sha256": .string($0.digest.hex)] } ?? .null),
      .init("earlier", .array(earlier.map(\.json))),
    ]
  }

  /// Lines for a reader.
  public var text: String {
    let width = max(6, bones.map(\.surface.entry.name.count).max() ?? 6)
    var lines = bones.map { bone in
      let facts = bone.surface.facts
      guard let file = bone.file else {
        return "\(Figures.padded(bone.surface.entry.name, width))  not written: \(bone.reason)"
      }
      return
        "\(Figures.padded(bone.surface.entry.name, width))  \(file)  "
        + "\(facts.triangleCount) triangles, \(Figures.volume(facts.volume))"
        + (bone.surface.volumeDifference.map {
          " (\($0 < 0 ? "" : "+")\(Figures.fixed($0, 2)) % against its voxels)"
        } ?? "")
        + ", \(facts.componentCount) part\(facts.componentCount == 1 ? "" : "s"), fits its labels within "
        + "\(Figures.fixed(bone.surface.deviation.max ?? 0, 2)) mm"
        + (bone.status == .accepted ? "; \(bone.reason)" : "")
    }
    if let labels { lines.append("labels  \(labels.file)") }
    lines.append("\(SafeText.path(folder))/meshes.json says what each file is.")
    return lines.joined(separator: "\n")
  }
}

extension ExportReport.Bone {
  fileprivate var json: JSONValue {
    let facts = surface.facts
    return [
      "name": .string(surface.entry.name), "value": .int(surface.entry.sourceValue),
      "side": .optional(side?.rawValue), "file": .optional(file), "sha256": .optional(digest?.hex),
      "status": .string(status.rawValue), "reason": .string(reason),
      "triangles": .int(facts.triangleCount), "vertices": .int(facts.vertexCount),
      "volume_mm3": .number(facts.volume), "area_mm2": .number(facts.area),
      "watertight": .bool(facts.isWatertight), "manifold": .bool(facts.isManifold),
      "components": .int(facts.componentCount), "cavities": .int(facts.cavityCount),
      "self_intersections": facts.selfIntersections.map { .int($0) } ?? .null,
      "deviation_mm": [
        "mean": .optional(surface.deviation.mean), "max": .optional(surface.deviation.max),
      ],
      "voxel_volume_mm3": .number(surface.surface.voxelVolume),
      "volume_difference_percent": .optional(surface.volumeDifference),
      "cut_by": .texts(surface.surface.cappedFaces.map(\.rawValue).sorted()),
      "signed": .bool(status == .accepted), "verdict": standing?.json ?? .null,
    ]
  }
}

extension ExportReport.Bone {
  var status: Status {
    if surface.surface.voxelCount == 0 { return .empty }
    let isAccepted = standing?.isAccepted ?? false
    if needsAcceptance, !isAccepted { return .unsigned }
    guard surface.isSound else { return .refused }
    return isAccepted ? .accepted : .draft
  }

  /// Whether a file is written for it.
  var isWritten: Bool { status == .accepted || status == .draft }

  var reason: String {
    switch status {
    case .accepted: "accepted by \(standing?.record.by ?? ""), research use"
    case .draft: "\(VerdictStanding.reason(standing)); research use only"
    case .unsigned: VerdictStanding.reason(standing)
    case .empty: "it has no voxels"
    case .refused:
      "its surface is not a closed two-manifold (\(surface.facts.degenerateTriangles) degenerate "
        + "triangles); please report this with the labels"
    }
  }

  /// What must be said of a surface that cannot stand for its voxels, nil when it can.
  var notice: String? {
    guard let difference = surface.volumeDifference, abs(difference) > 5 else { return nil }
    return
      "\(surface.entry.name): the surface encloses \(Figures.fixed(abs(difference), 0)) % "
      + "\(difference < 0 ? "less" : "more") than its \(surface.surface.voxelCount) voxels; it is too "
      + "thin for this grid, so do not measure on it."
  }
}

extension ExportedFiles.Listed {
  /// As a sidecar lists a file of an earlier export; what was accepted then goes on being known.
  fileprivate var json: JSONValue {
    guard let accepted else { return ["file": .string(file), "sha256": .string(digest)] }
    return [
      "file": .string(file), "sha256": .string(digest), "name": .string(accepted.name),
      "value": .int(accepted.value), "signed": true,
      "verdict": ["digest": .string(accepted.digest)],
    ]
  }
}
