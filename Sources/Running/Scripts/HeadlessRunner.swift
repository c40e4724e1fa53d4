internal import Editing
internal import Files
internal import Meshing
internal import Reviewing
internal import Viewing
internal import Volumes

/// `condyle run`: carries out scripts on a case, one command after the other.
///
/// The session is the one that the screen uses. A command's change is committed before it is reported,
/// so a line on standard output means that the change is on disk.
public struct HeadlessRunner {
  private let selection: InputSelection
  private let place: CasePlace
  private let sources: [ScriptSource]
  private let allowsVerdicts: Bool
  private let say: (String) -> Void
  private let warn: (String) -> Void

  /// Takes inputs, the place of the case, and scripts.
  ///
  /// - Parameters:
  ///   - allowsVerdicts: whether the scripts may sign bones.
  ///   - say: gets a line for each command that was carried out.
  ///   - warn: gets notices.
  public init(
    selection: InputSelection, place: CasePlace, sources: [ScriptSource],
    allowsVerdicts: Bool = false, say: @escaping (String) -> Void, warn: @escaping (String) -> Void
  ) {
    self.selection = selection
    self.place = place
    self.sources = sources
    self.allowsVerdicts = allowsVerdicts
    self.say = say
    self.warn = warn
  }

  /// Reads all scripts, opens the case, and carries out command by command.
  ///
  /// - Throws: an `ExplainedError`; what was reported before stays saved.
  public func run() throws -> RunOutcome {
    let scripts = try sources.map { source in
      do {
        return (source, try CommandParser.script(source.text))
      } catch let error as CommandError {
        throw ScriptStop(
          source: source.name, line: error.line ?? 1, reason: error.text,
          doneBefore: "Nothing was carried out.", exitStatus: error.exitStatus)
      }
    }
    for (source, commands) in scripts where !allowsVerdicts {
      for (statement, command) in commands {
        guard case .sign = command else { continue }
        throw ScriptStop(
          source: source.name, line: statement.line,
          reason: "a script cannot sign a bone unless it is run with --allow-scripted-verdicts; "
            + "the journal then says that a script gave the verdict",
          doneBefore: "Nothing was carried out.", exitStatus: .badData)
      }
    }
    guard scripts.contains(where: { !$0.1.isEmpty }) else { throw EmptyScript() }
    let context = CaseContext.ofThisProcess(stateFolder: StateFolder.path)
    var set = try WorkingSet.open(selection, for: .edit(place), context: context)
    guard let file = set.file else { preconditionFailure("a case opened for editing has a file") }
    set.notices.forEach(warn)
    say("\(SafeText.path(file.path))  \(file.facts.code)")
    PendingSignal.hold()
    defer { PendingSignal.release() }
    let review = set.takeReview()
    var work = ScriptWork(review, set: set, file: file)
    do {
      for (source, commands) in scripts {
        for (statement, command) in commands where !work.isOver {
          if let signal = PendingSignal.take() {
            work.stop(signal, before: statement.line, of: source.name)
            break
          }
          try carryOut(command, statement, source, file, &work)
        }
      }
    } catch {
      set.close("a command failed").forEach(warn)
      throw error
    }
    return finish(work, set, file)
  }

  private func carryOut(
    _ command: Command, _ statement: CommandStatement, _ source: ScriptSource,
    _ file: CaseFile, _ work: inout ScriptWork
  ) throws {
    do {
      let event = try work.carryOut(command)
      let saved = event.map { " — saved (\($0))" } ?? ""
      say("\(statement.line)  \(work.message)\(saved)")
      work.takeWarnings().forEach(warn)
      if let fault = file.fault { throw fault }
      work.note(statement, source.name, event)
    } catch let error as any ExplainedError {
      let count = work.changeCount
      throw ScriptStop(
        source: source.name, line: statement.line,
        reason: (error as? CommandError)?.text ?? error.message,
        doneBefore: count > 0
          ? "\(counted(count, "change")) before it \(count == 1 ? "is" : "are") saved." : "",
        exitStatus: error.exitStatus)
    }
  }

  private func finish(_ work: ScriptWork, _ set: WorkingSet, _ file: CaseFile) -> RunOutcome {
    let stopped = work.stoppedBySignal
    let ending = stopped.map { "stopped by \(PendingSignal.name($0))" } ?? "script ended"
    if let text = work.stopText { warn(text) }
    let notices = set.close(ending)
    notices.forEach(warn)
    let outcome = RunOutcome(
      code: file.facts.code, casePath: file.whereabouts, steps: work.steps, head: file.head.hash,
      notices: set.notices + notices, stoppedBySignal: stopped)
    say(outcome.text)
    return outcome
  }
}

extension CaseFile {
  /// The path under which the case is found after it was closed.
  fileprivate var whereabouts: String {
    location.reason == .folderNotWritable ? location.working : location.published
  }
}
