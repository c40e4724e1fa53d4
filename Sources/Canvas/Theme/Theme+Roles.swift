extension Theme {
  /// A use of a colour, by the name it has in a theme's file.
  public struct Role: Sendable {
    /// The key under `[roles]`, which is the member's name.
    public let name: String
    /// The member.
    public let path: WritableKeyPath<Theme, Colour> & Sendable
  }

  /// Every role of one colour; the labels, the heat map and the change have tables of their own in a file.
  public static let roles: [Role] = [
    Role(name: "ground", path: \.ground),
    Role(name: "pane", path: \.pane),
    Role(name: "border", path: \.border),
    Role(name: "activeBorder", path: \.activeBorder),
    Role(name: "title", path: \.title),
    Role(name: "text", path: \.text),
    Role(name: "quietText", path: \.quietText),
    Role(name: "warning", path: \.warning),
    Role(name: "error", path: \.error),
    Role(name: "saved", path: \.saved),
    Role(name: "unsaved", path: \.unsaved),
    Role(name: "bar", path: \.bar),
    Role(name: "barText", path: \.barText),
    Role(name: "selection", path: \.selection),
    Role(name: "selectionText", path: \.selectionText),
    Role(name: "popup", path: \.popup),
    Role(name: "popupBorder", path: \.popupBorder),
    Role(name: "popupText", path: \.popupText),
    Role(name: "key", path: \.key),
    Role(name: "mode", path: \.mode),
    Role(name: "modeText", path: \.modeText),
    Role(name: "editing", path: \.editing),
    Role(name: "editingText", path: \.editingText),
    Role(name: "pen", path: \.pen),
    Role(name: "penText", path: \.penText),
    Role(name: "letters", path: \.letters),
    Role(name: "crosshair", path: \.crosshair),
    Role(name: "cursorMark", path: \.cursorMark),
    Role(name: "brush", path: \.brush),
    Role(name: "pending", path: \.pending),
  ]
}
