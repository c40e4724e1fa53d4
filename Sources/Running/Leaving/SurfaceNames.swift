internal import Volumes

/// The names of the surfaces of an export: `<code>_<R|L>_<bone>.stl`, the side left out when it is
/// unknown; before the ending `.defects` when the surface must not be used, and `.draft` unless the
/// bone is accepted.
struct SurfaceNames {
  private let names: [UInt8: String]
  private let together: String

  /// Names every label of a table, no two alike on any file system.
  ///
  /// - Parameter side: the side of the patient for labels that have none of their own.
  init(_ table: LabelTable, code: String, side: Side?) {
    func stem(_ entry: LabelEntry) -> String {
      let letter = (entry.side ?? side).map { "_\($0.letter)" } ?? ""
      return "\(code)\(letter)_\(Self.plain(entry.name))"
    }
    var uses: [String: Int] = [:]
    for entry in table.entries { uses[stem(entry).lowercased(), default: 0] += 1 }
    var names: [UInt8: String] = [:]
    for entry in table.entries {
      // Names that are written alike are kept apart by their values.
      let isShared = uses[stem(entry).lowercased(), default: 0] > 1
      names[entry.value] =
        stem(entry) + (isShared ? "_value-\(entry.sourceValue)" : "")
    }
    self.names = names
    together = "\(code)\(side.map { "_\($0.letter)" } ?? "")_bones"
  }

  /// The file of a label.
  func file(
    of entry: LabelEntry, _ format: ExportFormat, isAccepted: Bool, hasDefects: Bool = false
  ) -> String {
    Self.file(names[entry.value] ?? "label-\(entry.value)", format, isAccepted, hasDefects)
  }

  /// The file of all bones together; accepted only when all of them are.
  func fileOfAll(_ format: ExportFormat, isAccepted: Bool, hasDefects: Bool) -> String {
    Self.file(together, format, isAccepted, hasDefects)
  }

  private static func file(
    _ stem: String, _ format: ExportFormat, _ isAccepted: Bool, _ hasDefects: Bool
  ) -> String {
    "\(stem)\(hasDefects ? ".defects" : "")\(isAccepted ? "" : ".draft").\(format.rawValue)"
  }

  /// A name with nothing in it that a file system or a shell could take amiss.
  private static func plain(_ name: String) -> String {
    String(
      name.unicodeScalars.prefix(48).map {
        let isPlain =
          $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-")
        return isPlain ? Character($0) : "_"
      })
  }
}
