public import Editing
internal import Meshing
public import Reviewing
public import Volumes

/// Everything on the screen, and everything a script has set.
///
/// A value. `update` is the only mutation: it carries out an action and answers with effects, which
/// others run and whose outcomes come back as actions. Labels change here at once; an edit counts as
/// saved when the journal has acknowledged it.
public struct Session: Sendable {
  /// The volumes: CT, AI labels, current labels, doubt.
  public internal(set) var review: ReviewCase
  /// What a tool works on and how.
  public internal(set) var editing: EditingState
  /// What is looked at and how.
  public internal(set) var view: ViewState
  /// What was last done or refused, in one sentence.
  public internal(set) var message = ""
  /// The last messages, the latest first; what was cut on the line can be read there.
  public internal(set) var lastMessages: [String] = []
  /// Edits that the journal has not acknowledged yet.
  public internal(set) var pendingEdits = 0
  /// Why nothing may be changed any more; nil while everything is well.
  public internal(set) var frozen: String?
  /// Raised by one with every change of the labels.
  public internal(set) var version = 0
  /// What the screen adds; of size 0 in a script.
  public internal(set) var screen = ScreenState()
  /// What the screen tells about the case; nil in a script.
  public internal(set) var situation: CaseSituation?
  /// How much there is of each label and where; kept up to date edit by edit.
  public internal(set) var tally: LabelTally
  /// The finished surfaces, by label value.
  public internal(set) var surfaces: [UInt8: ShownSurface] = [:]
  /// The bones whose surfaces are being made.
  public internal(set) var surfacesInWork: Set<UInt8> = []
  /// The bones whose surfaces are being looked at.
  public internal(set) var checksInWork: Set<UInt8> = []
  /// How far the surfaces lie from the AI's, by label value; empty until that is asked for.
  public internal(set) var changes: [UInt8: SurfaceChange] = [:]
  /// The bones whose surfaces are being measured against the AI's.
  public internal(set) var changesInWork: Set<UInt8> = []
  /// The AI's surfaces, by label value, kept once they were made.
  var references: [UInt8: SurfaceDistance] = [:]
  /// What undo would take back and redo repeat; nil when there is nothing.
  public internal(set) var undoStep: HistoryStep?
  /// What redo would repeat; nil when there is nothing.
  public internal(set) var redoStep: HistoryStep?
  /// The box that a plane without a scale of its own frames: the bones as they were when all of them
  /// were last framed, so that painting beyond it moves no picture.
  var framedBox: VoxelBox
  /// Where the bones stand; nil without a case file.
  public internal(set) var standings: BoneStandings?
  /// What of each bone was shown.
  var seen = SeenBones()
  /// The version of the labels at which each bone was last changed.
  var changedAt: [UInt8: Int] = [:]
  /// The version of the labels that each bone's surface was made from.
  var surfaceVersions: [UInt8: Int] = [:]
  /// What each bone's surface has to catch up with.
  var surfaceDebts: [UInt8: SurfaceDebt] = [:]
  /// The HU range that comes back when the range is switched on: what a knee's bone has.
  var keptRange: ClosedRange<Int16> = 150...3000
  /// Signed bones that the user has agreed to change.
  var agreedToChange: Set<UInt8> = []
  /// What must follow a stroke that was ended by something else, even when that something fails.
  var owed: [Effect] = []
  /// Names that are free for a picture and an export.
  var freeNames = (picture: "picture.png", folder: "surfaces")
  /// Whether the message says that something was not done.
  public internal(set) var isComplaint = false
  /// The stroke in hand; nil when there is none.
  public internal(set) var stroke: StrokeInHand?
  /// What the keys do.
  public internal(set) var keymap = Keymap.condyle
  /// The keys that the user has bound, in order, for when another preset is taken.
  var ownBindings: [OwnBinding] = []
  /// Commands that were typed, the latest first.
  public internal(set) var typedCommands: [String] = []
  /// What was typed in this sitting and may be kept, oldest first.
  public internal(set) var typedHere: [String] = []

  /// Begins with the first bone, a disc of 2 mm, over background, ranges off, axial, in the middle of
  /// the labels.
  public init(_ review: ReviewCase) {
    self.review = review
    let labels = review.labels
    let tally = LabelTally(labels)
    let box = tally.box(of: labels.table.entries.map(\.value))
    self.tally = tally
    framedBox = Self.framing(tally, labels)
    let around = box.isEmpty ? VoxelBox(labels.volume.size) : box
    editing = EditingState(bone: labels.table.entries.first?.value ?? 1)
    view = ViewState(
      cursor: VoxelIndex(
        (around.lower.x + around.upper.x) / 2, (around.lower.y + around.upper.y) / 2,
        (around.lower.z + around.upper.z) / 2))
  }

  /// The labels as they are now.
  ///
  /// For reading; changes go straight to `review.labels`, because a copy of the array would be made
  /// here.
  public var labels: LabelMap { review.labels }

  /// Begins on a screen, which tells its size with the first action.
  ///
  /// - Parameter standings: where the bones stand; nil without a case file.
  /// - Parameter keys: what the keys do.
  public init(
    _ review: ReviewCase, situation: CaseSituation, standings: BoneStandings? = nil,
    keys: KeySettings = KeySettings()
  ) {
    self.init(review)
    keymap = keys.keymap
    ownBindings = keys.own
    self.situation = situation
    self.standings = standings
  }

  /// What tools need to know.
  var toolSituation: EditingSituation {
    EditingSituation(
      bone: editing.bone, brush: editing.brush, plane: view.plane, rules: editing.rules,
      ct: review.ct)
  }
}

/// What a tool works on and how.
public struct EditingState: Hashable, Sendable {
  /// The chosen label.
  public var bone: UInt8
  /// The brush.
  public var brush = Brush()
  /// What may be changed.
  public var rules = PaintRules()

  /// Begins with a bone and stated defaults.
  public init(bone: UInt8) {
    self.bone = bone
  }
}

/// What is looked at and how.
public struct ViewState: Hashable, Sendable {
  /// The cursor, always inside the volume.
  public var cursor: VoxelIndex
  /// The current plane.
  public var plane = Plane.axial
  /// How HU become grey.
  public var window = GreyWindow.bone
  /// How labels are drawn.
  public var overlay = OverlayMode.outline
  /// Whether the doubt is drawn.
  public var showsHeat = false

  /// Begins at a voxel.
  public init(cursor: VoxelIndex) {
    self.cursor = cursor
  }
}
