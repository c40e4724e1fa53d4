import Canvas
import Reviewing
import Testing
import Volumes

@testable import Viewing

@Suite struct PanelWordsTests {
  private func rows(_ screen: ScreenHand, _ theme: Theme = .dark) -> [String] {
    let frame = screen.session.frame(theme: theme)
    return (0..<frame.rows).map { frame.text(row: $0) }
  }

  @Test(
    "while labels are hidden the head says so, and how they are shown", arguments: [60, 80, 200])
  func hidden(_ columns: Int) throws {
    var screen = try ScreenHand(columns: columns, rows: 40)
    #expect(!rows(screen)[0].contains("hidden"))
    screen.type("overlay off")
    // As a case is reopened.
    var again = try ScreenHand(columns: columns, rows: 40)
    again.session.restoreView(screen.session.viewMemory)
    #expect(rows(again)[0].contains("labels hidden: s shows them"))
    let frame = again.session.frame(theme: .dark)
    let at = try #require((0..<columns).first { frame[$0, 0].foreground == Theme.dark.warning })
    #expect(frame[at, 0].scalar == "l")
    again.press("s")
    #expect(!rows(again)[0].contains("hidden"))
    again.type("hide tibia")
    #expect(rows(again)[0].contains("tibia hidden"))
    again.type("hide femur")
    #expect(rows(again)[0].contains("2 bones hidden"))
  }

  @Test("a hidden bone's row keeps a blank between its columns", arguments: [60, 80, 200])
  func columns(_ width: Int) throws {
    var screen = try ScreenHand(columns: width, rows: 40)
    screen.type("hide tibia; lock tibia")
    let row = try #require(rows(screen).first { $0.contains("□") })
    // Where there is no room for the word, the empty box tells.
    #expect(row.contains(width == 60 ? " tibia  AI lock" : " AI lock hidden"), "\(row)")
    #expect(row.contains("hidden") == (width > 60))
  }

