internal import Files
internal import Glibc
internal import Viewing

/// Finds what a path that is being typed may become.
enum PathFinder {
  /// The most entries of a folder that are looked at.
  private static let limit = 10_000

  /// The paths, sorted, as they would be typed: folders end in "/".
  ///
  /// Hidden entries are found only by their dot; what cannot be typed is left out.
  static func paths(_ query: PathQuery) -> [String] {
    let typed = query.path == "~" ? "~/" : query.path
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let prefix = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
    let place = folder.isEmpty ? "." : HomePath.expanded(folder)
    guard let stream = opendir(place) else { return [] }
    defer { closedir(stream) }
    var found: [String] = []
    var count = 0
    while count < limit, let entry = readdir(stream) {
      count += 1
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != "..", name.hasPrefix(prefix),
        prefix.hasPrefix(".") || !name.hasPrefix("."),
        !name.unicodeScalars.contains(where: SafeText.isUnsafe)
      else { continue }
      if FolderListing.isFolder("\(place)/\(name)") {
        found.append("\(folder)\(name)/")
      } else if query.kind == .pictures, name.lowercased().hasSuffix(".png") {
        found.append(folder + name)
      }
    }
    return found.sorted()
  }
}
