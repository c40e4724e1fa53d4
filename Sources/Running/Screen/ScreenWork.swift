internal import Files
internal import Reviewing
internal import Viewing
internal import Volumes

/// A picture or an export that was ordered, and runs once everything before it is saved.
struct ScreenWork: Sendable {
  /// What was ordered.
  enum Order: Sendable {
    case snapshot(SnapshotOrder)
    case export(ExportOrder, Set<UInt8>)

    /// What it is called while it runs.
    var name: String {
      switch self {
      case .snapshot: "picture"
      case .export: "export"
      }
    }

    /// The same with its article.
    var article: String {
      switch self {
      case .snapshot: "a picture"
      case .export: "an export"
      }
    }
  }

  /// Tells it from work that was stopped.
  let number: Int
  /// Hears how far it is, and may stop it.
  let ticket: WorkTicket
  /// What was ordered.
  let order: Order
  /// Whether it runs.
  var hasBegun = false

  /// Does the work.
  ///
  /// - Parameters:
  ///   - request: the picture.
  ///   - head: the end of the chain that the labels correspond to.
  func result(
    _ leaving: LeavingOrder, _ request: SnapshotRequest?, _ head: Digest?
  ) -> WorkResult {
    do {
      switch order {
      case .snapshot:
        guard let request else { return .stopped }
        let (text, fields) = try leaving.write(request)
        return .written(text, .snapshot, fields)
      case .export(let order, let values):
        let (text, report) = try leaving.export(order, values, head: head)
        let known = Set(leaving.set.notices)
        let notices = report.notices.filter { !known.contains($0) } + report.refusals
        return .written(([text] + notices).joined(separator: " — "), .export, report.fields)
      }
    } catch is WorkStopped {
      return .stopped
    } catch {
      return .failed(ScreenRefusal.words(error))
    }
  }
}

extension ExportReport {
  /// Why some bones were not written, in sentences.
  fileprivate var refusals: [String] {
    bones.filter { $0.status == .refused }.map { "\($0.surface.entry.name): \($0.reason)" }
  }
}
