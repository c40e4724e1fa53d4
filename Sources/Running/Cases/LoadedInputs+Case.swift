internal import Files
internal import Reviewing
internal import Volumes

extension LoadedInputs {
  /// What a case amounts to, with its current labels.
  init(_ set: WorkingSet) {
    self.init()
    caseFile = set.casePath
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
    let bytes = (labels?.digest ?? ct?.digest)?.bytes ?? [0, 0, 0, 0]
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
    let digits = Array("23456789")
    return String([
      letters[Int(bytes[0]) % letters.count], digits[Int(bytes[1]) % digits.count],
      letters[Int(bytes[2]) % letters.count], digits[Int(bytes[3]) % digits.count],
    ])
  }

  /// Looks for the CT and the uncertainty of a case where they were last found.
  ///
  /// - Returns: notices.
  mutating func recall(
    _ facts: CaseFacts, _ selection: InputSelection, _ context: CaseContext
  ) -> [String] {
    let memory = CaseMemory(of: facts, context: context)
    var notices: [String] = []
    if ct == nil, facts.ctDigest != nil, let path = memory.ct,
      let found = try? InputLoader.load(
        InputSelection(inputs: [], ct: path, series: selection.series))
    {
      ct = found.ct
    }
    if doubt == nil, let path = memory.uncertainty {
      do {
        let selection = InputSelection(inputs: [], labels: memory.labels, uncertainty: path)
        doubt = try InputLoader.load(selection, onto: ct).doubt
      } catch {
        notices.append("The uncertainty map is not used: \(error)")
      }
    }
    return notices
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
    if let doubt, doubt.volume.size != facts.size {
      notices.append(
        "The uncertainty map has \(doubt.volume.size) voxels and the case \(facts.size); "
          + "it is not used.")
      self.doubt = nil
    }
  }
}
