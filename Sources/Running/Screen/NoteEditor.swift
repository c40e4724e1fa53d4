internal import Editing
internal import Files
internal import Glibc
internal import Viewing

/// Has a user write a note in the editor of his choice.
///
/// The text lies in a folder of its own that nobody else may open, so that copies which editors make
/// beside it are removed with it.
struct NoteEditor {
  /// The editor as a shell would run it, such as "emacs -nw".
  let command: String
  /// The folder in which the note's own folder is made.
  let place: String

  /// The editor of this process: `VISUAL`, else `EDITOR`, else vi.
  static var here: NoteEditor {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let runtime = variable("XDG_RUNTIME_DIR").flatMap { $0.hasPrefix("/") ? $0 : nil }
    return NoteEditor(
      command: variable("VISUAL") ?? variable("EDITOR") ?? "vi", place: runtime ?? "/tmp")
  }

  private static let explanation = """

    # Write the note above. Lines that begin with # are left out; an empty note is not kept.
    # It goes into the case's journal, which leaves with the case: no names of patients.

    """

  /// Runs the editor and takes the text; nil for an empty one.
  func write() -> Result<String?, NoteEditorFailure> {
    var name = Array("\(place)/condyle-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      return .failure(.noFolder(place: place, code: errno))
    }
    let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { Self.remove(folder) }
    let path = folder + "/note.txt"
    do {
      try OutputFile.write(Array(Self.explanation.utf8), to: path)
      let status = try run(path)
      guard status == 0 else { return .failure(.ended(command: command, status: status)) }
      let bytes = try InputFile.read(path, limit: 1 << 20)
      return .success(try Self.text(String(decoding: bytes, as: UTF8.self)))
    } catch let failure as NoteEditorFailure {
      return .failure(failure)
    } catch {
      return .failure(.unusable(reason: "\(error)"))
    }
  }

  /// The note in what was written; nil when nothing is left without the comments.
  static func text(_ written: String) throws -> String? {
    let lines = written.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
    let text = lines.joined(separator: " ")
    guard text.contains(where: { !$0.isWhitespace }) else { return nil }
    return try NoteText.checked(text)
  }

  /// Runs the editor to its end.
  ///
  /// - Returns: its exit status; 128 and the number of the signal that ended it.
  private func run(_ path: String) throws(NoteEditorFailure) -> Int32 {
    // As a shell would: a command may hold options.
    let words = ["sh", "-c", "\(command) \"$@\"", command, path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var child: pid_t = 0
    let code = posix_spawn(&child, "/bin/sh", nil, &attributes, &arguments, environ)
    guard code == 0 else { throw .notStarted(command: command, code: code) }
    var status: Int32 = 0
    while true {
      let got = waitpid(child, &status, WUNTRACED)
      if got < 0, errno == EINTR { continue }
      guard got == child else { throw .notStarted(command: command, code: errno) }
      guard status & 0xFF == 0x7F else { break }
      // The editor was stopped by ^Z: so that the shell has its turn this process stops as well, and
      // what continues one continues both.
      kill(getpid(), SIGSTOP)
      kill(child, SIGCONT)
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Removes the folder and whatever an editor has left in it.
  private static func remove(_ folder: String) {
    if let stream = opendir(folder) {
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { unlink("\(folder)/\(name)") }
      }
      closedir(stream)
    }
    rmdir(folder)
  }
}

/// Why a note could not be written in an editor.
enum NoteEditorFailure: ExplainedError {
  case noFolder(place: String, code: Int32)
  case notStarted(command: String, code: Int32)
  case ended(command: String, status: Int32)
  case unusable(reason: String)

  var message: String {
    switch self {
    case .noFolder(let place, let code):
      "no private file can be made in \(SafeText.path(place)): \(FileError.reason(code)); "
        + ":note TEXT writes a note without an editor"
    case .notStarted(let command, let code):
      "the editor “\(SafeText.cleaned(command))” cannot be run: \(FileError.reason(code)); "
        + "EDITOR names another, and :note TEXT needs none"
    case .ended(let command, 127):
      "the editor “\(SafeText.cleaned(command))” was not found; EDITOR names another, and "
        + ":note TEXT needs none"
    case .ended(let command, let status):
      "the editor “\(SafeText.cleaned(command))” ended with \(status), so no note was kept"
    case .unusable(let reason): "no note was kept: \(reason)"
    }
  }
  var exitStatus: ExitStatus { .ioError }
}
