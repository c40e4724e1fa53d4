internal import Editing
internal import Files
public import Reviewing
internal import Volumes

extension WorkingSet {
  /// What a working set is opened for.
  public enum Purpose: Sendable {
    /// To look: nothing is written.
    case look
    /// To write something out, which an existing case records.
    case record
    /// To change labels: a case is made where there is none.
    case edit(CasePlace)
  }

  /// Reads inputs and opens or makes the case.
  public static func open(
    _ selection: InputSelection, for purpose: Purpose, context: CaseContext
  ) throws -> WorkingSet {
    let inputs = try InputLoader.load(selection)
    if let path = inputs.caseFile {
      try requireStateFolder(context)
      if case .edit(let place) = purpose {
        if place.existing == .fresh { throw CaseRefusal.freshCase(path: path) }
        guard place.path == nil || place.path == path else {
          throw CaseRefusal.twoCases(path, place.path ?? "")
        }
      }
      return try open(case: path, inputs, selection, purpose, context)
    }
    guard let anchor = inputs.anchor else { throw CaseRefusal.nothingGiven }
    guard case .edit(let place) = purpose else { return raw(inputs, beside: anchor, context) }
    let path = place.path ?? CasePath.beside(anchor)
    try requireStateFolder(context)
    return try edit(path, place, inputs, selection, context)
  }

  /// A case needs the user's own folder, for its witness and for private copies; asked for before a
  /// case is made, so that none is left behind half used.
  private static func requireStateFolder(_ context: CaseContext) throws {
    do {
      try OutputFile.makeFolder(context.stateFolder)
    } catch FileError.cannotCreate(_, let code) {
      throw CaseRefusal.noStateFolder(path: context.stateFolder, code: code)
    }
  }

  /// Raw inputs as they are, without a case.
  private static func raw(
    _ inputs: LoadedInputs, beside anchor: String, _ context: CaseContext
  ) -> WorkingSet {
    var set = WorkingSet(inputs, labels: inputs.workingLabels, code: inputs.stableCode)
    let path = CasePath.beside(anchor)
    // A case that could not be written beside them is kept in the state folder.
    let place = try? CaseLocation.decide(path, context, isReading: true)
    if place?.exists == true {
      set.notices.append(
        "There is a case of these inputs (\(SafeText.path(path))); this shows the inputs as they "
          + "are, without its corrections.")
    }
    return set
  }

  /// Makes a case of raw inputs, or goes on with the one that is there.
  private static func edit(
    _ path: String, _ place: CasePlace, _ inputs: LoadedInputs, _ selection: InputSelection,
    _ context: CaseContext
  ) throws -> WorkingSet {
    var notices: [String] = []
    if try CaseLocation.toCreate(path, context).exists {
      switch place.existing {
      case .refuse: throw CaseRefusal.exists(path: path)
      case .resume: return try open(case: path, inputs, selection, .edit(place), context)
      case .fresh:
        let moved = try CaseFile.moveAside(at: path, context: context).map(SafeText.path)
        notices.append("The old case is now \(moved.joined(separator: " and ")).")
      }
    }
    let labels = inputs.workingLabels
    let new = NewCase(
      labels: labels,
      source: inputs.labels.map {
        LabelSource(digest: $0.digest, size: $0.sourceSize, geometry: $0.sourceGeometry)
      }, ctDigest: inputs.ct?.digest, headerSide: inputs.ct?.headerSide,
      code: place.code)
    let opened = try CaseFile.create(at: path, new, context: context)
    var set = WorkingSet(inputs, labels: opened.labels, code: opened.file.facts.code)
    set.ai = opened.ai
    set.adopt(opened, path)
    set.notices += notices + opened.warnings
    set.remember(inputs, opened.file.facts, context)
    return set
  }

