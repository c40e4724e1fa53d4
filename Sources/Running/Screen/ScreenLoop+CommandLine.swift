internal import Files
internal import Viewing

/// What the command line asks of the disk and of other programs.
extension ScreenLoop {
  /// Looks for paths, where a slow disk holds nothing up.
  func find(_ query: PathQuery) {
    let mailbox = mailbox
    QuietThread.start { mailbox.put(.action(.pathsFound(PathFinder.paths(query), query))) }
  }

  /// Has the user write a note in his editor, and keeps it.
  func editNote() {
    var written: Result<String?, NoteEditorFailure> = .success(nil)
    let editor = NoteEditor.here
    port.lend { written = editor.write() }
    switch written {
    case .success(let text?): react(.command(.note(text)))
    case .success(nil): react(.report("the note was left empty, so none was kept"))
    case .failure(let failure): react(.failed(failure.message))
    }
  }
}
