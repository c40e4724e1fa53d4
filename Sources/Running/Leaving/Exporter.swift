internal import Files
internal import Formats
internal import Glibc
internal import Meshing
internal import Reviewing
internal import Volumes

/// Writes surfaces, labels and their sidecar into a folder: all of them or none.
struct Exporter {
  let set: WorkingSet
  let labels: LabelMap
  let side: LateralityEvidence
  let folder: String
  let formats: Set<ExportFormat>
  /// The verdicts of the case so far.
  let verdicts: [VerdictRecord]
  /// Whether only bones that are accepted now are written.
  var signedOnly = false
  let force: Bool
  /// The end of the case's chain that the labels correspond to.
  let head: Digest?
  /// Hears how far it is, and may stop it before anything is written.
  var ticket: WorkTicket?

  /// A file that is ready to be written.
  private struct Ready {
    let name: String
    let bytes: [UInt8]
  }

  /// Exports the bones of these values, all that have voxels when it is empty.
  ///
  /// Everything is made and checked before the first file is written.
  ///
  /// - Throws: `FileError`, `SurfaceFailure`, `ExportFailure`, `WorkStopped`; files that were new are
  ///   then removed, and renamed ones have their names again.
  func export(_ values: Set<UInt8>) throws -> ExportReport {
    // Before the work, so that nobody waits for surfaces that cannot be written.
    let isNew = access(folder, F_OK) != 0
    try OutputFile.makeFolder(folder)
    do {
      return try exportIntoFolder(values)
    } catch {
      // A folder that something else lies in by now is left.
      if isNew { rmdir(folder) }
      throw error
    }
  }

  private func exportIntoFolder(_ values: Set<UInt8>) throws -> ExportReport {
    let entries = labels.table.entries.filter { values.isEmpty || values.contains($0.value) }
    let standings = Dictionary(
      uniqueKeysWithValues: VerdictStanding.all(verdicts, in: labels, set.terms(side))
        .map { ($0.value, $0) })
    if signedOnly { try requireAccepted(entries, standings) }
    let found = ExportedFiles(folder: folder)
    if !force, let other = found.code, other != set.code {
      throw ExportFailure.otherCase(folder: folder, code: other)
    }
    let earlier = found.listed ?? []
    let ours = replaceable(earlier, hasSidecar: found.listed != nil)
    var report = ExportReport(
      folder: folder, code: set.code, sources: sources, recipe: .standard, head: head, side: side,
      bones: [], labels: nil, notices: set.notices)
    var ready: [Ready] = []
    if formats.contains(.stl) { try makeSurfaces(entries, standings, &report, &ready) }
    if formats.contains(.nifti) { try makeLabels(&report, &ready) }
    let superseding = Superseding(
      folder: folder, earlier: found.code == set.code ? earlier : [], labels.table, standings)
    report.notices += superseding.notices
    let names = Set(ready.map(\.name))
    report.earlier = superseding.renamed(earlier).filter {
      !names.contains($0.file)
        && (access("\(folder)/\($0.file)", F_OK) == 0 || superseding.gives($0.file))
    }
    try ticket?.beginWriting()
    ready.append(
      Ready(name: "meshes.json", bytes: Array((report.sidecar.text() + "\n").utf8)))
    try write(ready, replacing: ours, superseding)
    return report
  }

  private func requireAccepted(
    _ entries: [LabelEntry], _ standings: [UInt8: VerdictStanding]
  ) throws(ExportFailure) {
    guard !entries.contains(where: { standings[$0.value]?.isAccepted ?? false }) else { return }
    throw .nothingSigned(
      bones: entries.map { "\($0.name) \(VerdictStanding.reason(standings[$0.value]))" })
  }

  private var sources: [WorkingSet.Source] {
    let ct = set.ct.map { WorkingSet.Source(role: "ct", digest: CTMatch.digest(of: $0)) }
    return (ct.map { [$0] } ?? []) + set.sources
  }

  private func makeSurfaces(
    _ entries: [LabelEntry], _ standings: [UInt8: VerdictStanding], _ report: inout ExportReport,
    _ ready: inout [Ready]
  ) throws {
    let names = SurfaceNames(labels.table, code: set.code, side: side.side)
    for surface in try BoneSurface.all(of: entries, in: labels.volume, ticket: ticket) {
      var bone = ExportReport.Bone(
        surface: surface, side: surface.entry.side ?? side.side,
        standing: standings[surface.entry.value], needsAcceptance: signedOnly)
      if bone.isWritten {
        let name = names.file(of: surface.entry, isAccepted: bone.status == .accepted)
        let bytes = STLFile.encode(
          surface.surface.mesh,
          header: STLFile.Header(code: set.code, side: bone.side, bone: surface.entry.name))
        bone.file = name
        bone.digest = SHA256.digest(of: bytes)
        ready.append(Ready(name: name, bytes: bytes))
      }
      if let notice = bone.notice { report.notices.append(notice) }
      report.bones.append(bone)
    }
  }

  private func makeLabels(_ report: inout ExportReport, _ ready: inout [Ready]) throws {
    try ticket?.goOn("labels", 0.95)
    guard let bytes = NIfTI.bytes(labels: labels) else {
      throw ExportFailure.valueTooLarge(labels.table.entries.map(\.sourceValue).max() ?? 0)
    }
    let name = "\(set.code)_labels.nii.gz"
    report.labels = (name, SHA256.digest(of: bytes))
    ready.append(Ready(name: name, bytes: bytes))
  }

  /// The files that may be replaced: those that a sidecar of ours lists, unless somebody changed them.
  private func replaceable(
    _ earlier: [ExportedFiles.Listed], hasSidecar: Bool
  ) -> Set<String> {
    var names = Set(
      earlier.filter { (try? InputFile.digest("\(folder)/\($0.file)"))?.hex == $0.digest }
        .map(\.file))
    if hasSidecar { names.insert("meshes.json") }
    return names
  }

  /// Looks for files that are not ours before anything is written, and leaves no half export: without
  /// its sidecar it would be foreign itself the next time.
  private func write(
    _ ready: [Ready], replacing ours: Set<String>, _ superseding: Superseding
  ) throws {
    let present = ready.map(\.name).filter {
      access("\(folder)/\($0)", F_OK) == 0 && !superseding.takes($0)
    }
    if !force, let foreign = present.filter({ !ours.contains($0) }).min() {
      throw FileError.exists(path: "\(folder)/\(foreign)")
    }
    try superseding.carryOut()
    var written: [String] = []
    do {
      for file in ready {
        let path = "\(folder)/\(file.name)"
        try OutputFile.write(file.bytes, to: path, replace: force || ours.contains(file.name))
        if !present.contains(file.name) { written.append(path) }
      }
    } catch {
      for path in written { unlink(path) }
      superseding.takeBack()
      throw error
    }
  }
}
