internal import Canvas
internal import Editing
public import Reviewing
internal import Volumes

extension Session {
  /// Where a bone stands: AI, seen, edited, accepted or voided.
  public func state(of bone: UInt8) -> BoneState {
    standings?.state(of: bone, isSeen: seen.isSeen(bone)) ?? (seen.isSeen(bone) ? .seen : .ai)
  }

  /// Where a bone stands, in a word; a verdict that is no acceptance is told too.
  public func stateWord(of bone: UInt8) -> String {
    let state = state(of: bone)
    guard let standing = standings?.standing(of: bone), standing.holds,
      let verdict = standing.verdict, verdict != .accept
    else { return state.word }
    return verdict.rawValue
  }

  /// Whether a bone is accepted and the acceptance holds.
  func isAccepted(_ bone: UInt8) -> Bool {
    standings?.standing(of: bone)?.isAccepted ?? false
  }

  /// Signs a bone as its card says.
  mutating func sign(_ card: SignCard) throws(CommandError) -> [Effect] {
    try requireEditable()
    guard let verdict = Verdict(rawValue: card.choice.rawValue) else { return [] }
    let name = card.by.text.trimmingCharacters
    let order = SignOrder(
      bone: labels.table.name(of: card.bone), verdict: verdict, claim: name.isEmpty ? nil : name)
    return [.sign(order, value: card.bone)]
  }

  /// Notes which parts of the bones the planes show, now that a frame was on the screen.
  mutating func noteShown() {
    guard screen.popup == nil, !layout.isTooSmall else { return }
    for plane in Plane.allCases {
      guard let view = planeView(plane) else { continue }
      for entry in labels.table.entries
      where entry.isVisible && tally.counts[Int(entry.value)] > 0 && self.view.overlay != .off {
        seen.note(entry.value, box: tally.boxes[Int(entry.value)], view)
      }
    }
  }
}

extension String {
  /// The text without blanks at its ends.
  fileprivate var trimmingCharacters: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
