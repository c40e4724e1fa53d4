internal import Canvas
internal import Editing
internal import Reviewing
internal import Volumes

extension Session {

  /// How much there is of a label, such as "84.1 cm³", or "412 mm³" below one cubic centimetre.
  func volumeWords(of bone: UInt8) -> String {
    let cubic = Double(tally.counts[Int(bone)]) * review.geometry.voxelVolume
    return cubic >= 1000
      ? "\(PositionText.decimal(cubic / 1000, places: 1)) cm³"
      : "\(PositionText.decimal(cubic, places: 0)) mm³"
  }

  /// Whether the mode is one in which the hand changes labels.
  var isEditing: Bool { if case .tool = screen.mode { true } else { false } }

  /// The brush such as "disc ⌀2.0 mm", "square 2.0 mm".
  var brushWords: String {
    let size = PositionText.decimal(editing.brush.diameter, places: 1)
    return editing.brush.shape == .square
      ? "square \(size) mm" : "\(editing.brush.shape.rawValue) ⌀\(size) mm"
  }

  /// The HU range that the tool in hand keeps to.
  var toolRangeWords: String {
    let isErasing = screen.mode == .tool(EraseTool.verb)
    let range = isErasing ? editing.rules.eraseRange : editing.rules.range
    let isInverted = !isErasing && editing.rules.isRangeInverted
    return range.map {
      "range \(isInverted ? "outside " : "")\($0.lowerBound)…\($0.upperBound) HU"
    } ?? "range off"
  }

  /// What the tool in hand does, line by line: brush, HU range, and what painting may go over.
  var toolWords: [String] {
    // Erasing clears the chosen bone only, whatever paint may go over.
    [brushWords, toolRangeWords]
      + (screen.mode == .tool(EraseTool.verb) ? [] : ["over \(overWords)"])
  }

  /// The keys that matter now, and what they do.
  var keysInHand: [(keys: String, what: String)] {
    switch screen.mode {
    case .tool(let verb): keymap.editingKeys(verb)
    case .look: situation?.readOnly == nil ? keymap.firstKeys : keymap.readingKeys
    }
  }

  /// The side in a word, such as "RIGHT"; nil without a case.
  var sideWord: String? {
    situation.map { situation in
      situation.side.agreement == .disagree
        ? "SIDE UNCLEAR" : situation.side.side?.rawValue.uppercased() ?? "SIDE UNKNOWN"
    }
  }

  /// What of the labels is not drawn and how it is shown again, in full and in short; nil when all is.
  var hiddenWords: (full: String, short: String)? {
    if view.overlay == .off {
      let key = keymap.wordForShowingLabels
      return ("labels hidden: \(key) shows them", "hidden: \(key)")
    }
    let hidden = labels.table.entries.filter { !$0.isVisible && tally.counts[Int($0.value)] > 0 }
    guard let first = hidden.first else { return nil }
    if hidden.count == 1 {
      return ("\(first.name) hidden: :show \(first.name)", "\(first.name) hidden")
    }
    return ("\(hidden.count) bones hidden: :show NAME", "\(hidden.count) hidden")
  }

  /// What the heat map tells, or that there is none.
  var heatTitle: String {
    review.doubt == nil ? DoubtKind.noMap : (situation?.doubtKind ?? .hesitation).title
  }
}
