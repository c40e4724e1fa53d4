internal import Volumes

/// What lies on top of the panes and takes the keys.
public enum Popup: Hashable, Sendable {
  /// The keys and commands.
  case help(HelpReading)
  /// A command being typed.
  case commandLine(LineEditor)
  /// The tools by letter.
  case tools
  /// A free grey window, changed by the arrows; the window to go back to.
  case window(before: GreyWindow)
  /// The card on which a bone is judged.
  case sign(SignCard)
  /// The patient's identity as the header gives it: lines to show, never stored.
  case identity([String])
  /// Notices, from a line on.
  case notices(firstLine: Int)
  /// The notes of the case, from a line on.
  case notes([String], firstLine: Int)
  /// What is known about the terminal, from a line on.
  case terminal([String], firstLine: Int)
  /// All about the surface of a bone, which goes on being true; the contacts are those of the moment.
  case surfaceFacts(UInt8, contacts: [String], firstLine: Int)
  /// A question that must be answered before something goes on.
  case question(Question)
}

/// A question with Cancel as its default.
public struct Question: Hashable, Sendable {
  /// What is asked, in one or two sentences.
  public let text: String
  /// The word for going on, such as "Undo it".
  public let yes: String
  /// What is then carried out.
  public let then: Consequence
  /// What was looked at before the question showed a place, to go back to; nil where it showed none.
  public let before: Viewpoint?
  /// Whether "yes" is chosen; Cancel is the default.
  public var isYes = false

  /// What a "yes" leads to.
  public enum Consequence: Hashable, Sendable {
    /// Steps back although they were not made in this sitting.
    case undo(Int)
    /// Steps forward although they were not made in this sitting.
    case redo(Int)
    /// Editing of a bone that is signed.
    case editSigned(UInt8)
    /// Leaving although something is running.
    case quit
  }

  /// Asks.
  public init(_ text: String, yes: String, then: Consequence, before: Viewpoint? = nil) {
    (self.text, self.yes, self.then, self.before) = (text, yes, then, before)
  }
}

/// Where somebody was and what the panes showed there.
public struct Viewpoint: Hashable, Sendable {
  private let cursor: VoxelIndex
  private let plane: Plane
  private let focus: Pane
  private let middles: [Plane: GridPoint]
  private let scales: [Plane: Double]
  private let size: SIMD2<Int>

  /// Keeps what a session looks at.
  init(_ session: Session) {
    (cursor, plane) = (session.view.cursor, session.view.plane)
    (focus, middles, scales) = (
      session.screen.focus, session.screen.middles, session.screen.scales
    )
    size = SIMD2(session.screen.columns, session.screen.rows)
  }

  /// Lets a session look at it again.
  func restore(in session: inout Session) {
    (session.view.cursor, session.view.plane) = (cursor, plane)
    session.screen.focus = focus
    (session.screen.middles, session.screen.scales) = (middles, scales)
    // On a screen of the same size the panes are what they were, also with the cursor out of sight.
    if size != SIMD2(session.screen.columns, session.screen.rows) { session.keepCursorVisible() }
  }
}

/// The card on which a bone is judged: its state, the choices, and who signs.
public struct SignCard: Hashable, Sendable {
  /// A choice on the card.
  public enum Choice: String, Hashable, Sendable, CaseIterable {
    case cancel, accept, rework, reject
  }

  /// The bone.
  public let bone: UInt8
  /// The choice that Enter takes.
  public var choice = Choice.cancel
  /// The name that is claimed; empty for none.
  public var by: LineEditor
  /// Whether the keys go into the name.
  public var editsName = false
  /// The patient's identity as the header gives it; nil until it is asked for.
  public var identity: [String]?

  /// Opens a card.
  public init(bone: UInt8, by: String = "") {
    self.bone = bone
    self.by = LineEditor(by)
  }
}
