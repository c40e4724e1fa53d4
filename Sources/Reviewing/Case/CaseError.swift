public import Files

/// What can go wrong with a case file.
public enum CaseError: ExplainedError, Equatable {
  /// The file is something else.
  case notACase(path: String)
  /// The file was made by a newer version of the program.
  case newer(path: String, version: Int, known: Int)
  /// The file does not hold what it should; the number of the last event that can be trusted.
  case damaged(path: String, what: String, lastGood: Int?)
  /// Somebody has the case open.
  case inUse(path: String, holder: String)
  /// SQLite did not take a setting without which edits could be lost.
  case settingsRefused(path: String, setting: String, wanted: String, found: String)
  /// The disk is full; whether the pending event was saved from the reserve.
  case diskFull(path: String, isSaved: Bool)
  /// The disk, or SQLite, failed to write.
  case writeFailed(path: String, reason: String)
  /// The database or its side files cannot be opened or made.
  case cannotOpen(path: String, reason: String)
  /// The case was opened for reading only.
  case readOnly(path: String)
  /// The case is closed.
  case closed(path: String)
  /// The journal cannot take this edit.
  case badEdit(name: String, reason: String)
  /// The labels or an edit are too large for a row, in bytes.
  case tooLarge(what: String, bytes: Int, limit: Int)
  /// What a head is compared with is none.
  case badHead(String)
  /// A code that cannot be printed on files.
  case badCode(String)
  /// The published file changed while its working copy was open.
  case publishedFileChanged(published: String, working: String)

  /// The sentence for the user.
  public var message: String {
    switch self {
    case .notACase(let path):
      "\(SafeText.path(path)) is not a Condyle case file. Give a .condyle file, or the CT and labels."
    case .newer(let path, let version, let known):
      "\(SafeText.path(path)) was made by a newer version of Condyle (form \(version); this one knows "
        + "form \(known)). Install that version; nothing was changed."
    case .damaged(let path, let what, let lastGood):
      "\(SafeText.path(path)) is damaged: \(what). " + Self.trusted(lastGood)
    case .inUse(let path, let holder):
      "\(SafeText.path(path)) is in use: \(holder). Wait until it is closed; "
        + "meanwhile review --read-only shows it, and info, snapshot, export and verify can read it."
    case .settingsRefused(let path, let setting, let wanted, let found):
      "\(SafeText.path(path)): SQLite keeps \(setting) at \(SafeText.cleaned(found)) instead of "
        + "\(wanted), so edits might not survive a power cut. Editing is refused; copy the case to a "
        + "local disk."
    case .diskFull(let path, let isSaved):
      isSaved
        ? "The disk of \(SafeText.path(path)) is full. The last change was saved from the reserve of "
          + "16 MB; editing has stopped. Free 32 MB and try again."
        : "Not saved: the disk of \(SafeText.path(path)) is full (needs 4 MB). Editing has stopped. "
          + "Free space and try again."
    case .writeFailed(let path, let reason):
      "Writing \(SafeText.path(path)) failed: \(reason). Editing has stopped and the last change is "
        + "not known to be saved. Check the disk, then open the case again: it says what it holds."
    case .cannotOpen(let path, let reason):
      "\(SafeText.path(path)) cannot be opened: \(reason). Check its permissions and its folder's."
    default: usageMessage
    }
  }

  private var usageMessage: String {
    switch self {
    case .readOnly(let path):
      "\(SafeText.path(path)) is open for reading only, so nothing in it can be changed. Open it with "
        + "condyle run to change it."
    case .closed(let path):
      "\(SafeText.path(path)) is closed. Open it again."
    case .badEdit(let name, let reason):
      "The change “\(SafeText.cleaned(name))” cannot be journalled: \(reason). Nothing was changed."
    case .tooLarge(let what, let bytes, let limit):
      "\(what) take \(bytes) bytes compressed; a case file holds at most \(limit) in one piece. "
        + "Remove the noise from the labels first."
    case .badHead(let text):
      "“\(SafeText.cleaned(text))” is no end of a chain. Give the 64 hexadecimal digits that a report "
        + "or meshes.json names, or the first 8 of them or more."
    case .badCode(let code):
      "“\(SafeText.cleaned(code))” cannot be a case's code. Give 1 to 16 letters, digits, - or _."
    case .publishedFileChanged(let published, let working):
      "\(SafeText.path(published)) was changed by somebody else while this case was being edited. It "
        + "was left as it is; your work is in \(SafeText.path(working)). Compare the two with verify."
    default: ""
    }
  }

  private static func trusted(_ lastGood: Int?) -> String {
    switch lastGood {
    case .none, 0: "No event of it can be trusted; go back to a copy. Nothing was changed."
    case let number?:
      "Everything up to event \(number) is sound; condyle info shows it. Nothing was changed."
    }
  }

  /// What the process answers.
  public var exitStatus: ExitStatus {
    switch self {
    case .notACase, .newer, .damaged, .badEdit, .tooLarge: .badData
    case .inUse: .inUse
    case .diskFull, .writeFailed: .ioError
    case .settingsRefused, .cannotOpen, .publishedFileChanged: .cannotCreate
    case .readOnly, .closed, .badCode, .badHead: .usage
    }
  }

  /// A database's error as one that a user can act on.
  init(_ error: DatabaseError, path: String) {
    if error.isFull {
      self = .diskFull(path: path, isSaved: false)
    } else if error.isBusy {
      self = .inUse(path: path, holder: "another program has the database open")
    } else if error.isDamage {
      self = .damaged(path: path, what: error.text, lastGood: nil)
    } else if [8, 14, 3, 23].contains(error.primary) {
      self = .cannotOpen(path: path, reason: error.text)
    } else {
      self = .writeFailed(path: path, reason: error.text)
    }
  }

  /// Runs `body`, turning the errors of the store and of decoding into this type.
  static func translating<Value: ~Copyable>(path: String, _ body: () throws -> Value) throws
    -> Value
  {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw CaseError(error, path: path)
    } catch let error as CodecError {
      throw CaseError.damaged(path: path, what: error.text, lastGood: nil)
    }
  }
}
