internal import Glibc

/// What can go wrong between the program and a file.
public enum FileError: ExplainedError, Equatable {
  /// There is nothing at the path.
  case missing(path: String)
  /// The path is a folder, a pipe or a device.
  case notAFile(path: String)
  /// The system refused to read; `code` is `errno`.
  case unreadable(path: String, code: Int32)
  /// The file is larger than this program reads, or than its header says.
  case tooLarge(path: String, bytes: Int, limit: Int)
  /// The output is there already and was not to be replaced.
  case exists(path: String)
  /// The output, or its folder, cannot be made; `code` is `errno`.
  case cannotCreate(path: String, code: Int32)
  /// Writing or flushing failed half way; the target is as it was before. `code` is `errno`.
  case writeFailed(path: String, code: Int32)
  /// What was written reads back differently.
  case readBackDiffers(path: String, detail: String)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .missing(let path):
      "There is no file or folder \(SafeText.path(path)). Check the path."
    case .notAFile(let path):
      "\(SafeText.path(path)) is not a regular file. Give a file, or a folder of DICOM files."
    case .unreadable(let path, let code):
      "\(SafeText.path(path)) cannot be read: \(Self.reason(code)). Check its permissions."
    case .tooLarge(let path, let bytes, let limit):
      "\(SafeText.path(path)) holds \(bytes) bytes; at most \(limit) are expected. "
        + "It is damaged, or not what it says it is."
    case .exists(let path):
      "\(SafeText.path(path)) exists already. Give another name, or move it away; "
        + "export and snapshot replace it with --force."
    case .cannotCreate(let path, let code):
      "\(SafeText.path(path)) cannot be created: \(Self.reason(code)). "
        + "Choose a folder that you may write to."
    case .writeFailed(let path, let code):
      "Writing \(SafeText.path(path)) failed: \(Self.reason(code)). "
        + "Nothing was replaced; free some space or choose another disk, and try again."
    case .readBackDiffers(let path, let detail):
      "\(SafeText.path(path)) was written but reads back differently (\(detail)). "
        + "It was removed; check the disk and try again."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus {
    switch self {
    case .missing, .notAFile, .unreadable: .inputMissing
    case .tooLarge: .badData
    case .exists, .cannotCreate: .cannotCreate
    case .writeFailed, .readBackDiffers: .ioError
    }
  }

  /// The system's words for an `errno`.
  public static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
