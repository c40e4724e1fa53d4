internal import Editing
internal import Files
internal import Volumes

/// One command of the language: its word, its form, and how the rest of its words are read.
struct CommandForm: Sendable {
  let verb: String
  let usage: String
  let summary: String
  let parse: @Sendable (inout CommandWords) throws -> Command
}

/// All commands, those of the tools included.
enum CommandTable {
  static let all: [CommandForm] = places + drawing + looking + screen + terminal + signing + leaving

  /// The command of a verb, or of what an editor calls it.
  static func form(_ verb: String) -> CommandForm? {
    let verb = verb.lowercased()
    let name = editorVerbs[verb] ?? verb
    return all.first { $0.verb == name }
  }

  /// What hands that know vi type.
  private static let editorVerbs = [
    "q": "quit", "q!": "quit", "qa": "quit", "qa!": "quit", "wq": "quit", "wq!": "quit",
    "x": "quit", "x!": "quit", "w": "write", "w!": "write",
  ]

  private static let places = [
    CommandForm(
      verb: "goto", usage: "goto X,Y,Z | goto mm L,P,S | goto NAME",
      summary: "move the cursor to a voxel, to millimetres LPS, or into the middle of a bone"
    ) { words in
      if let first = words.peek, first.lowercased() != "mm", !first.contains(",") {
        return .goToBone(words.takeAll().joined(separator: " "))
      }
      let path = try words.path()
      guard path.count == 1, let place = path.first else {
        throw CommandError("goto takes one place, not \(path.count)")
      }
      return .go(place)
    },
    CommandForm(
      verb: "plane", usage: "plane axial|coronal|sagittal",
      summary: "choose the plane for disc, square and pictures"
    ) { words in
      .plane(try choice(&words, "axial, coronal or sagittal", Plane.init(rawValue:)))
    },
    CommandForm(
      verb: "slice", usage: "slice N | slice next|previous [N] | slice first|last",
      summary: "go to a slice of the plane, counted from 0"
    ) { words in
      if words.take("next") { return .screen(.sliceStep(try count(&words))) }
      if words.take("previous") { return .screen(.sliceStep(-(try count(&words)))) }
      if words.take("first") { return .screen(.sliceEnd(isLast: false)) }
      if words.take("last") { return .screen(.sliceEnd(isLast: true)) }
      return .slice(try words.integer("a slice number, next, previous, first or last"))
    },
    CommandForm(
      verb: "bone", usage: "bone NAME|NUMBER [goto] | bone next|previous",
      summary:
        "choose the bone to work on, by its name, its place in the list or its value; with goto, one "
        + "that is chosen already is gone to"
    ) { words in
      if words.take("next") { return .screen(.boneStep(1)) }
      if words.take("previous") { return .screen(.boneStep(-1)) }
      let first = try words.next("the name of a bone")
      // A name such as "label 69" needs no quotes: the rest of the line is the name.
      var rest = words.takeAll()
      let goes = rest.last?.lowercased() == "goto"
      if goes { rest.removeLast() }
      return .bone(([first] + rest).joined(separator: " "), goes: goes)
    },
  ]

  private static let drawing =
    [
      CommandForm(
        verb: "brush", usage: "brush [DIAMETERmm] [ball|disc|square] | brush larger|smaller|next",
        summary: "set the brush; a diameter in mm; next takes the next shape"
      ) { words in
        if words.take("larger") { return .screen(.brushStep(1)) }
        if words.take("smaller") { return .screen(.brushStep(-1)) }
        if words.take("next") { return .screen(.brushShape) }
        return try brush(&words)
      },
      CommandForm(
        verb: "over", usage: "over background|any|NAME | over next",
        summary: "what painting may go over"
      ) { words in
        if words.take("next") { return .screen(.overNext) }
        return .over(try words.next("background, any, or the name of a bone"))
      },
      CommandForm(
        verb: "range",
        usage:
          "range LOW HIGH | range on|off|toggle|invert | range erase LOW HIGH | range erase off",
        summary: "HU limits for adding, or for erasing; both ends belong to the range"
      ) { words in
        if words.take("invert") { return .screen(.invertRange) }
        if words.take("toggle") { return .screen(.range(.toggle)) }
        if words.take("on") { return .screen(.range(.on)) }
        return words.take("erase") ? .eraseRange(try range(&words)) : .range(try range(&words))
      },
      CommandForm(verb: "lock", usage: "lock NAME", summary: "protect a label from every tool") {
        words in .lock(try words.next("the name of a label"), true)
      },
      CommandForm(verb: "unlock", usage: "unlock NAME", summary: "lift a lock") { words in
        .lock(try words.next("the name of a label"), false)
      },
    ]
    + Tools.all.map { type in
      CommandForm(verb: type.verb, usage: type.usage, summary: type.summary) { words in
        .tool(try type.init(&words))
      }
    }
    + [
      CommandForm(verb: "undo", usage: "undo [N]", summary: "take back the last N steps") { words in
        .undo(try count(&words))
      },
      CommandForm(verb: "redo", usage: "redo [N]", summary: "repeat N steps taken back") { words in
        .redo(try count(&words))
      },
    ]

