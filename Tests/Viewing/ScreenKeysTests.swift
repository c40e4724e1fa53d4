import Canvas
import Editing
import Testing
import Volumes

@testable import Viewing

@Suite struct ScreenKeysTests {
  @Test("every key of the table stands for commands that can be read, and no key stands twice")
  func everyBindingParses() throws {
    var seen: Set<Key> = []
    for stroke in Keymap.condyle.bindings.flatMap(\.strokes) {
      #expect(seen.insert(stroke.key).inserted, "\(stroke.key)")
      if stroke.isPrompt { continue }
      #expect(try CommandParser.script(stroke.command).count == 1, "\(stroke.command)")
    }
    // Nothing that terminals or shells take away.
    for key in seen where key.control {
      #expect(!"sqijmh".contains { key.code == .character($0) })
    }
  }

  @Test("every tool has a letter behind t, and letters differ")
  func toolsHaveLetters() {
    #expect(Set(ToolLetters.all.map(\.verb)) == Set(Tools.all.map { $0.verb }))
    #expect(Set(ToolLetters.all.map(\.letter)).count == ToolLetters.all.count)
  }

  @Test("a key without a meaning says so")
  func unknownKey() throws {
    var screen = try ScreenHand()
    screen.press("%")
    #expect(screen.session.message == "“%” does nothing here; ? shows the keys")
    #expect(screen.session.isComplaint)
  }

  @Test("arrows move by a voxel towards where they point, in every plane, and five with Shift")
  func arrows() throws {
    var screen = try ScreenHand()
    let start = screen.session.view.cursor
    // Axial of LPS: right on the screen is the patient's left, x up; down is posterior, y up.
    screen.press("l")
    screen.press(.down)
    #expect(screen.session.view.cursor == VoxelIndex(start.x + 1, start.y + 1, start.z))
    screen.press("HK")
    #expect(screen.session.view.cursor == VoxelIndex(start.x - 4, start.y - 4, start.z))
    // Coronal: up is superior.
    screen.press(.tab)
    screen.press("k")
    #expect(screen.session.view.plane == .coronal)
    #expect(screen.session.view.cursor.z == start.z + 1)
    // Sagittal: right is posterior.
    screen.press(.tab)
    screen.press(.right, shift: true)
    #expect(screen.session.view.cursor.y == start.y + 1)
  }

  @Test("slices go on and back by one and ten, and stop at the ends with a word")
  func slices() throws {
    var screen = try ScreenHand()
    screen.type("goto 12,10,8")
    screen.press(.pageUp)
    #expect(screen.session.view.cursor.z == 9)
    screen.press(",,")
    #expect(screen.session.view.cursor.z == 7)
    screen.press("}")
    #expect(screen.session.view.cursor.z == 15)
    #expect(screen.session.message == "")
    screen.press(".")
    #expect(screen.session.message == "this is the last axial slice")
    screen.press(.home)
    #expect(screen.session.view.cursor.z == 0)
  }

  @Test(
    "the first view frames the bones in every plane, in true proportions",
    arguments: [(120, 40), (200, 60), (160, 34), (300, 50)])
  func firstView(columns: Int, rows: Int) throws {
    let screen = try ScreenHand(columns: columns, rows: rows)
    for plane in Plane.allCases {
      let view = try #require(screen.session.planeView(plane))
      for corner in [VoxelIndex(4, 4, 4), VoxelIndex(17, 9, 9)] {
        let pixel = view.pixel(of: GridPoint(corner))
        #expect(pixel.x > 0 && pixel.x < Double(view.width))
        #expect(pixel.y > 0 && pixel.y < Double(view.height))
      }
      // 2 mm along z take as many pixels as 2 mm along x.
      #expect(view.mmPerPixel == screen.session.mmPerPixel(plane))
      #expect(view.pixelAspect == 1)
    }
    #expect(screen.session.planeView(.axial)?.isCoarserThanData == false)
  }

  @Test(
    "zooming keeps the cursor where it is on the screen, from the whole slice to 8 pixels a voxel")
  func zoom() throws {
    var screen = try ScreenHand()
    screen.type("goto 6,6,6")
    let before = try #require(screen.session.planeView(.axial)).pixel(of: GridPoint(6, 6, 6))
    screen.press(")")
    let view = try #require(screen.session.planeView(.axial))
    let after = view.pixel(of: GridPoint(6, 6, 6))
    #expect(abs(before.x - after.x) < 1e-9 && abs(before.y - after.y) < 1e-9)
    for _ in 0..<40 { screen.press(")") }
    #expect(screen.session.mmPerPixel(.axial) == 1.0 / 8)
    #expect(screen.session.message.contains("8 pixels a voxel"))
    for _ in 0..<60 { screen.press("(") }
    let whole = try #require(screen.session.planeView(.axial))
    #expect(Double(whole.width) * whole.mmPerPixel >= 24)
    #expect(Double(whole.height) * whole.mmPerPixel >= 20)
    screen.press("0")
    #expect(screen.session.screen.scales.isEmpty)
  }

