public import Editing
public import Reviewing
public import Volumes

/// What a user may ask for by key, by typing, or in a script.
public enum Command: Sendable {
  /// Moves the cursor.
  case go(PathPoint)
  /// Moves the cursor into a bone, named or by its number in the list.
  case goToBone(String)
  /// Chooses the plane of disc and square, and of plane snapshots.
  case plane(Plane)
  /// Moves the cursor to a slice of the current plane, counted from 0.
  case slice(Int)
  /// Chooses the bone that tools work on; with `goes`, one that is chosen already is gone to.
  case bone(String, goes: Bool)
  /// Sets the brush; what is nil stays.
  case brush(diameter: Double?, shape: Brush.Shape?)
  /// Sets what painting may go over: "background", "any" or a label's name.
  case over(String)
  /// Limits tools that add voxels to a range of HU; nil lifts the limit.
  case range(ClosedRange<Int16>?)
  /// Limits tools that remove voxels to a range of HU; nil lifts the limit.
  case eraseRange(ClosedRange<Int16>?)
  /// Locks or unlocks a label.
  case lock(String, Bool)
  /// Shows or hides a label.
  case show(String, Bool)
  /// Uses a tool of `Tools.all`.
  case tool(any Tool)
  /// Takes back a number of steps.
  case undo(Int)
  /// Repeats a number of steps that were taken back.
  case redo(Int)
  /// Sets how HU become grey.
  case window(GreyWindow)
  /// Sets how labels are drawn.
  case overlay(OverlayMode)
  /// Shows or hides the doubt.
  case heat(Bool)
  /// Writes a picture.
  case snapshot(SnapshotOrder)
  /// Writes surfaces and labels.
  case export(ExportOrder)
  /// Says that everything is saved.
  case write
  /// Ends.
  case quit
  /// Works the screen.
  case screen(ScreenCommand)
  /// Gives a verdict on a bone.
  case sign(SignOrder)
  /// Writes a note into the journal; the text has passed `NoteText.checked`.
  case note(String)
}

/// A picture to write.
public struct SnapshotOrder: Sendable, Hashable {
  /// What it shows.
  public enum Content: String, Sendable, CaseIterable {
    /// The current slice of the current plane.
    case plane
    /// The three planes and the surface.
    case layout
    /// Slices through the chosen bone, with its surface.
    case montage
  }

  /// Where to.
  public let path: String
  /// What it shows.
  public let content: Content

  /// Orders a picture.
  public init(path: String, content: Content) {
    self.path = path
    self.content = content
  }
}

/// Surfaces to write.
public struct ExportOrder: Sendable, Hashable {
  /// The folder.
  public let folder: String
  /// The bones by name; empty for all.
  public let bones: [String]

  /// Orders an export.
  public init(folder: String, bones: [String]) {
    self.folder = folder
    self.bones = bones
  }
}

/// A verdict to give.
public struct SignOrder: Sendable, Hashable {
  /// The bone by name.
  public let bone: String
  /// What is said of it.
  public let verdict: Verdict
  /// A name that is claimed for the signature; nil for none.
  public let claim: String?

  /// Orders a verdict.
  public init(bone: String, verdict: Verdict, claim: String? = nil) {
    self.bone = bone
    self.verdict = verdict
    self.claim = claim
  }
}
