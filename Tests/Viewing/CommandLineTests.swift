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
      ("over an", "over any "), ("snapshot a.png mon", "snapshot a.png montage "),
    ])
  func completes(_ text: String, _ expected: String) throws {
    #expect(try Self.completed(text).line == expected)
  }

  @Test("where several may stand, all are told; where none may, that is told")
  func choices() throws {
    #expect(try Self.completed("overlay ").message == "fill  outline  off  next  toggle")
    #expect(try Self.completed("bone xy").message == "nothing begins with “xy”")
    #expect(try Self.completed("frobnicate x").message == "nothing begins with “x”")
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
      ("brush", "brush DIAMETERmm [ball|disc|square] | brush larger|smaller|next", false),
      ("brush 0", "brush DIAMETERmm [ball|disc|square] | brush larger|smaller|next", false),
      ("brush 4mm ", "brush DIAMETERmm [ball|disc|square] | brush larger|smaller|next", false),
      ("window WL 300 ", "window bone|soft|wide|next|free | window WL LEVEL WW WIDTH", false),
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
    let hint = try #require(CommandHint(Array(text)))
    #expect(hint.text.hasPrefix(expected), "\(hint.text)")
    #expect(hint.isError == isError)
  }

  @Test("no command is told to be wrong while it is typed letter by letter")
  func noFalseAlarm() {
    for text in [
      "goto 102,88,140", "goto mm -12.5,30,410", "goto patella", "plane coronal", "slice 178",
      "slice next 10", "bone label 69", "brush 4mm ball", "brush square 2mm", "over any",
      "range 150 3000", "range erase off", "range erase 10 20", "lock femur", "window bone",
      "window WL 300 WW 2000", "overlay outline", "heat toggle", "undo 3", "snapshot a.png layout",
      "export out femur \"label 69\"", "sign patella accept --by me", "note all is well", "quit",
      "tool paint toggle", "pen on", "move left 5", "zoom 0.5mm", "view anterior", "bind F2 sign",
      "keys itksnap", "surface facts", "opacity 40%", "threshold 250 3000",
      "paint 1,2,3 4,5,6", "bone femur; brush 4mm",
    ] {
      for count in 1...text.count {
        let hint = CommandHint(Array(text.prefix(count)))
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
    #expect(last().contains(":bone xyz   bone NAME|NUMBER"))
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
