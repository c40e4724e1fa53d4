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
  public init(_ text: String, yes: String, then: Consequence) {
    (self.text, self.yes, self.then) = (text, yes, then)
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
