internal import Viewing

/// What the command line asks of the disk.
extension ScreenLoop {
  /// Looks for paths, where a slow disk holds nothing up.
  func find(_ query: PathQuery) {
    let mailbox = mailbox
    QuietThread.start { mailbox.put(.action(.pathsFound(PathFinder.paths(query), query))) }
  }
}
