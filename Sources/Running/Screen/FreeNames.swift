internal import Glibc
internal import Viewing

/// Names that are proposed for what is to be written into the current folder.
enum FreeNames {
  /// The first picture that is not there, and a folder that is not there or holds this case's export.
  static func action(code: String) -> Action {
    .freeNames(
      picture: first { "\(code)_\($0).png" },
      folder: first {
        $0 == 1 ? "\(code)_surfaces" : "\(code)_surfaces_\($0)"
      } isUsable: {
        ExportedFiles(folder: $0).code == code
      })
  }

  private static func first(
    _ name: (Int) -> String, isUsable: (String) -> Bool = { _ in false }
  ) -> String {
    // Whoever has that many is asked to find a name himself.
    for number in 1..<1_000 where access(name(number), F_OK) != 0 || isUsable(name(number)) {
      return name(number)
    }
    return name(1_000)
  }
}
