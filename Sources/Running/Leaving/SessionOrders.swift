internal import Editing
internal import Files
internal import Reviewing
internal import Viewing
internal import Volumes

extension SnapshotRequest {
  /// The picture that a session orders, of what it looks at.
  init(_ order: SnapshotOrder, of session: Session) {
    let view = session.view
    self.init(
      path: HomePath.expanded(order.path), plane: view.plane,
      slice: view.cursor[PlaneAxes(view.plane, session.review.geometry).through],
      bone: session.review.labels.table.name(of: session.editing.bone), content: order.content,
      window: view.window, showsHeat: view.showsHeat, pixelsPerMillimetre: nil, force: false)
    overlay = view.overlay
    if session.screen.columns > 0 { opacity = session.screen.opacity }
    cursor = view.cursor
    if order.content == .montage { plane = nil }
  }
}

/// What a session has ordered to be written, with everything that is needed for it.
struct LeavingOrder {
  let set: WorkingSet
  let labels: LabelMap
  /// The verdicts of the case so far.
  let verdicts: [VerdictRecord]
  var ticket: WorkTicket?

  /// The side as the labels show it now, which may have changed since the case was opened.
  private var side: LateralityEvidence { LateralityEvidence(labels, header: set.side.header) }

  /// Writes a picture.
  ///
  /// - Returns: what to tell, and what the case keeps of it.
  func write(_ request: SnapshotRequest) throws -> (text: String, fields: EventFields) {
    try ticket?.goOn("picture", nil)
    let bytes = try Photographer(set: set, labels: labels, side: side).picture(request)
    try ticket?.beginWriting()
    try OutputFile.write(bytes, to: request.path)
    return (
      "\(SafeText.path(request.path)) written", ["sha256": SHA256.digest(of: bytes).hex]
    )
  }

  /// Writes surfaces and labels.
  ///
  /// - Parameters:
  ///   - values: the labels; all when empty.
  ///   - head: the end of the chain that the labels correspond to.
  func export(
    _ order: ExportOrder, _ values: Set<UInt8>, head: Digest?
  ) throws -> (text: String, report: ExportReport) {
    let folder = HomePath.expanded(order.folder)
    let exporter = Exporter(
      set: set, labels: labels, side: side, folder: folder, terms: ExportTerms(),
      verdicts: verdicts, head: head, ticket: ticket)
    let report = try exporter.export(values)
    return ("\(Self.words(of: report)) written to \(SafeText.path(folder))", report)
  }

  /// Such as "4 surfaces (1 accepted, 3 drafts) and the labels".
  static func words(of report: ExportReport) -> String {
    let written = report.bones.filter(\.isWritten)
    let accepted = written.count { $0.status == .accepted }
    let drafts = written.count - accepted
    let standing = [
      accepted > 0 ? "\(accepted) accepted" : nil, drafts > 0 ? counted(drafts, "draft") : nil,
    ].compactMap(\.self).joined(separator: ", ")
    return counted(written.count, "surface") + (standing.isEmpty ? "" : " (\(standing))")
      + (report.labels == nil ? "" : " and the labels")
  }
}
