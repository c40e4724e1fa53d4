public import Files
internal import Formats
internal import Reviewing

/// `condyle verify`: a case and the files that left it, checked.
public enum VerifyRunner {
  /// What was found.
  public struct Outcome: Report {
    let verification: Verification
    /// What was found about exported files; nil when none were named.
    let files: ExportedFiles.Findings?

    /// Whether nothing is wrong; files that are sound and older than the case are not wrong.
    public var isSound: Bool { verification.isSound && meshProblems.isEmpty }

    private var meshProblems: [String] { files?.problems ?? [] }

    /// The contract of `verify`, and what was found about exported files.
    public var json: JSONValue {
      .report(
        "verify", code: verification.code,
        verification.json + [
          .init("mesh_problems", .texts(meshProblems)),
          .init("meshes_outdated", .bool(files?.outdated != nil)),
        ])
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
      lines += verification.standings.map(Self.line)
      lines += verification.problems.map { problem in
        let rest = "he last event that can be trusted is \(problem.lastGood)"
        return problem.text.hasSuffix(".")
          ? "DAMAGE  \(problem.text) T\(rest)." : "DAMAGE  \(problem.text); t\(rest)"
      }
      if let count = files?.count, count > 0 {
        lines.append("files   \(count) checked against meshes.json")
      }
      lines += meshProblems.map { "DAMAGE  \($0)" }
      if let outdated = files?.outdated { lines.append("OUTDATED  \(outdated)") }
      lines += verification.notices.map { "notice  \($0)" }
      lines.append(closing)
      return lines.joined(separator: "\n")
    }

    /// The latest verdict on a bone; one that no longer holds must be seen at once.
    private static func line(_ standing: VerdictStanding) -> String {
      let text = "\(standing.record.bone) \(standing.record.text)"
      guard let change = standing.change else { return "verdict \(text); holds" }
      return "\(standing.isVoided ? "VOIDED " : "verdict") \(text), but \(change.text)"
    }

    private var closing: String {
      guard isSound else { return "Damage was found." }
      return files?.outdated == nil
        ? "Sound." : "Sound, but the exported files are older than the case."
    }
  }

  /// Checks a case, and an export's files against their sidecar when a folder is named.
  public static func run(
    _ path: String, expectHead: String?, meshes: String?
  ) throws -> Outcome {
    let context = CaseContext.ofThisProcess(stateFolder: StateFolder.path)
    let verification: Verification
    do {
      verification = try Verification.check(at: path, expectedHead: expectHead, context: context)
    } catch FileError.notAFile(let path) {
      throw CaseRefusal.notACase(path: path)
    } catch CaseError.notACase(let path) {
      throw CaseRefusal.notACase(path: path)
    }
    let files = try meshes.map { try ExportedFiles(folder: $0).check(against: verification) }
    return Outcome(verification: verification, files: files)
  }
}
