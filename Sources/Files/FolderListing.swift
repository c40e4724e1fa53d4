internal import Glibc

/// What lies in a folder.
public enum FolderListing {
  /// Whether a folder is at the path.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
