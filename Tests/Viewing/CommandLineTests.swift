import Canvas
import Testing

@testable import Viewing

@Suite("The command line") struct CommandLineTests {
  private static func line(_ screen: ScreenHand) -> String? {
    if case .commandLine(let line) = screen.session.screen.popup { line.text } else { nil }
  }

  /// What the line is after Tab.
  private static func completed(_ text: String) throws -> (line: String?, message: String) {
    var screen = try ScreenHand()
    screen.press(":" + text)
    screen.press(.tab)
    return (line(screen), screen.session.message)
  }

  @Test(
    "Tab completes verbs, their words and bones",
    arguments: [
      ("cros", "crosshair "), ("overlay f", "overlay fill "), ("overlay o", "overlay o"),
      ("bone pa", "bone patella "), ("sign patella acc", "sign patella accept "),
      ("brush 4mm b", "brush 4mm ball "), ("window wi", "window wide "),
      ("export a fem", "export a femur "), ("export a femur pat", "export a femur patella "),
      ("keys sl", "keys slicer "), ("bone femur; ov", "bone femur; over"),
      ("over an", "over any "), ("", ""), ("window ", "window "), ("hide ", "hide "),
      ("keys ", "keys "), ("surface ", "surface "), ("sign ", "sign "), ("bone FE", "bone femur "),
      ("set c", "set color="), ("set ", "set "), ("set color=", "set color="),
      ("set color=r", "set color=rgb "), ("set color r", "set color rgb "),
      ("set colour=m", "set color=mono "), ("set quality=s", "set quality=steady "),
      ("bind K ov", "bind K over"), ("bind K brush la", "bind K brush larger "),
      ("paint m", "paint mm "), ("brush di", "brush disc "), ("window w", "window w"),
      ("snapshot a.png mon", "snapshot a.png montage "),
    ])
  func completes(_ text: String, _ expected: String) throws {
    #expect(try Self.completed(text).line == expected)
  }

