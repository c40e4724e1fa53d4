import Editing
import Files
import Testing
import Viewing
import Volumes

@Suite struct CommandParserTests {
  /// One example of every form of every command.
  static let examples = [
    "goto 102,88,140", "goto mm -12.5,30,410", "plane coronal", "slice 178", "bone patella",
    "brush 4mm ball", "brush square", "brush 2.5", "over any", "over background", "over femur",
    "range 150 3000", "range off", "range erase -200 100", "range erase off", "lock tibia",
    "unlock tibia", "paint 1,2,3 4,5,6", "erase mm 1,2,3", "threshold 250 3000", "undo", "undo 3",
    "redo", "redo 2", "window bone", "window WL 300 WW 2000", "overlay outline", "heat on",
    "show femur", "hide femur", "snapshot a.png", "snapshot \"my picture.png\" montage",
    "export out", "export out femur \"tibia left\"", "write", "quit",
    "look", "tool paint", "tool erase toggle", "tool last", "tools", "apply", "pen", "pen off",
    "move left", "move up 5", "slice next", "slice previous 10", "slice first", "slice last",
    "pane coronal", "pane next", "pane previous", "maximise", "maximise off", "zoom in",
    "zoom whole", "zoom 0.5mm", "centre", "crosshair", "opacity 40", "opacity less",
    "view anterior", "surface hesitation", "surface change", "pick", "identity", "notices", "help",
    "redraw", "suspend",
    "bone 3", "bone next", "brush larger", "brush next", "range toggle", "range invert",
    "range on", "over next", "window next", "window free", "overlay next", "heat toggle",
    "sign", "sign femur accept", "sign \"tibia left\" REWORK", "sign femur reject --by \"Dr Kaya\"",
    "note \"the bridge; odd\"", "note see slice 12", "surface facts", "notes",
    "set color=256", "set quality steady", "set mouse=off", "set output=ncurses", "info", "lens",
    "set sharp=auto",
    "keys slicer", "bind F2 brush larger", "bind x none", "overlay toggle", "note edit",
  ]

  @Test("every form of every command is understood", arguments: examples)
  func understood(text: String) throws {
    #expect(try CommandParser.script(text).count == 1)
  }

  @Test("the examples name every command of the help")
  func examplesAreComplete() {
    let verbs = Set(Self.examples.map { String($0.prefix { $0 != " " }) })
    let known = Set(CommandParser.help.map { String($0.usage.prefix { $0 != " " }) })
    #expect(verbs == known)
    #expect(CommandParser.help.count == known.count)
  }

  @Test(
    "a command that is wrong says what would be right, with its line",
    arguments: [
      ("undo\npant 1,2,3", "line 2: there is no command “pant”; did you mean “paint”?"),
      (
        "goto 1,2",
        "line 1: “1,2” is not a place; three numbers parted by commas are expected, "
          + "such as 102,88,140"
      ),
      (
        "goto 1,2,nan",
        "line 1: “1,2,nan” is not a place; three numbers parted by commas are "
          + "expected, such as 102,88,140"
      ),
      ("plane oblique", "line 1: plane takes axial, coronal or sagittal, not “oblique”"),
      (
        "brush",
        "line 1: brush needs a diameter such as 4mm, ball, disc, square, larger, smaller or next"
      ),
      ("brush 0mm", "line 1: a brush of 0.0 mm is outside 0.1 to 200 mm"),
      ("range 300 100", "line 1: the lower limit 300 HU is above the upper limit 100 HU"),
      ("range 100", "line 1: range needs an upper HU limit"),
      ("threshold 0 99999", "line 1: 99999 HU lies outside -32768 to 32767"),
      ("undo 0", "line 1: undo takes 1 step or more, not 0"),
      ("slice 4 5", "line 1: slice does not understand “5”"),
      (
        "slice -9223372036854775808",
        "line 1: “-9223372036854775808” is not a whole number; slice needs a slice number, "
          + "next, previous, first or last"
      ),
      (
        "export exp1 --format ply",
        "line 1: “--format” belongs to condyle export in a shell; here export takes a folder and "
          + "bones"
      ),
      (
        "set sharpness=auto",
        "line 1: there is nothing called “sharpness” to set; there are color, quality, sharp, mouse "
          + "and output"
      ),
      (
        "brush biger",
        "line 1: “biger” is not a number; brush needs a diameter such as 4mm, ball, disc, square, "
          + "larger, smaller or next"
      ),
      ("pn", "line 1: there is no command “pn”; condyle run --help lists them"),
      ("e foo", "line 1: there is no command “e”; did you mean “erase” or “export”?"),
      ("snapshot", "line 1: snapshot needs a file name that ends in .png"),
      ("window WL 3", "line 1: window WL LEVEL is followed by WW WIDTH"),
      ("sign femur", "line 1: sign needs accept, rework or reject"),
      ("sign femur ok", "line 1: sign takes accept, rework or reject, not “ok”"),
      ("sign femur accept --by", "line 1: sign needs a name after --by"),
      ("sign femur accept --by \" \"", "line 1: --by takes a name of 1 to 64 characters"),
      ("sign femur accept Kaya", "line 1: sign does not understand “Kaya”"),
      ("note \" \"", "line 1: note needs a text"),
      (
        "restore",
        "line 1: there is no command “restore”; condyle run --help lists them"
      ),
    ])
  func refused(text: String, sentence: String) throws {
    let error = try #require(throws: CommandError.self) { try CommandParser.script(text) }
    #expect(error.message == sentence)
    #expect(error.exitStatus == .badData)
  }
}