  private static let looking = [
    CommandForm(
      verb: "window", usage: "window bone|soft|wide|next|free | window WL LEVEL WW WIDTH",
      summary: "how HU become grey; free lets the arrows change it"
    ) { words in
      if words.take("next") { return .screen(.windowNext) }
      if words.take("free") { return .screen(.windowFree) }
      return try window(&words)
    },
    CommandForm(
      verb: "overlay", usage: "overlay fill|outline|off|next|toggle",
      summary: "how labels are drawn"
    ) { words in
      if words.take("next") { return .screen(.overlayNext) }
      if words.take("toggle") { return .screen(.overlayToggle) }
      return .overlay(try choice(&words, "fill, outline or off", OverlayMode.init(rawValue:)))
    },
    CommandForm(verb: "heat", usage: "heat on|off|toggle", summary: "show the doubt") { words in
      if words.take("toggle") { return .screen(.heatToggle) }
      return .heat(
        try choice(&words, "on or off") { $0 == "on" ? true : $0 == "off" ? false : nil })
    },
    CommandForm(verb: "show", usage: "show NAME", summary: "draw a label") { words in
      .show(try words.next("the name of a label"), true)
    },
    CommandForm(verb: "hide", usage: "hide NAME", summary: "do not draw a label") { words in
      .show(try words.next("the name of a label"), false)
    },
  ]

  private static let leaving = [
    CommandForm(
      verb: "snapshot", usage: "snapshot FILE.png [plane|layout|montage]",
      summary: "write a picture"
    ) { words in
      let path = try words.next("a file name that ends in .png")
      let content =
        words.isAtEnd
        ? .plane
        : try choice(&words, "plane, layout or montage", SnapshotOrder.Content.init(rawValue:))
      return .snapshot(SnapshotOrder(path: path, content: content))
    },
    CommandForm(
      verb: "export", usage: "export FOLDER [NAME …]",
      summary: "write an STL for each bone, and the labels"
    ) { words in
      let folder = try words.next("a folder")
      if let option = ([folder] + words.remaining).first(where: { $0.hasPrefix("--") }) {
        throw CommandError(
          "“\(SafeText.cleaned(option))” belongs to condyle export in a shell; here export takes a "
            + "folder and bones")
      }
      return .export(ExportOrder(folder: folder, bones: words.takeAll()))
    },
    CommandForm(
      verb: "write", usage: "write", summary: "say that everything is saved: it always is"
    ) { _ in .write },
    CommandForm(
      verb: "quit", usage: "quit", summary: "leave; end the script; :q, :wq and :x do the same"
    ) { _ in
      .quit
    },
  ]

  static func choice<Value>(
    _ words: inout CommandWords, _ expected: String, _ find: (String) -> Value?
  ) throws(CommandError) -> Value {
    let word = try words.next(expected)
    guard let value = find(word.lowercased()) else {
      throw CommandError("\(words.verb) takes \(expected), not “\(SafeText.cleaned(word))”")
    }
    return value
  }

  static func count(_ words: inout CommandWords) throws(CommandError) -> Int {
    guard !words.isAtEnd else { return 1 }
    let count = try words.integer("a number of steps")
    guard count >= 1 else { throw CommandError("\(words.verb) takes 1 step or more, not \(count)") }
    return count
  }

  private static func range(
    _ words: inout CommandWords
  ) throws(CommandError) -> ClosedRange<Int16>? {
    if words.take("off") { return nil }
    let low = try words.hounsfield("a lower and an upper HU limit, or off")
    let high = try words.hounsfield("an upper HU limit")
    guard low <= high else {
      throw CommandError("the lower limit \(low) HU is above the upper limit \(high) HU")
    }
    return low...high
  }

  private static func brush(_ words: inout CommandWords) throws(CommandError) -> Command {
    var diameter: Double?
    var shape: Brush.Shape?
    repeat {
      if let word = words.peek, let named = Brush.Shape(rawValue: word.lowercased()) {
        shape = named
        _ = try words.next("")
      } else {
        let value = try words.number(
          "a diameter such as 4mm, ball, disc, square, larger, smaller or next", unit: "mm")
        guard Brush.diameters.contains(value) else {
          throw CommandError(
            "a brush of \(value) mm is outside \(Brush.diameters.lowerBound) to "
              + "\(Int(Brush.diameters.upperBound)) mm")
        }
        diameter = value
        // "4 mm" is understood as well as "4mm".
        _ = words.take("mm")
      }
    } while !words.isAtEnd
    return .brush(diameter: diameter, shape: shape)
  }

  private static func window(_ words: inout CommandWords) throws(CommandError) -> Command {
    if words.take("wl") {
      let level = try words.number("a level in HU")
      guard words.take("ww") else { throw CommandError("window WL LEVEL is followed by WW WIDTH") }
      let width = try words.number("a width in HU")
      guard width >= 1, width <= 65_535, abs(level) <= 32_768 else {
        throw CommandError(
          "window takes a level within ±32768 HU and a width of 1 to 65535 HU, "
            + "not \(level) and \(width)")
      }
      return .window(GreyWindow(width: width, level: level))
    }
    return .window(
      try choice(&words, "bone, soft, wide, or WL LEVEL WW WIDTH") { GreyWindow.presets[$0] })
  }
}
