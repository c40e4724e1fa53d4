internal import Files

/// Where a new case lies.
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
}
