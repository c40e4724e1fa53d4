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

  /// Whether a bone has no voxel, and nobody has made it so or judged it.
  func isEmpty(_ bone: UInt8) -> Bool {
    guard tally.counts[Int(bone)] == 0 else { return false }
    let state = stateWord(of: bone)
    return state == BoneState.ai.word || state == BoneState.seen.word
  }

  /// Where a bone stands, as the list says it: such as "34 %" on the way from "AI" to "seen", or
  /// "empty".
  func progressWord(of bone: UInt8, isShort: Bool) -> String {
    if isEmpty(bone) { return "empty" }
    let word = stateWord(of: bone)
    guard !isShort, word == BoneState.ai.word else { return word }
    // Rounded down: 100 % is "seen".
    let percent = Int(100 * (seen.coverage(of: bone)?.share ?? 0))
    return percent > 0 ? "\(percent) %" : word
  }

  /// What the list of bones says about each: changes when a frame has shown more of one.
  public var seenProgress: [String] {
    labels.table.entries.map { progressWord(of: $0.value, isShort: false) }
  }

  /// How much of a bone was on the screen: "never shown", "shown 12 of 98 axial slices", or "seen".
  func seenWords(of bone: UInt8) -> String { seen.coverage(of: bone)?.words ?? "never shown" }

  /// Why a bone was not looked at as a whole, such as "not looked at whole: 86 axial slices were never
  /// shown"; nil when it was, or has no voxel.
  func unseenWarning(of bone: UInt8) -> String? {
    guard tally.counts[Int(bone)] > 0 else { return nil }
    guard let coverage = seen.coverage(of: bone) else {
      return "not looked at: it was never shown at two voxels a pixel or finer"
    }
    return coverage.isWhole ? nil : "not looked at whole: \(coverage.missing)"
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
    // Labels over nothing show nobody whether they are right.
    guard screen.popup == nil, !layout.isTooSmall, situation?.isCTMissing != true else { return }
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
