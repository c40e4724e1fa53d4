public import Editing
public import Volumes

/// Everything on the screen, and everything a script has set.
///
/// A value. `update` is the only mutation: it carries out an action and answers with effects, which
/// others run and whose outcomes come back as actions. Labels change here at once; an edit counts as
/// saved when the journal has acknowledged it.
public struct Session: Sendable {
  /// The CT in HU, nil when there is none.
  public let ct: Volume<Int16>?
  /// How unsure the AI was, 0...255 standing for 0...1, on the labels' grid; nil when unknown.
  public let doubt: Volume<UInt8>?
  /// The labels as they are now.
  public internal(set) var labels: LabelMap
  /// What a tool works on and how.
  public internal(set) var editing: EditingState
  /// What is looked at and how.
  public internal(set) var view: ViewState
  /// What was last done or refused, in one sentence.
  public internal(set) var message = ""
  /// Edits that the journal has not acknowledged yet.
  public internal(set) var pendingEdits = 0
  /// Why nothing may be changed any more; nil while everything is well.
  public internal(set) var frozen: String?
  /// Raised by one with every change of the labels.
  public internal(set) var version = 0

  /// Begins with the first bone, a disc of 2 mm, over background, ranges off, axial, in the middle of
  /// the labels.
  public init(labels: LabelMap, ct: Volume<Int16>?, doubt: Volume<UInt8>?) {
    precondition(
      ct.map { $0.size == labels.volume.size } ?? true, "the CT must lie on the labels' grid")
    precondition(
      doubt.map { $0.size == labels.volume.size } ?? true, "the doubt must lie on the labels' grid")
    self.labels = labels
    self.ct = ct
    self.doubt = doubt
    let values = Set(labels.table.entries.map(\.value))
    let box = labels.bounds(of: values)
    let around = box.isEmpty ? VoxelBox(labels.volume.size) : box
    editing = EditingState(bone: labels.table.entries.first?.value ?? 1)
    view = ViewState(
      cursor: VoxelIndex(
        (around.lower.x + around.upper.x) / 2, (around.lower.y + around.upper.y) / 2,
        (around.lower.z + around.upper.z) / 2))
  }

  /// What tools need to know.
  var situation: EditingSituation {
    EditingSituation(
      bone: editing.bone, brush: editing.brush, plane: view.plane, rules: editing.rules, ct: ct)
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
