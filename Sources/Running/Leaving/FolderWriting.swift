internal import Files
internal import Glibc

/// The files of an export on their way into a folder: all of them or none.
struct FolderWriting {
  let folder: String
  /// Names that may be replaced.
  let ours: Set<String>
  /// Whether any may.
  let force: Bool
  /// How a file is read back from the disk; tests put a bad disk here.
  var read: @Sendable (_ path: String) throws -> [UInt8] = { try InputFile.read($0) }

  /// Writes the files, reads each back and compares it with what was meant.
  ///
  /// Files that are not ours are looked for before anything is written. No half export is left:
  /// without its sidecar it would be foreign itself the next time. What was new is removed, and what
  /// was replaced gets its place back; on a file system without hard links it is lost.
  ///
  /// - Throws: `FileError`.
  func write(_ files: [ExportFile], _ superseding: Superseding) throws {
    let present = Set(
      files.map(\.name).filter {
        access("\(folder)/\($0)", F_OK) == 0 && !superseding.takes($0)
      })
    if !force, let foreign = present.subtracting(ours).min() {
      throw FileError.exists(path: "\(folder)/\(foreign)")
    }
    try superseding.carryOut()
    var new: [String] = []
    var kept: [(path: String, backup: String)] = []
    do {
      for file in files {
        let path = "\(folder)/\(file.name)"
        if present.contains(file.name), let backup = Self.keep(path, in: folder, file.name) {
          kept.append((path, backup))
        }
        try OutputFile.write(file.bytes, to: path, replace: force || ours.contains(file.name))
        if !present.contains(file.name) { new.append(path) }
        if let detail = file.problem(of: try read(path)) {
          throw FileError.readBackDiffers(path: path, detail: detail)
        }
      }
    } catch {
      for path in new { unlink(path) }
      for (path, backup) in kept { _ = rename(backup, path) }
      superseding.takeBack()
      throw error
    }
    for (_, backup) in kept { unlink(backup) }
  }

  /// Gives a file a second name, by which it survives being replaced.
  private static func keep(_ path: String, in folder: String, _ name: String) -> String? {
    let backup = "\(folder)/.\(name).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).kept"
    return link(path, backup) == 0 ? backup : nil
  }
}
