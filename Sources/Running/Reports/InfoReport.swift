public import Files
internal import Reviewing
internal import Volumes

/// What was found: series, geometry, labels, warnings.
public struct InfoReport: Report {
  private let inputs: LoadedInputs
  private let code: String?
  private let anatomy: AnatomyReport?
  private let counts: [Int]
  private let statistics: VolumeStatistics?

  /// Reads what a user named, a case with its CT where it was last found; writes nothing.
  public static func of(_ selection: InputSelection) throws -> InfoReport {
    if try FoundFiles(selection.inputs).cases.isEmpty {
      let inputs = try InputLoader.load(selection)
      guard inputs.anchor != nil || inputs.doubt != nil else { throw CaseRefusal.nothingGiven }
      return try InfoReport(inputs)
    }
    let context = CaseContext.ofThisProcess(stateFolder: StateFolder.path)
    let set = try WorkingSet.open(selection, for: .look, context: context)
    return try InfoReport(LoadedInputs(set), code: set.code)
  }

  /// Reports on inputs; the code is that of a case among them.
  ///
  /// - Throws: `BoneLimits.Failure`, `FileError`.
  init(_ inputs: LoadedInputs, code: String? = nil) throws {
    self.inputs = inputs
    anatomy = try inputs.labels.map {
      try AnatomyReport(of: $0.map, header: inputs.side.header)
    }
    self.code = code
    counts = inputs.labels?.map.voxelCounts() ?? []
    statistics = inputs.ct.map { $0.volume.statistics() }
  }

  /// One object; labels and uncertainty on the CT's grid; mm and LPS.
  public var json: JSONValue {
    .report(
      "info", code: code,
      [
        .init("ct", ctJSON), .init("labels", labelsJSON), .init("uncertainty", doubtJSON),
        .init("side", sideJSON), .init("anatomy", anatomy?.json ?? .null),
        .init("notes", notesJSON),
        .init("skipped", .texts(inputs.skipped)),
      ])
  }

  private var ctJSON: JSONValue {
    guard let ct = inputs.ct, let statistics else { return .null }
    return .object(
      Self.grid(ct.volume.size, ct.volume.geometry) + [
        .init(
          "hu",
          [
            "min": .int(statistics.min), "max": .int(statistics.max),
            "mean": .number(statistics.mean),
          ]),
        .init("warnings", .texts(ct.warnings)),
      ])
  }

  private static func grid(_ size: GridSize, _ geometry: Geometry) -> [JSONValue.Member] {
    [
      .init("size", [.int(size.x), .int(size.y), .int(size.z)]),
      .init("spacing", .vector(geometry.spacing)),
      .init("origin", .vector(geometry.origin.vector)),
      .init("direction", .array(geometry.direction.rowMajor.map { .number($0) })),
    ]
  }

  private var labelsJSON: JSONValue {
    guard let labels = inputs.labels else { return .null }
    let voxelVolume = labels.map.volume.geometry.voxelVolume
    let table: [JSONValue] = labels.map.table.entries.map { entry in
      let count = counts[Int(entry.value)]
      return [
        "value": .int(entry.sourceValue), "name": .string(entry.name), "voxels": .int(count),
        "volume_mm3": .number(Double(count) * voxelVolume),
        "side": .optional(entry.side?.rawValue),
      ]
    }
    return .object(
      Self.grid(labels.map.volume.size, labels.map.volume.geometry) + [
        .init("table", .array(table)), .init("warnings", .texts(labels.warnings)),
      ])
  }

  private var doubtJSON: JSONValue {
    guard let doubt = inputs.doubt else { return .null }
    let size = doubt.volume.size
    return [
      "kind": .string(doubt.kind.rawValue), "size": [.int(size.x), .int(size.y), .int(size.z)],
      "warnings": .texts(doubt.warnings),
    ]
  }

  private var sideJSON: JSONValue {
    let finding = inputs.side
    return [
      "value": .optional(finding.side?.rawValue), "text": .string(finding.sentence),
    ]
  }

  private var notesJSON: JSONValue {
    let table = inputs.labels?.map.table ?? .knee
    return .array(
      inputs.notes.map { note in
        [
          "time": .string(note.time), "by": .string("\(note.who)"),
          "bones": .texts(note.bones(in: table)), "text": .string(note.text),
        ]
      })
  }

  /// Lines for a reader.
  public var text: String {
    var lines: [String] = []
    if let code { lines.append("case         \(code)") }
    if let ct = inputs.ct, let statistics {
      let geometry = ct.volume.geometry
      lines.append(
        "CT           \(ct.volume.size) voxels of \(Figures.product(geometry.spacing, 3)) mm, "
          + "axes \(AnatomicalAxes(geometry).letters), HU \(statistics.min) to "
          + "\(statistics.max), mean \(Figures.fixed(statistics.mean, 1))")
    } else {
      lines.append("CT           none")
    }
    lines += labelLines
    if let doubt = inputs.doubt {
      lines.append("uncertainty  \(doubt.kind.title), \(doubt.volume.size)")
    } else {
      lines.append("uncertainty  none")
    }
    lines.append("side         \(inputs.side.sentence)")
    lines += (anatomy?.lines ?? []).map { Figures.padded($0.topic, 13) + $0.text }
    let table = inputs.labels?.map.table ?? .knee
    lines += inputs.notes.map { "note         \($0.line(table))" }
    lines += inputs.warnings.map { "notice       \($0)" }
    lines += inputs.skipped.map { "not used     \($0)" }
    return lines.joined(separator: "\n")
  }

  private var labelLines: [String] {
    guard let labels = inputs.labels else { return ["labels       none"] }
    let map = labels.map
    let width = max(8, map.table.entries.map(\.name.count).max() ?? 8)
    var lines = ["labels       \(map.volume.size), \(map.table.entries.count) names"]
    for entry in map.table.entries {
      let count = counts[Int(entry.value)]
      lines.append(
        "  \(Figures.right(String(entry.sourceValue), 4)) \(Figures.padded(entry.name, width)) "
          + "\(Figures.right(String(count), 10)) voxels  "
          + Figures.volume(Double(count) * map.volume.geometry.voxelVolume))
    }
    return lines
  }
}
