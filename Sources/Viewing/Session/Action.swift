public import Canvas
public import Editing
public import Reviewing
public import Volumes

/// What happens to a session.
public enum Action: Sendable {
  /// The user asks for something.
  case command(Command)
  /// The journal has an edit on disk.
  case committed
  /// The journal could not keep an edit: the reason, and what to do.
  case commitFailed(String)
  /// What could not be saved is on disk now, and changes are taken again.
  case resumed
  /// The journal has taken back or repeated a step, and this is the change to show.
  case stepped(Edit, redo: Bool)
  /// There is no step to take back (or, when `redo`, to repeat).
  case noStep(redo: Bool, done: Int)
  /// An effect has something to say.
  case report(String)
  /// An effect failed: the reason, and what to do.
  case failed(String)
  /// The user did something at the screen.
  case input(InputEvent)
  /// The screen has a size: cells across and down, and how many times taller than wide one is.
  case resized(columns: Int, rows: Int, cellAspect: Double)
  /// The cells of the screen can show so much.
  case cells(CellAbilities)
  /// The stroke in hand must end now, because the program must.
  case interrupted
  /// What undo and redo would do now.
  case history(undo: HistoryStep?, redo: HistoryStep?)
  /// A bone's surface was made from a version of the labels.
  case surfaceMade(UInt8, ShownSurface)
  /// The surface of a bone that was made from a version of the labels has been looked at.
  case surfaceChecked(UInt8, version: Int, SurfaceChecks, isLast: Bool)
  /// A bone's surface could not be made: why.
  case surfaceFailed(UInt8, version: Int, String)
  /// Surfaces were measured against the AI's.
  case changeMeasured([UInt8: MeasuredChange])
  /// The patient's identity as the header gives it, for the card that asked.
  case identity([String])
  /// The notes of the case as lines, for the card that asked.
  case notes([String])
  /// What is known about the terminal, as lines.
  case terminal([String])
  /// How long the line takes, and how exactly pictures are shown.
  case link(LinkState)
  /// How exactly the mouse tells where it is.
  case pointer(Pointer)
  /// Paths that a query on the command line may become.
  case pathsFound([String], PathQuery)
  /// Names that are free for a picture and an export, to be proposed.
  case freeNames(picture: String, folder: String)
  /// A verdict on the bone of this value is on disk, given with this side of the patient.
  case signed(VerdictRecord, bone: UInt8, side: Side?, message: String)
  /// A frame was shown, drawn from the session as it is now.
  case shown
  /// Work goes on: what, how far.
  case progress(ScreenState.Work)
  /// Work has ended: what to tell.
  case workEnded(String)
}

/// What must follow an action outside the session.
public enum Effect: Sendable {
  /// Put an edit on disk; answer with `committed` or `commitFailed`, and `history`.
  case commit(Edit)
  /// Take back up to this many steps; answer with `stepped` for each, or `noStep`, and `history`.
  case undo(Int)
  /// Repeat up to this many steps; answer with `stepped` for each, or `noStep`, and `history`.
  case redo(Int)
  /// Try again to save what could not be saved; answer with `committed` for each edit and `resumed`,
  /// or with `commitFailed`.
  case resume
  /// Put locks and visibility on disk.
  case keepTable(LabelTable)
  /// Write a picture.
  case snapshot(SnapshotOrder)
  /// Write surfaces and labels.
  case export(ExportOrder, values: Set<UInt8>)
  /// End.
  case quit
  /// Make a surface; answer with `surfaceMade` or `surfaceFailed`.
  case makeSurface(SurfaceJob)
  /// Measure surfaces against the AI's; answer with `changeMeasured` for all of them.
  case measureChange(ChangeJob)
  /// Read the patient's identity from the header; answer with `identity`.
  case readIdentity
  /// Stop the work that the user waits for.
  case cancelWork
  /// Change how the terminal is used; answer with `report`.
  case set(TerminalSetting)
  /// Tell how the terminal is used, nil for all of it; answer with `report`.
  case tellSetting(TerminalSetting.Name?)
  /// Tell what is known about the terminal; answer with `terminal`.
  case readTerminal
  /// Show the focused pane as a picture of true pixels, or say why not.
  case lens
  /// Draw the whole screen anew.
  case redraw
  /// Give the terminal back to the shell until it continues the program.
  case suspend
  /// Put a verdict on the bone of this value on disk, bound to the labels as they are then.
  case sign(SignOrder, value: UInt8)
  /// Put a note on disk.
  case note(String)
  /// Have the user write a note in an editor; answer with the command that keeps it, or `failed`.
  case editNote
  /// Look for paths on the disk; answer with `pathsFound`.
  case findPaths(PathQuery)
  /// Read the notes; answer with `notes`.
  case readNotes
}
