public import Files
internal import Formats
internal import Reviewing

/// `condyle verify`: a case and the files that left it, checked.
public enum VerifyRunner {
  /// What was found.
  public struct Outcome: Report {
    let verification: Verification
    let meshProblems: [String]
    let checkedFiles: Int

    /// Whether nothing is wrong.
    public var isSound: Bool { verification.isSound && meshProblems.isEmpty }

    /// The contract of `verify`, and what was found about exported files.
    public var json: JSONValue {
      .report(
        "verify", code: verification.code,
        verification.json + [.init("mesh_problems", .texts(meshProblems))])
    }

    /// Lines for a reader.
    public var text: String {
      var lines: [String] = []
      lines.append(
        "\(verification.code ?? "case")  \(verification.events) events, \(verification.edits) edits; "
          + "chain \(verification.chainOK ? "holds" : "BROKEN"), "
          + "state \(verification.stateOK ? "holds" : "BROKEN")")
      if let head = verification.head { lines.append("head    \(head.hex)") }
      if let labels = verification.labelsDigest { lines.append("labels  \(labels.hex)") }
      lines += verification.problems.map {
        "DAMAGE  \($0.text); the last event that can be trusted is \($0.lastGood)"
      }
      if checkedFiles > 0 { lines.append("files   \(checkedFiles) checked against meshes.json") }
      lines += meshProblems.map { "DAMAGE  \($0)" }
      lines += verification.notices.map { "notice  \($0)" }
      lines.append(isSound ? "Sound." : "Damage was found.")
      return lines.joined(separator: "\n")
    }
  }

  /// Checks a case, and an export's files against their sidecar when a folder is named.
  public static func run(
    _ path: String, expectHead: String?, meshes: String?
  ) throws -> Outcome {
    let context = CaseContext.ofThisProcess(stateFolder: StateFolder.path)
    let verification = try Verification.check(
      at: path, expectedHead: expectHead, context: context)
    var problems: [String] = []
    var count = 0
    if let meshes {
      (count, problems) = try ExportedFiles(folder: meshes).check(code: verification.code)
    }
    return Outcome(verification: verification, meshProblems: problems, checkedFiles: count)
  }
}
