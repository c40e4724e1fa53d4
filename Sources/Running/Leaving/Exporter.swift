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
  let terms: ExportTerms
  /// The verdicts of the case so far.
  let verdicts: [VerdictRecord]
  /// The end of the case's chain that the labels correspond to.
  let head: Digest?
  /// Hears how far it is, and may stop it before anything is written.
  var ticket: WorkTicket?
  /// Makes the surfaces; tests put broken ones here, which the engine never makes.
  var surfaces:
    @Sendable (
      [LabelEntry], Volume<UInt8>, SurfaceRecipe, BoundaryValues?, WorkTicket?
    ) throws -> [BoneSurface] = {
      try BoneSurface.all(of: $0, in: $1, recipe: $2, boundary: $3, ticket: $4)
    }
  /// How a written file is read back; tests put a bad disk here.
  var read: @Sendable (_ path: String) throws -> [UInt8] = { try InputFile.read($0) }

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
    let bound = standings(set.terms(side))
    // A surface that is made in another way than the one that was accepted is not accepted.
    let standings =
      terms.recipe == set.terms(side).recipe ? bound : standings(set.terms(side, terms.recipe))
    if terms.signedOnly { try requireAccepted(entries, standings) }
    let found = ExportedFiles(folder: folder)
    if !terms.force, let other = found.code, other != set.code {
      throw ExportFailure.otherCase(folder: folder, code: other)
    }
    let earlier = found.listed ?? []
    let ours = replaceable(earlier, hasSidecar: found.listed != nil)
    var report = ExportReport(
      folder: folder, code: set.code, sources: sources, frame: terms.frame, recipe: terms.recipe,
      head: head, side: side, bones: [], labels: nil, notices: set.notices)
    let exported = Set(entries.map(\.value))
    report.table = labels.table
    report.contacts = BoneContact.all(in: labels.volume).filter {
      exported.contains($0.first) && exported.contains($0.second)
    }
    var ready: [ExportFile] = []
    if terms.formats.contains(where: \.isSurface) {
      try makeSurfaces(entries, standings, &report, &ready)
    }
    if terms.formats.contains(.nifti) { try makeLabels(&report, &ready) }
    let superseding = Superseding(
      folder: folder, earlier: found.code == set.code ? earlier : [], labels.table, bound)
    report.notices += superseding.notices
    let names = Set(ready.map(\.name))
    report.earlier = superseding.renamed(earlier).filter {
      !names.contains($0.file)
        && (access("\(folder)/\($0.file)", F_OK) == 0 || superseding.gives($0.file))
    }
    try ticket?.beginWriting()
    ready.append(
      ExportFile(name: "meshes.json", bytes: Array((report.sidecar.text() + "\n").utf8)))
    try FolderWriting(folder: folder, ours: ours, force: terms.force, read: read)
      .write(ready, superseding)
    return report
  }

  private func standings(_ terms: VerdictTerms) -> [UInt8: VerdictStanding] {
    Dictionary(
      uniqueKeysWithValues: VerdictStanding.all(verdicts, in: labels, terms).map { ($0.value, $0) })
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
    _ ready: inout [ExportFile]
  ) throws {
    let boundary = try boundary(of: labels.volume, ai: set.ai?.voxels())
    let made = try surfaces(entries, labels.volume, terms.recipe, boundary, ticket)
    try ticket?.goOn("files", 0.95)
    var files = SurfaceFiles(set, labels, side: side.side, terms)
    if terms.recipe.edges != .labels, let ai = files.deviation?.ai {
      files.deviation?.boundary = try self.boundary(of: ai, ai: nil)
    }
    for surface in made {
      var bone = ExportReport.Bone(
        surface: surface, side: surface.entry.side ?? side.side,
        standing: standings[surface.entry.value], needsAcceptance: terms.signedOnly,
        allowsDefects: terms.allowsDefects)
      if bone.isWritten { try files.add(&bone, at: report.bones.count) }
      report.notices += bone.notices
      report.bones.append(bone)
    }
    try files.addTogether(&report.bones)
    ready += files.ready
  }

  /// What the recipe's edges name.
  ///
  /// - Throws: `ExportFailure.noEdges` when it is not at hand.
  private func boundary(
    of volume: Volume<UInt8>, ai: [UInt8]?
  ) throws(ExportFailure) -> BoundaryValues? {
    switch terms.recipe.edges {
    case .labels: return nil
    case .hesitation:
      guard let doubt = set.doubt, set.doubtKind == .hesitation else {
        throw .noEdges("the AI's hesitation (probabilities beside the labels)")
      }
      return BoundaryValues(hesitation: doubt, labels: volume, ai: ai)
    case .grey(let threshold):
      guard let ct = set.ct else { throw .noEdges("the CT (--ct)") }
      return BoundaryValues(ct: ct, threshold: threshold, labels: volume, ai: ai)
    }
  }

  private func makeLabels(_ report: inout ExportReport, _ ready: inout [ExportFile]) throws {
    try ticket?.goOn("labels", 0.95)
    guard let bytes = NIfTI.bytes(labels: labels) else {
      throw ExportFailure.valueTooLarge(labels.table.entries.map(\.sourceValue).max() ?? 0)
    }
    let file = ExportFile(name: "\(set.code)_labels.nii.gz", bytes: bytes)
    report.labels = (file.name, file.digest)
    ready.append(file)
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
}