  @Test("the list tells in percent how much of a bone was shown, until it is seen")
  func progress() throws {
    var screen = try ScreenHand()
    #expect(rows(screen).contains { $0.contains("femur") && $0.contains(" AI ") })
    for slice in 4...5 {
      screen.type("slice \(slice)")
      screen.react(.shown)
    }
    #expect(rows(screen).contains { $0.contains("femur") && $0.contains("33 %") })
    #expect(rows(screen).contains { $0.contains("bones, % seen") })
    for slice in 6...9 {
      screen.type("slice \(slice)")
      screen.react(.shown)
    }
    #expect(
      rows(screen).contains { $0.contains("femur") && $0.contains("seen") && !$0.contains("%") })
  }

  @Test("every bone's swatch can be told from its row, chosen or not, in every theme")
  func swatches() throws {
    for theme in try BuiltInThemes.all() {
      for key in "1234" {
        var screen = try ScreenHand(columns: 200, rows: 60)
        screen.press(String(key) + "x")
        let frame = screen.session.frame(theme: theme)
        for row in 0..<frame.rows {
          for column in screen.session.layout.panel.x..<frame.columns
          where frame[column, row].scalar == "■" {
            let cell = frame[column, row]
            #expect(
              cell.foreground.contrast(with: cell.background) >= 3, "\(theme.name) row \(row)")
          }
        }
      }
    }
  }

  @Test("the first keys stay while there is room, and give way where there is none")
  func firstKeys() throws {
    for (rowCount, stays) in [(60, true), (24, false)] {
      var screen = try ScreenHand(columns: 120, rows: rowCount)
      screen.press("x")
      #expect(rows(screen).contains { $0.contains("all keys") } == stays, "\(rowCount) rows")
    }
  }

  @Test("a message that is cut ends in … and :notices, where the whole of it stands")
  func cutMessage() throws {
    var screen = try ScreenHand(columns: 80, rows: 24)
    let long = "It begins here " + String(repeating: "and goes on ", count: 9) + "to this end."
    screen.react(.report(long))
    let line = try #require(rows(screen).last)
    #expect(line.contains("It begins here") && line.contains("… :notices"))
    screen.type("notices")
    let card = rows(screen).joined(separator: " ").split { " │\n".contains($0) }
    #expect(card.joined(separator: " ").contains("to this end."))
  }

  @Test("without its CT a case says so in the middle of each plane, and what to do")
  func noCT() throws {
    var screen = try ScreenHand(columns: 160, rows: 60)
    screen.session.review.ct = nil
    screen.session.situation?.isCTMissing = true
    let layout = screen.session.layout
    func text(_ plane: Plane) throws -> String {
      let rect = try #require(layout.picture(of: Pane(plane)))
      let frame = screen.session.frame(theme: .dark)
      return (rect.y..<rect.bottom).map { row in
        String(frame.text(row: row).dropFirst(rect.x).prefix(rect.width))
      }.joined(separator: " ")
    }
    for plane in Plane.allCases {
      #expect(try text(plane).contains("CT not at hand"))
      #expect(try text(plane).contains("--ct"))
    }
    // Labels over nothing do not count as looked at.
    for slice in 4...9 {
      screen.type("slice \(slice)")
      screen.react(.shown)
    }
    #expect(screen.session.stateWord(of: 1) == "AI")
    // What is worked on is not hidden by advice.
    screen.press("b")
    #expect(try text(.axial).contains("CT not at hand") && !text(.axial).contains("--ct"))
  }

  @Test("letters at the edges can be read in every theme, and the last line is filled to its end")
  func letters() throws {
    for theme in try BuiltInThemes.all() {
      let frame = try ScreenHand(columns: 120, rows: 40).session.frame(theme: theme)
      // A colour that is chosen for pictures may be too pale for a light ground.
      let isPale = theme.letters.contrast(with: theme.ground) < 4.5
      let letters = isPale ? theme.text : theme.letters
      var count = 0
      for row in 0..<frame.rows {
        for column in 0..<frame.columns
        where frame[column, row].foreground == letters
          && !frame[column, row].style.contains(.picture) && frame[column, row].scalar != " "
        {
          let cell = frame[column, row]
          count += 1
          #expect(cell.foreground.contrast(with: cell.background) >= 4.5, "\(theme.name)")
        }
      }
      #expect(count >= 16)
      for column in 0..<frame.columns {
        #expect(frame[column, frame.rows - 1].background == theme.ground)
      }
    }
  }

  @Test("text is broken between words, else behind | and /, and only then within a word")
  func wrap() {
    #expect(TextWrap.lines("Shift-arrows, H J K L", width: 20) == ["Shift-arrows, H J K", "L"])
    #expect(
      TextWrap.lines("pane axial|coronal|next|previous", width: 16)
        == ["pane axial|", "coronal|next|", "previous"])
    #expect(TextWrap.lines("a /tmp/folder/file", width: 10) == ["a /tmp/", "folder/", "file"])
    #expect(TextWrap.lines("abcdefgh", width: 3) == ["abc", "def", "gh"])
  }

  @Test("in the help no key is torn from its row")
  func help() throws {
    for columns in [80, 200] {
      var screen = try ScreenHand(columns: columns, rows: 60)
      screen.press("?")
      #expect(rows(screen).contains { $0.contains("Shift-arrows, H J K L  move") })
      screen.press(.end)
      if columns == 80 { continue }
      for mark in ["tilt", "lat med", "hesitation", "fits"] {
        #expect(rows(screen).contains { $0.contains(mark) }, "\(mark)")
      }
    }
  }

  @Test("ERASE does not tell what paint may go over: erasing clears the chosen bone only")
  func erase() throws {
    var screen = try ScreenHand(columns: 200, rows: 60)
    for (key, tells) in [("b", true), ("e", false)] {
      screen.press(key)
      for row in rows(screen).filter({ $0.contains("over ") }) { #expect(tells, "\(row)") }
      #expect(rows(screen).contains { $0.contains("over background") } == tells)
    }
  }

  @Test(
    "a pane alone names the chosen bone in LOOK, where no list does",
    arguments: [(60, 18), (80, 24), (200, 60)])
  func maximised(_ columns: Int, _ rowCount: Int) throws {
    var screen = try ScreenHand(columns: columns, rows: rowCount)
    screen.press("3")
    #expect(!rows(screen)[rowCount - 2].contains("bone patella"))
    screen.press("f")
    #expect(rows(screen)[rowCount - 2].contains("bone patella"))
    screen.press("2")
    screen.press("x")
    #expect(rows(screen)[rowCount - 2].contains("bone tibia"))
    // The mode names it then.
    screen.press("b")
    #expect(rows(screen)[rowCount - 2].contains("PAINT tibia"))
    #expect(!rows(screen)[rowCount - 2].contains("bone tibia"))
  }
}
