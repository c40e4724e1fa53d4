internal import Files
internal import Glibc
internal import Reviewing
internal import Volumes

/// Files of an earlier export whose names say that a bone is accepted, and it no longer is: they get
/// `.superseded-N` into their names, so that nobody takes them for the bone as it is.
struct Superseding {
  private let folder: String
  private let moves: [(from: String, to: String)]

  /// Finds the files that no longer hold.
  ///
  /// A file holds while its bones are accepted, and on the very same grounds. Bones that are not
  /// exported now count, too: their files lie in the same folder.
  ///
  /// - Parameter standings: with the recipe that verdicts bind, whatever is exported now: an accepted
  ///   file does not fall because somebody also wants a smoothed draft.
  init(
    folder: String, earlier: [ExportedFiles.Listed], _ table: LabelTable,
    _ standings: [UInt8: VerdictStanding]
  ) {
    self.folder = folder
    let holding = Set(
      table.entries.compactMap { entry in
        standings[entry.value].flatMap { standing in
          standing.isAccepted
            ? ExportedFiles.Accepted(
              name: entry.name, value: entry.sourceValue, digest: standing.record.digest.hex)
            : nil
        }
      })
    var moves: [(from: String, to: String)] = []
    for listed in earlier {
      guard !holding.isSuperset(of: listed.accepted), ExportedFiles.isPlain(listed.file),
        let ending = Self.ending(of: listed.file),
        access("\(folder)/\(listed.file)", F_OK) == 0,
        !moves.contains(where: { $0.from == listed.file })
      else { continue }
      moves.append((listed.file, Self.freeName(for: listed.file, ending, in: folder)))
    }
    self.moves = moves
  }

  /// What the user is told.
  var notices: [String] {
    moves.map {
      "\(SafeText.cleaned($0.from, limit: 120)) was accepted and no longer is what was accepted: it "
        + "is now \(SafeText.cleaned($0.to, limit: 120))."
    }
  }

  /// Whether a name becomes free.
  func takes(_ name: String) -> Bool { moves.contains { $0.from == name } }

  /// Whether a name is given to a renamed file.
  func gives(_ name: String) -> Bool { moves.contains { $0.to == name } }

  /// The list of earlier files with their new names; what is superseded is accepted no more.
  func renamed(_ earlier: [ExportedFiles.Listed]) -> [ExportedFiles.Listed] {
    earlier.map { listed in
      guard let move = moves.first(where: { $0.from == listed.file }) else { return listed }
      var superseded = listed
      (superseded.file, superseded.accepted) = (move.to, [])
      return superseded
    }
  }

  /// Renames the files; all of them or none.
  ///
  /// - Throws: `FileError.cannotCreate`.
  func carryOut() throws(FileError) {
    for (position, move) in moves.enumerated()
    where rename("\(folder)/\(move.from)", "\(folder)/\(move.to)") != 0 {
      let code = errno
      takeBack(moves[..<position])
      throw FileError.cannotCreate(path: "\(folder)/\(move.to)", code: code)
    }
  }

  /// Gives the files their names back, because what was to follow failed.
  func takeBack() { takeBack(moves[...]) }

  private func takeBack(_ done: ArraySlice<(from: String, to: String)>) {
    for move in done { _ = rename("\(folder)/\(move.to)", "\(folder)/\(move.from)") }
  }

  /// The ending of a surface's file with its point; nil for another file.
  private static func ending(of file: String) -> String? {
    ExportFormat.allCases.filter(\.isSurface).map { ".\($0.rawValue)" }
      .first { file.hasSuffix($0) }
  }

  private static func freeName(for file: String, _ ending: String, in folder: String) -> String {
    let stem = file.dropLast(ending.count)
    var number = 1
    while access("\(folder)/\(stem).superseded-\(number)\(ending)", F_OK) == 0 { number += 1 }
    return "\(stem).superseded-\(number)\(ending)"
  }
}
