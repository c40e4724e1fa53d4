internal import Canvas
internal import Reviewing
internal import Volumes

/// The words that are the same on the identity line and on the status line.
enum Badges {
  /// The mode: LOOK, or the tool and the bone in the colours of editing.
  static func mode(_ session: Session, _ theme: Theme, room: Int = 32) -> [TextPiece] {
    let words = " \(session.modeWords.clipped(to: max(5, room - 2))) "
    return session.isEditing
      ? [TextPiece(words, theme.editingText, on: theme.editing, style: .bold)]
      : [TextPiece(words, theme.modeText, on: theme.mode)]
  }

  /// PEN, while moving the cursor paints.
  static func pen(_ session: Session, _ theme: Theme) -> [TextPiece] {
    session.screen.isPenDown && session.isEditing
      ? [TextPiece(" PEN ", theme.penText, on: theme.pen, style: .bold)] : []
  }

  /// Whether everything is saved.
  static func saved(_ session: Session, _ theme: Theme) -> TextPiece {
    let word = session.savedWord
    if session.situation?.readOnly != nil { return TextPiece(word, theme.quietText) }
    if session.frozen != nil { return TextPiece(word, theme.error, style: .bold) }
    return session.stroke == nil && session.pendingEdits == 0
      ? TextPiece(word, theme.saved) : TextPiece(word, theme.unsaved)
  }
}
