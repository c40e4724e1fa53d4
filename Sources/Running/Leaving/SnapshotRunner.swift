public import Files
internal import Reviewing

/// `condyle snapshot`: from inputs to a picture.
public enum SnapshotRunner {
  /// What was written.
  public struct Outcome: Report {
    let path: String
    let code: String
    let digest: Digest
    let notices: [String]

    /// A line for a reader.
    public var text: String { "\(SafeText.path(path)) written." }

    /// The file, its digest and the notices.
    public var json: JSONValue {
      .report(
        "snapshot", code: code,
        [
          .init("file", .string(path)), .init("sha256", .string(digest.hex)),
          .init("notices", .texts(notices)),
        ])
    }
  }

  /// Takes a picture, and records it in the case where there is one.
  ///
  /// - Parameter warn: gets each notice.
  public static func run(
    _ selection: InputSelection, _ request: SnapshotRequest, warn: (String) -> Void
  ) throws -> Outcome {
    let context = CaseContext.ofThisProcess(stateFolder: StateFolder.path)
    let set = try WorkingSet.open(selection, for: .record, context: context)
    do {
      let bytes = try Photographer(set: set, labels: set.labels, side: set.side).picture(request)
      try OutputFile.write(bytes, to: request.path, replace: request.force)
      let digest = SHA256.digest(of: bytes)
      var notices = set.notices
      notices += [set.record(.snapshot, ["sha256": digest.hex])].compactMap(\.self)
      notices += set.close("picture taken")
      notices.forEach(warn)
      return Outcome(path: request.path, code: set.code, digest: digest, notices: notices)
    } catch {
      _ = set.close("no picture taken")
      throw error
    }
  }
}
