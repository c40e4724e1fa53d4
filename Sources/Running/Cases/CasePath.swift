internal import Files
internal import Glibc

/// Where a new case lies, and how an old one is moved aside.
enum CasePath {
  /// `<stem>.condyle` beside a file or folder.
  static func beside(_ anchor: String) -> String {
    var path = anchor
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let folder = OutputFile.folder(of: path)
    var name = path.split(separator: "/").last.map(String.init) ?? "case"
    if name == "." || name == ".." { name = "case" }
    for ending in [".nii.gz", ".nii", ".nrrd", ".mha", ".npz", ".dcm", ".gz"]
    where name.lowercased().hasSuffix(ending) && name.count > ending.count {
      name.removeLast(ending.count)
      break
    }
    return "\(folder)/\(name).condyle"
  }

  /// Gives a case and its side files another name, `NAME.old-1.condyle` and so on.
  ///
  /// - Returns: the new name.
  static func moveAside(_ path: String) throws -> String {
    let stem = path.hasSuffix(".condyle") ? String(path.dropLast(8)) : path
    var number = 1
    while access("\(stem).old-\(number).condyle", F_OK) == 0 { number += 1 }
    let target = "\(stem).old-\(number).condyle"
    // The log first: a case without its log would be an older one under the same name.
    for ending in ["-wal", "-shm", ""] where access(path + ending, F_OK) == 0 {
      guard rename(path + ending, target + ending) == 0 else {
        throw FileError.cannotCreate(path: target, code: errno)
      }
    }
    return target
  }
}