  @Test("the cursor never leaves the picture")
  func cursorStaysVisible() throws {
    var screen = try ScreenHand()
    for _ in 0..<12 { screen.press(")") }
    for target in ["0,0,0", "23,19,15", "0,19,8"] {
      screen.type("goto \(target)")
      for plane in Plane.allCases {
        let view = try #require(screen.session.planeView(plane))
        let pixel = view.pixel(of: GridPoint(screen.session.view.cursor))
        #expect(pixel.x >= 0 && pixel.x <= Double(view.width))
        #expect(pixel.y >= 0 && pixel.y <= Double(view.height))
      }
    }
  }

  @Test("in the surface pane the arrows turn, ( and ) change its size, u its colours")
  func surfaceKeys() throws {
    var screen = try ScreenHand(doubt: true)
    screen.type("pane surface")
    let before = screen.session.screen.surface.orientation
    screen.press("l")
    #expect(screen.session.screen.surface.orientation != before)
    screen.press("h")
    let back = screen.session.screen.surface.orientation.right - before.right
    #expect(length(back) < 1e-12)
    screen.press(")")
    #expect(screen.session.screen.surface.magnification == 1.25)
    screen.press("u")
    #expect(screen.session.screen.surface.colouring == .hesitation)
    #expect(!screen.session.view.showsHeat)
  }

  @Test("digits and < > choose bones, and the name flashes until the next thing happens")
  func bones() throws {
    var screen = try ScreenHand()
    screen.press("3")
    #expect(screen.session.editing.bone == 3)
    #expect(screen.session.screen.flashing == 3)
    screen.press("<")
    #expect(screen.session.editing.bone == 2)
    screen.press(">>>")
    #expect(screen.session.editing.bone == 1)
    screen.press("x")
    #expect(screen.session.screen.flashing == nil)
    screen.press("7")
    #expect(screen.session.message == "there is no bone 7, and no label of that value; there are 4")
  }

  @Test(
    "the range comes back with its limits, can be turned inside out, and typing one sets it right")
  func range() throws {
    var screen = try ScreenHand()
    screen.press("i")
    #expect(screen.session.rangeWords == "150 to 3000 HU")
    screen.press("İ")
    #expect(screen.session.rangeWords == "outside 150 to 3000 HU")
    screen.press("ı")
    #expect(screen.session.rangeWords == "off")
    screen.press("I")
    #expect(screen.session.isComplaint)
    screen.type("range 200 900")
    #expect(screen.session.rangeWords == "200 to 900 HU")
  }

  @Test("brush, overwrite rule, overlay, opacity, window, crosshair step and say what they are now")
  func steps() throws {
    var screen = try ScreenHand()
    let facts: [(String, String)] = [
      ("+", "brush disc 2.5 mm"), ("-", "brush disc 2 mm"), ("m", "brush square 2 mm"),
      ("m", "brush disc 2 mm"), ("o", "over any"), ("o", "over background"),
      ("s", "overlay off"), ("s", "overlay fill"), ("d", "fill 50 %"), ("a", "fill 40 %"),
      ("w", "window WL 40 WW 400"), ("w", "window WL 500 WW 4000"), ("w", "window WL 300 WW 2000"),
      ("x", "crosshair off"), ("x", "crosshair on"),
    ]
    for (key, message) in facts {
      if key == "m", screen.session.editing.brush.shape == .disc { screen.press("m") }
      screen.press(key)
      #expect(screen.session.message == message, "after \(key)")
    }
    screen.press("u")
    #expect(screen.session.message.contains("there is no uncertainty map"))
  }

  @Test("a click on a bone's line in the panel chooses the bone")
  func panelClick() throws {
    var screen = try ScreenHand()
    let frame = screen.session.frame(theme: .dark)
    let row = try #require((0..<frame.rows).first { frame.text(row: $0).contains("patella") })
    let column = Double(screen.session.layout.panel.x + 4)
    screen.react(.input(.mouse(MouseEvent(.press(.left), x: column, y: Double(row) + 0.5))))
    #expect(screen.session.editing.bone == 3)
    #expect(screen.session.message == "bone patella")
  }