  @Test("where several may stand, all are told; where none may, that is told")
  func choices() throws {
    #expect(try Self.completed("overlay ").message == "fill  outline  off  next  toggle")
    #expect(
      try Self.completed("set ").message == "color=  quality=  sharp=  mouse=  output=")
    #expect(try Self.completed("set color=").message == "auto  rgb  256  16  mono")
    #expect(try Self.completed("set mouse=").message == "on  off")
    #expect(try Self.completed("window ").message == "bone  soft  wide  next  free  WL")
    #expect(try Self.completed("bone xy").message == "nothing begins with “xy”")
    #expect(try Self.completed("frobnicate x").message == "nothing begins with “x”")
  }

  @Test("what does not fit is counted, and the next Tab shows it")
  func pages() throws {
    var screen = try ScreenHand(columns: 80, rows: 24)
    func last() -> String {
      let frame = screen.session.frame(theme: .dark)
      return frame.text(row: frame.rows - 1).trimmingSuffix(" ")
    }
    screen.press(":")
    var seen: Set<String> = []
    for _ in 0..<20 {
      screen.press(.tab)
      #expect(Self.line(screen) == "")
      let text = last().dropFirst(4)
      guard let mark = text.firstRange(of: "  … ") else {
        Issue.record("no mark: \(text)")
        return
      }
      let words = text[..<mark.lowerBound].split(separator: " ").map(String.init)
      #expect(text[mark.upperBound...] == "\(CommandTable.all.count - words.count) more")
      if seen.contains(words[0]) { break }
      seen.formUnion(words)
    }
    #expect(seen == Set(CommandTable.all.map(\.verb)))
    // Any other key begins anew.
    screen.press("x")
    screen.press(.backspace)
    screen.press(.tab)
    #expect(last().contains("goto  plane  slice"))
  }

  @Test("a path is asked of the disk, and the answer is taken while the line is the same")
  func paths() throws {
    var screen = try ScreenHand()
    screen.press(":snapshot pic")
    screen.press(.tab)
    guard case .findPaths(let query)? = screen.effects.last else {
      Issue.record("no query")
      return
    }
    #expect(query.path == "pic")
    #expect(query.kind == .pictures)
    screen.react(.pathsFound(["pics/", "picture.png"], query))
    #expect(Self.line(screen) == "snapshot pic")
    #expect(screen.session.message == "pics/  picture.png")
    screen.react(.pathsFound(["pic tures/"], query))
    #expect(Self.line(screen) == "snapshot \"pic tures/")
    // Another line is there by then.
    screen.react(.pathsFound(["picture.png"], query))
    #expect(Self.line(screen) == "snapshot \"pic tures/")
    screen.press("a")
    screen.press(.tab)
    guard case .findPaths(let next)? = screen.effects.last else {
      Issue.record("no query")
      return
    }
    #expect(next.path == "pic tures/a")
    screen.react(.pathsFound(["pic tures/ab.png"], next))
    #expect(Self.line(screen) == "snapshot \"pic tures/ab.png\" ")
    screen.press(.escape)
    screen.react(.pathsFound(["x"], next))
    #expect(screen.session.screen.popup == nil)
  }

  @Test(
    "while a line is typed its form is told, and a mistake as soon as it is one",
    arguments: [
      ("ov", "over  overlay", false), ("overlay", "overlay fill|outline|off|next|toggle", false),
      ("overlay f", "overlay fill|outline|off|next|toggle", false),
      ("brush", "brush [DIAMETERmm] [ball|disc|square] | brush larger|smaller|next", false),
      ("brush 0", "brush [DIAMETERmm] [ball|disc|square]", false),
      ("brush la", "brush larger|smaller|next", false),
      ("brush 4mm ", "brush [DIAMETERmm] [ball|disc|square]", false),
      ("window WL 300 ", "window WL LEVEL WW WIDTH", false),
      ("set ", "set color=|quality=|sharp=|mouse=|output=", false),
      ("set color", "set color=auto|rgb|256|16|mono", false),
      ("set color=2", "set color=auto|rgb|256|16|mono", false),
      ("set color 2", "set color=auto|rgb|256|16|mono", false),
      ("set s", "set sharp=auto|off|quadrant|sextant", false),
      ("set color=7", "color is auto, rgb, 256, 16, mono, not “7”", true),
      ("bind ctrl-b brush larger", "brush larger|smaller|next", false),
      ("bind K ", "bind KEY COMMAND", false),
      ("bind K nonsense", "there is no command “nonsense”; :help lists them", true),
      ("bind K brush biger", "“biger” is not a number; brush needs a diameter such as 4mm", true),
      ("bind nokey ", "“nokey” is no key", true),
      ("bone humerus", "there is no label “humerus”; there are: femur", true),
      ("bone fem", "bone NAME|NUMBER [goto]", false),
      ("bone fem ", "there is no label “fem”", true),
      ("bone femur go", "bone NAME|NUMBER [goto]", false),
      ("bone 77", "there is no bone 77", true),
      ("goto hum", "there is no label “hum”", true),
      ("goto 30,", "that place lies outside the volume of 24×20×16 voxels", true),
      ("goto 20,", "goto X,Y,Z", false),
      ("brush 400", "a brush of 400.0 mm is outside 0.1 to 200 mm", true),
      ("brush 400mm", "a brush of 400.0 mm is outside 0.1 to 200 mm", true),
      ("window 300", "window takes bone, soft, wide, or WL LEVEL WW WIDTH, not “300”", true),
      ("slice 9", "slice N", false),
      ("slice 999", "slice 999 is outside the 16 axial slices", true),
      ("plane coronal; slice 18", "slice N", false),
      ("show all", "there is no label “all”; there are: femur", true),
      ("sign hum", "there is no label “hum”", true),
      ("export out fem", "export FOLDER [NAME …]", false),
      ("export out fem ", "there is no label “fem”", true),
      ("heat on", "there is no uncertainty map", true),
      ("range 1500 3", "range LOW HIGH", false),
      ("opacity 200", "opacity takes 5 to 100 percent", true),
      ("q", "quit", false), ("wq", "quit", false), ("q!", "quit", false),
      ("e foo", "there is no command “e”; did you mean “erase” or “export”?", true),
      (
        "overlay x", "overlay takes fill, outline or off, not “x”", true
      ),
      ("brush 0mm ", "a brush of 0.0 mm is outside 0.1 to 200 mm", true),
      ("frobnicate", "there is no command “frobnicate”", true),
      ("unde", "there is no command “unde”; did you mean “undo”?", true),
      ("overlay fill x", "overlay does not understand “x”", true),
      ("overlay x; und", "overlay takes fill, outline or off, not “x”", true),
    ])
  func hints(_ text: String, _ expected: String, _ isError: Bool) throws {
    let hint = try #require(CommandHint(Array(text), in: try ScreenHand().session))
    #expect(hint.text.hasPrefix(expected), "\(hint.text)")
    #expect(hint.isError == isError)
  }

  @Test("no command is told to be wrong while it is typed letter by letter")
  func noFalseAlarm() throws {
    let session = try ScreenHand(doubt: true).session
    for text in [
      "goto 22,18,14", "goto mm -12.5,30,410", "goto patella", "plane coronal", "slice 15",
      "slice next 10", "bone 2", "brush 4mm ball", "brush square 2mm", "brush 4 mm ball",
      "over any",
      "bone femur goto", "brush 0.5mm", "brush .5", "set color=256", "set colour=rgb",
      "set quality steady", "set output=ncurses", "bind ctrl-b brush larger", "bind K none",
      "bind F2 sign femur accept", "wq", "q!", "x", "w", "zoom 12.5mm", "over tibia", "hide femur",
      "range 150 3000", "range erase off", "range erase 10 20", "lock femur", "window bone",
      "window WL 300 WW 2000", "overlay outline", "heat toggle", "heat on", "undo 3",
      "snapshot a.png layout",
      "export out femur \"tibia\"", "sign patella accept --by me", "note all is well", "quit",
      "tool paint toggle", "pen on", "move left 5", "zoom 0.5mm", "view anterior", "bind F2 sign",
      "keys itksnap", "surface facts", "opacity 40%", "threshold 250 3000",
      "paint 1,2,3 4,5,6", "bone femur; brush 4mm",
    ] {
      for count in 1...text.count {
        let hint = CommandHint(Array(text.prefix(count)), in: session)
        #expect(hint?.isError != true, "\(text.prefix(count)): \(hint?.text ?? "")")
      }
    }
  }

  @Test("what Tab has found stands behind the line until the next key")
  func found() throws {
    var screen = try ScreenHand()
    screen.press(":bone xy")
    screen.press(.tab)
    func last() -> String {
      let frame = screen.session.frame(theme: .dark)
      return frame.text(row: frame.rows - 1)
    }
    #expect(last().contains(":bone xy   nothing begins with “xy”"))
    screen.press("z")
    #expect(last().contains(":bone xyz   there is no label “xyz”"))
  }

  @Test("the hint stands behind the line, and gives way on a long one")
  func drawn() throws {
    var screen = try ScreenHand()
    screen.press(":overlay x")
    var frame = screen.session.frame(theme: .dark)
    #expect(frame.text(row: frame.rows - 1).contains(":overlay x   overlay takes fill"))
    screen.press(String(repeating: "x", count: 110))
    frame = screen.session.frame(theme: .dark)
    #expect(!frame.text(row: frame.rows - 1).contains("takes"))
  }

  @Test("vi's words leave and save", arguments: ["q", "q!", "wq", "x", "qa!"])
  func editors(_ text: String) throws {
    var screen = try ScreenHand()
    screen.type(text)
    guard case .quit? = screen.effects.last else {
      Issue.record("\(text): \(screen.session.message)")
      return
    }
  }

  @Test("w tells that everything is saved, and where")
  func write() throws {
    var screen = try ScreenHand(casePath: "knee.condyle")
    screen.type("w")
    #expect(screen.session.message == "Everything is saved in knee.condyle; w is never needed.")
    screen = try ScreenHand(readOnly: "opened with --read-only", casePath: "knee.condyle")
    screen.type("w")
    #expect(
      screen.session.message == "Nothing can be changed, so there is nothing to save: the case was "
        + "opened with --read-only.")
  }

  @Test("an unknown command tells where the list is on the screen")
  func unknown() throws {
    var screen = try ScreenHand()
    screen.type("zz")
    #expect(screen.session.message == "there is no command “zz”; :help lists them")
    screen.type("bind K zz")
    #expect(screen.session.message == "there is no command “zz”; :help lists them")
    screen.type("e foo")
    #expect(
      screen.session.message == "there is no command “e”; did you mean “erase” or “export”?")
  }

  @Test("notes, signatures, mistakes and lines that begin with a blank are not kept for the disk")
  func kept() throws {
    var screen = try ScreenHand()
    for line in [
      "slice 3", "note a name", "sign femur accept --by a name", "slice 4; note a name", " slice 5",
      "noet a name", "bone patella", "slice 3", "bind F2 sign",
    ] { screen.type(line) }
    #expect(screen.session.typedHere == ["bone patella", "slice 3"])
    // For as long as the screen lasts the arrow brings back what is no secret from the one who typed.
    #expect(screen.session.typedCommands.contains("note a name"))
    #expect(!screen.session.typedCommands.contains { $0.contains("slice 5") })
    screen.session.remember(["slice 1", "note a name", "slice 2"])
    #expect(screen.session.typedCommands == ["slice 2", "slice 1"])
  }
}

extension String {
  /// The text without characters at its end.
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
