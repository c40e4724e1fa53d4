internal import Files
internal import Formats
internal import Glibc
internal import Reviewing
internal import Volumes

extension LoadedInputs {
  /// What a case amounts to, with its current labels.
  init(_ set: WorkingSet) {
    self.init()
    caseFile = set.casePath
    recordedHeader = set.side.header
    notes = set.notes
    ct = set.ct.map { CT(volume: $0, headerSide: set.side.header, warnings: [], path: "") }
    let volume = set.labels.volume
    labels = Labels(
      map: set.labels, sourceSize: volume.size, sourceGeometry: volume.geometry,
      digest: SHA256.digest(of: volume.voxels), warnings: set.notices, path: "")
    doubt = set.doubt.map {
      Doubt(
        volume: $0, kind: set.doubtKind, digest: SHA256.digest(of: $0.voxels), warnings: [],
        path: "")
    }
  }

  /// The labels, or empty ones on the CT's grid.
  var workingLabels: LabelMap {
    if let labels { return labels.map }
    guard let ct else { preconditionFailure("inputs hold a CT or labels") }
    return LabelMap(
      volume: Volume(size: ct.volume.size, geometry: ct.volume.geometry, filledWith: 0),
      table: .knee)
  }

  /// A code that is the same for the same inputs, for what leaves without a case.
  var stableCode: String {
    CaseCode.make(from: Array(((labels?.digest ?? ct?.digest)?.bytes ?? [0, 0, 0, 0]).prefix(4)))
  }

  /// Looks for the CT of a case where it was last found; when nothing is there any more, directly
  /// beside that place and beside the case.
  mutating func recallCT(
    _ facts: CaseFacts, beside casePath: String, _ selection: InputSelection,
    _ context: CaseContext
  ) {
    guard ct == nil, let digest = facts.ctDigest else { return }
    let search = CTSearch(digest: digest, size: facts.size, series: selection.series)
    let path = CaseMemory(of: facts, context: context).ct
    if let path, access(path, F_OK) == 0 {
      ct = search.remembered(path)
    } else {
      let places = [casePath, path].compactMap { $0.map { OutputFile.folder(of: $0) } }
      ct = search.directlyIn(places)
    }
  }

  /// Brings the uncertainty that was given, else the one that was last used, onto the case's grid.
  ///
  /// - Parameter ai: the labels as the case got them, to which probabilities belong.
  /// - Returns: notices.
  /// - Throws: why uncertainty that was given cannot be used.
  mutating func settleDoubt(
    _ facts: CaseFacts, _ ai: BrickedLabels, _ context: CaseContext
  ) throws -> [String] {
    let memory = CaseMemory(of: facts, context: context)
    let grid = TargetGrid(facts)
    if let probabilities {
      doubt = try Self.doubt(of: probabilities, facts, ai, memory.labels)
      return []
    }
    if let given = doubt {
      doubt = try grid.place(given)
      return []
    }
    guard let path = memory.uncertainty else { return [] }
    do {
      if try InputKind.recognise(path) == .npz {
        let values = try InputLoader.dataset(beside: path)?.channelValues
        let probabilities = Probabilities(path: path, channelValues: values)
        doubt = try Self.doubt(of: probabilities, facts, ai, memory.labels)
      } else {
        let selection = InputSelection(inputs: [], uncertainty: path)
        doubt = try InputLoader.load(selection, onto: grid).doubt
      }
      return []
    } catch {
      return ["The uncertainty map is not used: \(error)"]
    }
  }

  /// The doubt in probabilities of the label map that a case was made from.
  private static func doubt(
    of probabilities: Probabilities, _ facts: CaseFacts, _ ai: BrickedLabels, _ path: String?
  ) throws -> Doubt {
    guard let source = facts.source else {
      throw LoadingError.probabilitiesWithoutLabels(probabilities.path)
    }
    let isOwnGrid =
      source.size == facts.size
      && source.geometry.greatestCornerDistance(to: facts.geometry, size: facts.size)
        <= Placement.tolerance
    if isOwnGrid {
      let volume = Volume(size: facts.size, geometry: facts.geometry, voxels: ai.voxels())
      return try InputLoader.doubt(
        of: probabilities, LabelMap(volume: volume, table: facts.table))
    }
    // On the case's grid the labels have lost what the probabilities are told by.
    guard let path, (try? InputFile.digest(path)) == source.digest,
      let doubt = try InputLoader.load(
        InputSelection(inputs: [], labels: path, uncertainty: probabilities.path),
        onto: TargetGrid(facts)
      ).doubt
    else { throw LoadingError.probabilitiesOfOtherGrid(probabilities.path) }
    return doubt
  }

  /// Refuses a CT that was named and is another; forgets one that was only remembered.
  mutating func check(
    against facts: CaseFacts, isExplicit: Bool, notices: inout [String]
  ) throws {
    let match = CTMatch(recorded: facts.ctDigest, found: ct?.digest)
    if match == .different {
      if isExplicit { throw CaseRefusal.otherCT(match.message ?? "") }
      ct = nil
    }
    if let message = match.message { notices.append(message) }
    if let volume = ct?.volume {
      let isSame =
        volume.size == facts.size
        && volume.geometry.greatestCornerDistance(to: facts.geometry, size: facts.size) <= 0.01
      guard isSame else {
        throw CaseRefusal.otherGrid(ct: "\(volume.size)", labels: "\(facts.size)")
      }
    }
  }
}
