internal import Files
internal import Volumes

/// What a NIfTI volume is meant to be.
public enum NIfTIRole: String, Sendable, CaseIterable {
  case ct, labels, uncertainty
}

extension NIfTIImage {
  /// What the volume is, by its numbers, and by its name where they leave a choice.
  ///
  /// Negative values are a CT. Fractions within 0...1 are an uncertainty map. Whole numbers from 0, at
  /// most 255 different ones, are labels, unless many of the 256 steps of a byte are used.
  ///
  /// - Throws: `NIfTIError.ambiguousRole` when that leaves a choice; then the user must say.
  public func role() throws -> NIfTIRole {
    let facts = facts()
    let name = NameHint(path)
    if facts.least < 0 { return .ct }
    if !facts.isWhole {
      if facts.most <= 1.000001 { return .uncertainty }
      if facts.most > 255 { return .ct }
      throw NIfTIError.ambiguousRole(
        path: path, reason: "it holds fractions from \(facts.least) to \(facts.most)")
    }
    if facts.distinct > 255 { return .ct }
    if name.isChannel { return .ct }
    // A map of probabilities uses most of its steps; a label map has a few bones.
    if facts.distinct > 100 || facts.distinct == 1 {
      if let role = name.role { return role }
      throw NIfTIError.ambiguousRole(
        path: path,
        reason: facts.distinct == 1
          ? "all its voxels are \(facts.least)"
          : "it holds \(facts.distinct) different whole numbers from 0 on")
    }
    // The names of label maps often hold the CT's name, so only a hint at doubt counts here.
    if name.role == .uncertainty { return .uncertainty }
    return .labels
  }

  /// The greatest label of what is plainly a label map, nil for anything else.
  ///
  /// Plain are whole numbers from 0 to at least 2 and at most 15, stored as such; a map of 0 and 1 may
  /// also be a mask of doubt.
  public var greatestPlainLabel: Int? {
    guard isInteger else { return nil }
    let facts = facts()
    guard facts.least >= 0, facts.most >= 2, facts.most <= Double(LabelValues.greatestKneeValue)
    else { return nil }
    return Int(facts.most)
  }

  private func facts() -> VoxelFacts {
    switch storedType {
    case .uint8 where scaling == nil:
      VoxelFacts(LabelPresence.scan(bytes, from: voxelOffset, count: size.count))
    case .uint8: facts(UInt8.self)
    case .int8: facts(Int8.self)
    case .uint16: facts(UInt16.self)
    case .int16: facts(Int16.self)
    case .uint32: facts(UInt32.self)
    case .int32: facts(Int32.self)
    case .uint64: facts(UInt64.self)
    case .int64: facts(Int64.self)
    case .float32: facts(Float.self)
    case .float64: facts(Double.self)
    }
  }

  private func facts<Stored: NIfTIStored>(_ type: Stored.Type) -> VoxelFacts {
    let stored = StoredVoxels<Stored>(self)
    var facts = VoxelFacts(slope: scaling?.slope ?? 1, intercept: scaling?.intercept ?? 0)
    var buffer = [Stored](repeating: zero(), count: min(stored.count, 1 << 16))
    var done = 0
    while done < stored.count, !facts.isDecided {
      let taken = stored.piece(at: done, into: &buffer)
      facts.take(buffer.span, taken)
      done += taken
    }
    return facts
  }
}

/// The range of a volume, and whether it holds whole numbers.
private struct VoxelFacts {
  let slope: Double
  let intercept: Double
  var least = Double.infinity
  var most = -Double.infinity
  var isWhole = true
  private var values: Set<Double> = []

  init(slope: Double, intercept: Double) {
    (self.slope, self.intercept) = (slope, intercept)
  }

  /// The facts of plain bytes, of which only those present matter.
  init(_ present: [Bool]) {
    self.init(slope: 1, intercept: 0)
    for value in 0...255 where present[value] {
      least = min(least, Double(value))
      most = Double(value)
      values.insert(Double(value))
    }
  }

  /// How many different values there are, 256 standing for more.
  var distinct: Int { values.count }

  /// Whether further voxels cannot change the answer.
  var isDecided: Bool { least < 0 }

  mutating func take<Stored: NIfTIStored>(_ numbers: Span<Stored>, _ count: Int) {
    var last: Stored?
    for index in 0..<count where numbers[index] != last {
      last = numbers[index]
      let value = numbers[index].double * slope + intercept
      guard !value.isNaN else { continue }
      least = min(least, value)
      most = max(most, value)
      if isWhole, abs(value - value.rounded()) > 1e-3 { isWhole = false }
      if values.count < 256 { values.insert(value) }
    }
  }
}

/// What a file's name says about its role.
private struct NameHint {
  let role: NIfTIRole?
  /// Whether it is called `CASE_0000.nii.gz`, what nnU-Net takes in.
  let isChannel: Bool

  init(_ path: String) {
    isChannel = NNUNetName(path)?.channel == 0
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    let words = name.split { !$0.isLetter }.map(String.init)
    func has(_ hints: Set<String>) -> Bool { words.contains { hints.contains($0) } }
    let isDoubt = has([
      "uncertainty", "doubt", "entropy", "variance", "margin", "prob", "probability",
    ])
    let isLabels = has(["mask", "label", "labels", "seg", "segmentation", "truth"])
    let isCT = has(["ct", "image", "img"])
    switch (isDoubt, isLabels, isCT) {
    case (true, false, false): role = .uncertainty
    case (false, true, false): role = .labels
    case (false, false, true): role = .ct
    default: role = nil
    }
  }
}
