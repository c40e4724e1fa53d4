internal import Files
internal import Formats
internal import FoundationEssentials
internal import Meshing
internal import Reviewing
internal import Volumes

/// Writes surfaces, labels and their sidecar into a folder.
struct Exporter {
  let set: WorkingSet
  let labels: LabelMap
  let folder: String
  let formats: Set<ExportFormat>
  let force: Bool
  /// The end of the case's chain that the labels correspond to.
  let head: Digest?

  /// Exports the bones of these values, all that have voxels when it is empty.
  ///
  /// - Throws: `FileError`, `SurfaceFailure`, `CaseRefusal`; files written before are complete.
  func export(_ values: Set<UInt8>) throws -> ExportReport {
    let entries = labels.table.entries.filter { values.isEmpty || values.contains($0.value) }
    try OutputFile.makeFolder(folder)
    let ours = Self.earlierFiles(in: folder)
    var report = ExportReport(
      folder: folder, code: set.code, sources: sources, recipe: .standard, head: head,
      side: set.side, bones: [], labels: nil, notices: set.notices)
    if formats.contains(.stl) {
      for surface in try BoneSurface.all(of: entries, in: labels.volume) {
        report.bones.append(try write(surface, ours))
      }
    }
    if formats.contains(.nifti) { report.labels = try writeLabels(ours) }
    let sidecar = Array((report.json.text() + "\n").utf8)
    // A sidecar of an earlier export is ours by its schema; another file of that name is not.
    try OutputFile.write(
      sidecar, to: "\(folder)/meshes.json", replace: force || ours.contains("meshes.json"))
    return report
  }

  private var sources: [WorkingSet.Source] {
    let ct = set.ct.map { WorkingSet.Source(role: "ct", digest: CTMatch.digest(of: $0)) }
    return (ct.map { [$0] } ?? []) + set.sources
  }

  private func write(_ surface: BoneSurface, _ ours: Set<String>) throws -> ExportReport.Bone {
    let side = surface.entry.side ?? set.side.side
    var bone = ExportReport.Bone(
      surface: surface, side: side, status: "draft",
      reason: "not accepted by anybody; research use only")
    guard surface.surface.voxelCount > 0 else {
      bone.status = "empty"
      bone.reason = "it has no voxels"
      return bone
    }
    guard surface.isSound else {
      bone.status = "refused"
      bone.reason =
        "its surface is not a closed two-manifold (\(surface.facts.degenerateTriangles) degenerate "
        + "triangles); please report this with the labels"
      return bone
    }
    let name = "\(fileStem(surface.entry, side)).draft.stl"
    let bytes = STLFile.encode(
      surface.surface.mesh,
      header: STLFile.Header(code: set.code, side: side, bone: surface.entry.name))
    try OutputFile.write(bytes, to: "\(folder)/\(name)", replace: force || ours.contains(name))
    bone.file = name
    bone.digest = SHA256.digest(of: bytes)
    return bone
  }

  private func writeLabels(_ ours: Set<String>) throws -> (String, Digest)? {
    let name = "\(set.code)_labels.nii.gz"
    guard let bytes = NIfTI.bytes(labels: labels) else {
      throw ExportFailure.valueTooLarge(labels.table.entries.map(\.sourceValue).max() ?? 0)
    }
    try OutputFile.write(bytes, to: "\(folder)/\(name)", replace: force || ours.contains(name))
    return (name, SHA256.digest(of: bytes))
  }

  /// `<code>_<R|L>_<bone>`, the side left out when it is unknown.
  private func fileStem(_ entry: LabelEntry, _ side: Side?) -> String {
    let name = String(
      entry.name.unicodeScalars.prefix(48).map {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-")
          ? Character($0) : "_"
      })
    // Two labels may be written alike; the value keeps their files apart.
    let isUnique =
      labels.table.entries.count { $0.name.lowercased() == entry.name.lowercased() } == 1
    let letter = side.map { "_\($0.letter)" } ?? ""
    return "\(set.code)\(letter)_\(name)" + (isUnique ? "" : "_\(entry.sourceValue)")
  }

  /// The files that a sidecar of ours lists; they may be replaced.
  private static func earlierFiles(in folder: String) -> Set<String> {
    guard let bytes = try? InputFile.read("\(folder)/meshes.json", limit: 1 << 24),
      let json = try? JSONValue(parsing: bytes),
      case .string(let schema)? = json["schema"], schema.hasPrefix("condyle.export/")
    else { return [] }
    var names: Set<String> = ["meshes.json"]
    if case .array(let bones)? = json["bones"] {
      for bone in bones { if case .string(let name)? = bone["file"] { names.insert(name) } }
    }
    if case .string(let name)? = json["labels"]?["file"] { names.insert(name) }
    return names
  }
}
