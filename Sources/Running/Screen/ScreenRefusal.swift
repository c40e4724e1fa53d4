internal import Files

/// Why something was not written, in words that fit a command of the screen.
enum ScreenRefusal {
  /// The error's own words, unless they advise `--force`, which commands of the screen do not take.
  static func words(_ error: any Error) -> String {
    switch error {
    case FileError.exists(let path):
      return "\(SafeText.path(path)) exists already. Choose another name."
    case ExportFailure.otherCase(let folder, let code):
      return "\(SafeText.path(folder)) holds the export of case \(code). Choose another folder."
    default: return "\(error)"
    }
  }
}
