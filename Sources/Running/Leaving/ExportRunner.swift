internal import Files
internal import Meshing
internal import Reviewing
internal import Volumes

/// `condyle export`: from inputs to files.
public enum ExportRunner {
  /// Exports, and records it in the case where there is one.
  ///
  /// - Parameters:
  ///   - bones: names; empty for all.
  ///   - warn: gets each notice.
  public static func run(
    _ selection: InputSelection, to folder: String, bones: [String], terms: ExportTerms,
    warn: (String) -> Void
  ) throws -> ExportReport {
    let context = CaseContext.ofThisProcess(stateFolder: StateFolder.path)
    let set = try WorkingSet.open(selection, for: .record, context: context)
    do {
      guard set.casePath != nil || set.sources.contains(where: { $0.role == "labels" }) else {
        throw CaseRefusal.noLabels
      }
      let values = try Set(bones.map { try set.labels.table.entry(called: $0).value })
      let exporter = Exporter(
        set: set, labels: set.labels, side: set.side, folder: folder, terms: terms,
        verdicts: set.verdicts, head: set.head)
      var report = try exporter.export(values)
      report.notices += [set.record(.export, report.fields)].compactMap(\.self)
      report.notices += set.close("exported")
      report.notices.forEach(warn)
      return report
    } catch {
      _ = set.close("export failed")
      throw error
    }
  }
}

extension LabelTable {
  /// The entry with a name.
  ///
  /// - Throws: `CaseRefusal.noSuchBone`.
  func entry(called name: String) throws -> LabelEntry {
    guard let entry = named(name) else {
      throw CaseRefusal.noSuchBone(
        name: name, known: entries.prefix(12).map(\.name).joined(separator: ", "))
    }
    return entry
  }
}

extension ExportReport {
  /// What the case keeps of an export: files and their digests, no paths.
  var fields: EventFields {
    var fields = EventFields()
    fields.add("recipe", recipe.identifier)
    if frame != .lps { fields.add("frame", frame.rawValue) }
    var named: Set<String> = []
    // A file of several bones is named once.
    for file in bones.flatMap(\.files) where named.insert(file.name).inserted {
      fields.add("file", file.name)
      fields.add("sha256", file.digest.hex)
    }
    if let labels {
      fields.add("file", labels.file)
      fields.add("sha256", labels.digest.hex)
    }
    return fields
  }
}
