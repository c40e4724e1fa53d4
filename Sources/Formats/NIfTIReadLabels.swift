public import Volumes

extension NIfTIImage {
  /// The voxels as labels; see `NIfTI.readLabels`.
  public consuming func labelMap(table: LabelTable? = nil) throws -> NIfTILabels {
    if storedType == .uint8, scaling == nil {
      let voxels = takeVoxelBytes()
      return try bytesAsLabels(voxels, table)
    }
    return switch storedType {
    case .uint8: try labels(UInt8.self, table)
    case .int8: try labels(Int8.self, table)
    case .uint16: try labels(UInt16.self, table)
    case .int16: try labels(Int16.self, table)
    case .uint32: try labels(UInt32.self, table)
    case .int32: try labels(Int32.self, table)
    case .uint64: try labels(UInt64.self, table)
    case .int64: try labels(Int64.self, table)
    case .float32: try labels(Float.self, table)
    case .float64: try labels(Double.self, table)
    }
  }

  /// The common case, without a loop over voxels where stored values stay as they are.
  private func bytesAsLabels(
    _ stored: consuming [UInt8], _ table: LabelTable?
  ) throws -> NIfTILabels {
    var voxels = stored
    let values = LabelValues(present: LabelPresence.scan(voxels), path: path)
    let mapping = try values.mapping(table)
    if mapping.changesBytes {
      let steps = mapping.ofBytes.span
      var out = voxels.mutableSpan
      for index in 0..<out.count { out[index] = steps[Int(out[index])] }
    }
    return finish(voxels, mapping)
  }

  private func labels<Stored: NIfTIStored>(
    _ type: Stored.Type, _ table: LabelTable?
  ) throws -> NIfTILabels {
    let stored = StoredVoxels<Stored>(self)
    var values = LabelValues(present: [Bool](repeating: false, count: 256), path: path)
    var voxels = [UInt8](repeating: 0, count: stored.count)
    try walk(stored, &voxels) { value, index in
      guard let value, value >= 0 else { throw bad(stored, index) }
      return try values.note(value)
    }
    let mapping = try values.mapping(table)
    if mapping.changesBytes || !mapping.ofLarge.isEmpty {
      try walk(stored, &voxels) { value, _ in mapping.stored(value ?? 0) }
    }
    return finish(voxels, mapping)
  }

  /// Sets each voxel to what `step` makes of its value; called once per run of equal numbers.
  private func walk<Stored: NIfTIStored>(
    _ stored: StoredVoxels<Stored>, _ voxels: inout [UInt8],
    _ step: (_ value: Int?, _ index: Int) throws -> UInt8
  ) throws {
    var buffer = [Stored](repeating: zero(), count: min(stored.count, 1 << 16))
    var done = 0
    while done < stored.count {
      let taken = stored.piece(at: done, into: &buffer)
      var at = 0
      while at < taken {
        let first = buffer[at]
        let label = try step(wholeNumber(first), done + at)
        at = Self.fill(buffer.span, from: at, to: taken, &voxels, at: done, label)
      }
      done += taken
    }
  }

  /// Writes `label` along the run that begins at `start`, and answers where it ends.
  private static func fill<Stored: NIfTIStored>(
    _ numbers: Span<Stored>, from start: Int, to end: Int, _ voxels: inout [UInt8], at base: Int,
    _ label: UInt8
  ) -> Int {
    let first = numbers[start]
    var out = voxels.mutableSpan
    var at = start
    repeat {
      out[base &+ at] = label
      at &+= 1
    } while at < end && numbers[at] == first
    return at
  }

  /// A number as a label, nil when it has a fraction.
  private func wholeNumber<Stored: NIfTIStored>(_ number: Stored) -> Int? {
    guard let scaling else { return number.exactInt }
    // A slope such as 0.1 leaves a rest that is no fraction.
    let value = number.double * scaling.slope + scaling.intercept
    let whole = value.rounded()
    return abs(value - whole) < 1e-3 ? Int(exactly: whole) : nil
  }

  private func bad<Stored: NIfTIStored>(
    _ stored: StoredVoxels<Stored>, _ index: Int
  ) -> NIfTIError {
    var one: [Stored] = [zero()]
    _ = stored.piece(at: index, into: &one)
    let value = one[0].double * (scaling?.slope ?? 1) + (scaling?.intercept ?? 0)
    return .notALabel(path: path, value: value, voxel: size.index(index))
  }

  private func finish(_ voxels: [UInt8], _ mapping: LabelMapping) -> NIfTILabels {
    NIfTILabels(
      labels: LabelMap(
        volume: Volume(size: size, geometry: geometry, voxels: voxels), table: mapping.table),
      notices: notices + mapping.notices)
  }
}
