internal import Editing
internal import Files
internal import Reviewing

extension CommandTable {
  /// Verdicts and notes.
  static let signing: [CommandForm] = [
    CommandForm(
      verb: "sign", usage: "sign NAME accept|rework|reject [--by WHO] | sign",
      summary: "give a verdict on a bone; WHO is kept as a claim; alone, open the card"
    ) { words in
      if words.isAtEnd { return .screen(.signCard) }
      let bone = try words.next("the name of a bone")
      let expected = "accept, rework or reject"
      let word = try words.next(expected)
      guard let verdict = Verdict(rawValue: word.lowercased()) else {
        throw CommandError("sign takes \(expected), not “\(SafeText.cleaned(word))”")
      }
      return .sign(SignOrder(bone: bone, verdict: verdict, claim: try claim(&words)))
    },
    CommandForm(
      verb: "note", usage: "note TEXT | note edit",
      summary:
        "write a note into the journal, here or in $EDITOR; it is about the bones that it names"
    ) { words in
      var rest = words
      if rest.take("edit"), rest.isAtEnd {
        words = rest
        return .screen(.editNote)
      }
      return .note(try NoteText.checked(words.takeAll().joined(separator: " ")))
    },
    CommandForm(
      verb: "notes", usage: "notes", summary: "read the notes: when, by whom, about which bone"
    ) { _ in .screen(.notes) },
  ]

  private static func claim(_ words: inout CommandWords) throws(CommandError) -> String? {
    guard words.take("--by") else { return nil }
    let name = try words.next("a name after --by")
    guard name.contains(where: { !$0.isWhitespace }), name.unicodeScalars.count <= 64 else {
      throw CommandError("--by takes a name of 1 to 64 characters")
    }
    return name
  }
}