  /// Everything that can be open or begun, by the keys that open it.
  private static let situations: [(name: String, keys: String)] = [
    ("panes", ""), ("sign card", "g"), ("name on the sign card", "gnA"), ("free window", "W"),
    ("tools", "t"), ("help", "?"), ("search of the help", "?/un"), ("command line", ":bone ti"),
    ("pen", "bv"), ("flashing bone", "3"),
  ]

  @Test(
    "Ctrl-L draws anew and changes nothing, whatever is open or begun",
    arguments: situations.map(\.keys), Keymap.presets.map(\.name))
  func redraw(_ keys: String, _ preset: String) throws {
    var screen = try ScreenHand()
    screen.press(keys)
    screen.session.keymap = try #require(Keymap.preset(preset))
    let before = screen.session
    screen.press(.character("l"), control: true)
    #expect(screen.session.screen == before.screen)
    #expect(screen.session.view == before.view)
    #expect(screen.session.editing == before.editing)
    #expect(screen.session.stroke == before.stroke)
    #expect(screen.session.message == before.message)
    #expect(screen.effects.count { if case .redraw = $0 { true } else { false } } == 1)
  }

  @Test("Ctrl-L leaves the cards that the outside opens, and questions, as they are")
  func redrawOnCards() throws {
    let question = Question("Leave?", yes: "Leave", then: .quit)
    for popup: Popup in [
      .question(question), .identity(["a name"]), .notices(firstLine: 0),
      .notes(["one"], firstLine: 0), .terminal(["one"], firstLine: 0),
      .surfaceFacts(1, contacts: [], firstLine: 0),
    ] {
      var screen = try ScreenHand()
      screen.session.screen.popup = popup
      screen.press(.character("l"), control: true)
      #expect(screen.session.screen.popup == popup)
      #expect(screen.effects.contains { if case .redraw = $0 { true } else { false } })
    }
  }

  @Test("a key that writes is written in a line, also when it is bound to drawing anew")
  func boundRedraw() throws {
    var screen = try ScreenHand()
    screen.type("bind r redraw")
    screen.press("r")
    #expect(screen.effects.contains { if case .redraw = $0 { true } else { false } })
    screen.press(":bone tr")
    #expect(screen.session.screen.popup == .commandLine(LineEditor("bone tr")))
  }

  @Test("with Control held no letter does on a card or in a mode what it does alone")
  func controlOnCards() throws {
    for keys in ["g", "W", "t", "?"] {
      for letter in "abdefgknopqrtuvwxyz " {
        var screen = try ScreenHand()
        screen.press(keys)
        let before = screen.session
        screen.press(.character(letter), control: true)
        #expect(screen.session.screen.popup == before.screen.popup, "\(keys) Ctrl-\(letter)")
        #expect(screen.session.view == before.view, "\(keys) Ctrl-\(letter)")
        #expect(screen.session.message.hasPrefix("Ctrl-"), "\(screen.session.message)")
        #expect(!screen.effects.contains { if case .readIdentity = $0 { true } else { false } })
      }
    }
    var screen = try ScreenHand()
    screen.session.screen.popup = .question(Question("Leave?", yes: "Leave", then: .quit))
    screen.press(.character("n"), control: true)
    #expect(screen.session.screen.popup != nil)
    // What hangs is left by it everywhere; here it takes the window back.
    screen.press(.character("c"), control: true)
    #expect(screen.session.screen.popup == nil)
    screen.press("W")
    screen.press(.right)
    screen.press(.character("c"), control: true)
    #expect(screen.session.view.window == .bone && screen.session.screen.popup == nil)
  }

  @Test("a click beside panes and bones does nothing, and no older word stands as its answer")
  func clickBeside() throws {
    var screen = try ScreenHand()
    screen.press(.escape)
    #expect(screen.session.message.hasPrefix("this is LOOK"))
    let panel = screen.session.layout.panel
    for (x, y) in [(5, 39), (5, 38), (5, 0), (panel.x + 4, panel.bottom - 3)] {
      let before = screen.session
      screen.session.message = "older"
      screen.react(
        .input(.mouse(MouseEvent(.press(.left), x: Double(x) + 0.5, y: Double(y) + 0.5))))
      #expect(screen.session.message == "", "\(x), \(y)")
      #expect(screen.session.screen == before.screen && screen.session.view == before.view)
      #expect(screen.session.editing == before.editing)
    }
    // A pen that is down stays down, and so does what is said of it.
    screen.press("bv")
    let said = screen.session.message
    screen.react(.input(.mouse(MouseEvent(.press(.left), x: 5.5, y: 38.5))))
    #expect(screen.session.screen.isPenDown && screen.session.message == said)
  }
}