  /// Opens a case; what the inputs do not give is looked for where it was last found.
  private static func open(
    case path: String, _ given: LoadedInputs, _ selection: InputSelection, _ purpose: Purpose,
    _ context: CaseContext
  ) throws -> WorkingSet {
    var (opened, isRecording, notices) = try openFile(path, purpose, context)
    do {
      let facts = opened.file.facts
      if case .edit(let place) = purpose, let code = place.code, code != facts.code {
        throw CaseRefusal.otherCode(asked: code, has: facts.code)
      }
      var inputs = given
      if let labels = given.labels, let source = facts.source, labels.digest != source.digest {
        notices.append(
          "The case was made from another label file than the one given; the case's labels are used."
        )
      }
      inputs.labels = nil
      inputs.recallCT(facts, beside: path, selection, context)
      try inputs.check(against: facts, isExplicit: given.ct != nil, notices: &notices)
      notices += try inputs.settleDoubt(facts, opened.ai, context)
      let labels = opened.labels
      opened.labels = .nothing
      var set = WorkingSet(
        inputs, labels: labels, code: facts.code, headerSide: side(inputs, facts, &notices))
      set.ai = opened.ai
      set.adopt(opened, path)
      set.notes = try opened.file.noteRecords()
      set.isResumed = true
      set.view = opened.view
      if !isRecording { set.file = nil }
      if let source = facts.source {
        set.sources.append(Source(role: "labels", digest: source.digest))
      }
      set.notices = notices + opened.warnings + set.notices
      if case .edit = purpose { set.remember(inputs, facts, context) }
      return set
    } catch {
      _ = try? opened.file.close(reason: "inputs refused")
      throw error
    }
  }

  /// Opens a case; for a record that cannot be kept it is only read, and that is said.
  private static func openFile(
    _ path: String, _ purpose: Purpose, _ context: CaseContext
  ) throws -> (OpenedCase, isRecording: Bool, [String]) {
    switch purpose {
    case .look: return (try CaseFile.open(at: path, mode: .readOnly, context: context), false, [])
    case .edit: return (try CaseFile.open(at: path, mode: .edit, context: context), true, [])
    case .record:
      do {
        return (try CaseFile.open(at: path, mode: .edit, context: context), true, [])
      } catch let error as CaseError {
        switch error {
        case .damaged, .newer, .notACase: throw error
        default: break
        }
        let opened = try CaseFile.open(at: path, mode: .readOnly, context: context)
        return (opened, false, ["\(error.message) This is not recorded in the case."])
      }
    }
  }

  /// The side of the CT's header, else the one it gave when the case was made.
  private static func side(
    _ inputs: LoadedInputs, _ facts: CaseFacts, _ notices: inout [String]
  ) -> Side? {
    guard let found = inputs.ct?.headerSide else { return facts.headerSide }
    guard let recorded = facts.headerSide, recorded != found else { return found }
    notices.append(
      "The CT's header says \(found.rawValue), and said \(recorded.rawValue) when the case was made: "
        + "neither is used. Check the side before anything is signed.")
    return nil
  }

  private mutating func adopt(_ opened: OpenedCase, _ path: String) {
    file = opened.file
    casePath = path
    head = opened.file.head.hash
    facts = opened.file.facts
    verdicts = opened.verdicts
  }

  /// Keeps where the inputs lie; a home that cannot be written is no reason not to work.
  private mutating func remember(
    _ inputs: LoadedInputs, _ facts: CaseFacts, _ context: CaseContext
  ) {
    var memory = CaseMemory(of: facts, context: context)
    memory.ct = inputs.ct.map { AbsolutePath.of($0.path) } ?? memory.ct
    memory.labels = inputs.labels.map { AbsolutePath.of($0.path) } ?? memory.labels
    memory.uncertainty = inputs.doubt.map { AbsolutePath.of($0.path) } ?? memory.uncertainty
    do {
      try memory.save(of: facts, context: context)
    } catch {
      notices.append(
        "Where the inputs lie could not be remembered, so give the CT with --ct next time: \(error)"
      )
    }
  }

  /// Puts inputs together, without a case.
  private init(
    _ inputs: LoadedInputs, labels: LabelMap, code: String, headerSide: Side?? = .none
  ) {
    self.code = code
    self.labels = labels
    ct = inputs.ct?.volume
    ctPath = inputs.ct?.path
    doubt = inputs.doubt?.volume
    doubtKind = inputs.doubt?.kind ?? .hesitation
    sources = [
      inputs.labels.map { Source(role: "labels", digest: $0.digest) },
      inputs.doubt.map { Source(role: "uncertainty", digest: $0.digest) },
    ].compactMap(\.self)
    side = LateralityEvidence(labels, header: headerSide ?? inputs.ct?.headerSide)
    notices = inputs.warnings
  }
}
