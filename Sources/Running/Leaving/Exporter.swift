internal import Files
internal import Formats
internal import Glibc
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
    let earlier = ExportedFiles(folder: folder).listed
    let ours = Set((earlier ?? []).map(\.file)).union(earlier == nil ? [] : ["meshes.json"])
    let planned = plannedFiles(entries)
    try refuseForeign(planned, ours)
    var report = ExportReport(
      folder: folder, code: set.code, sources: sources, recipe: .standard, head: head,
      side: set.side, bones: [], labels: nil, notices: set.notices)
    report.earlier = (earlier ?? []).filter {
      !planned.contains($0.file) && access("\(folder)/\($0.file)", F_OK) == 0
    }
    if formats.contains(.stl) {
      for surface in try BoneSurface.all(of: entries, in: labels.volume) {
        report.bones.append(try write(surface, ours))
      }
    }
    if formats.contains(.nifti) { report.labels = try writeLabels(ours) }
    let sidecar = Array((report.sidecar.text() + "\n").utf8)
    try OutputFile.write(
      sidecar, to: "\(folder)/meshes.json", replace: force || ours.contains("meshes.json"))
    return report
  }

  private var sources: [WorkingSet.Source] {
    let ct = set.ct.map { WorkingSet.Source(role: "ct", digest: CTMatch.digest(of: $0)) }
    return (ct.map { [$0] } ?? []) + set.sources
  }

  private func write(_ surface: BoneSurface, _ ours: Set<String>) throws -> ExportReport.Bone {
    let side = side(of: surface.entry)
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
    let name = surfaceName(surface.entry)
    let bytes = STLFile.encode(
      surface.surface.mesh,
      header: STLFile.Header(code: set.code, side: side, bone: surface.entry.name))
    try OutputFile.write(bytes, to: "\(folder)/\(name)", replace: force || ours.contains(name))
    bone.file = name
    bone.digest = SHA256.digest(of: bytes)
    return bone
  }

  private func writeLabels(_ ours: Set<String>) throws -> (String, Digest)? {
    let name = labelsName
    guard let bytes = NIfTI.bytes(labels: labels) else {
      throw ExportFailure.valueTooLarge(labels.table.entries.map(\.sourceValue).max() ?? 0)
    }
    try OutputFile.write(bytes, to: "\(folder)/\(name)", replace: force || ours.contains(name))
    return (name, SHA256.digest(of: bytes))
  }

  private var labelsName: String { "\(set.code)_labels.nii.gz" }

  private func side(of entry: LabelEntry) -> Side? { entry.side ?? set.side.side }

  /// `<code>_<R|L>_<bone>.draft.stl`, the side left out when it is unknown.
  private func surfaceName(_ entry: LabelEntry) -> String {
    let name = String(
      entry.name.unicodeScalars.prefix(48).map {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-")
          ? Character($0) : "_"
      })
    // Two labels may be written alike; the value keeps their files apart.
    let isUnique =
      labels.table.entries.count { $0.name.lowercased() == entry.name.lowercased() } == 1
    let letter = side(of: entry).map { "_\($0.letter)" } ?? ""
    return "\(set.code)\(letter)_\(name)\(isUnique ? "" : "_\(entry.sourceValue)").draft.stl"
  }

  /// The files that this export writes if every surface is sound.
  private func plannedFiles(_ entries: [LabelEntry]) -> Set<String> {
    var names: Set<String> = ["meshes.json"]
    if formats.contains(.stl) {
      let counts = labels.voxelCounts()
      for entry in entries where counts[Int(entry.value)] > 0 { names.insert(surfaceName(entry)) }
    }
    if formats.contains(.nifti) { names.insert(labelsName) }
    return names
  }

  /// Looks before anything is written: half an export, without its sidecar, would be foreign itself
  /// the next time.
  private func refuseForeign(_ planned: Set<String>, _ ours: Set<String>) throws {
    guard !force else { return }
    for name in planned.sorted() where !ours.contains(name) {
      let path = "\(folder)/\(name)"
      if access(path, F_OK) == 0 { throw FileError.exists(path: path) }
    }
  }
}
