import Canvas
import Testing
import Volumes

@testable import Viewing

@Suite struct LookTests {
  private static let refusal = "LOOK: nothing can be changed; b paints, e erases"

  @Test(
    "in LOOK nothing that is typed or pressed changes a voxel, and each says the same",
    arguments: [":paint 12,12,6", ":erase 6,6,6", ":threshold 0 100", ":undo", ":redo", ":apply"])
  func typed(_ command: String) throws {
    var screen = try ScreenHand()
    let before = screen.session.labels.volume
    screen.press(command)
    screen.press(.enter)
    #expect(screen.session.message == Self.refusal && screen.session.isComplaint)
    for key in "zyv " {
      screen.press(String(key))
      #expect(screen.session.message == Self.refusal, "\(key)")
    }
    screen.press("th")
    #expect(screen.session.message == Self.refusal && screen.session.screen.popup == nil)
    #expect(screen.session.labels.volume == before && screen.commits.isEmpty)
    #expect(
      !screen.effects.contains {
        if case .undo = $0 { true } else if case .redo = $0 { true } else { false }
      })
  }

  @Test("with a tool in hand the same commands change voxels; a script is never in LOOK")
  func editing() throws {
    var screen = try ScreenHand()
    screen.press("e")
    screen.type("paint 12,12,6")
    screen.press("z")
    #expect(screen.commits.count == 1)
    #expect(screen.effects.contains { if case .undo(1) = $0 { true } else { false } })
    var script = Session(screen.session.review)
    for (_, command) in try CommandParser.script("paint 2,2,2; undo") {
      _ = try script.update(.command(command))
    }
    #expect(script.labels.volume[VoxelIndex(2, 2, 2)] == 1)
  }

  @Test("the line says what the buttons do: in ERASE both erase")
  func buttons() throws {
    var screen = try ScreenHand()
    screen.press("b")
    #expect(screen.session.message.contains("left paints, right erases"))
    screen.press("e")
    #expect(screen.session.message.contains("left and right erase"))
    #expect(!screen.session.message.contains("paints"))
  }

  @Test("in a window that is too small only q, Ctrl-C, Ctrl-Z and another size do anything")
  func tooSmall() throws {
    var screen = try ScreenHand()
    screen.press("b")
    screen.react(.resized(columns: 59, rows: 18, cellAspect: 2))
    let before = screen.session
    screen.press(" zv3gsX:?e")
    screen.press(.escape)
    screen.react(.input(.mouse(MouseEvent(.press(.left), x: 20, y: 9))))
    screen.react(.input(.mouse(MouseEvent(.wheelUp, x: 20, y: 9))))
    screen.react(.input(.paste("q")))
    #expect(screen.commits.isEmpty && screen.session.screen == before.screen)
    #expect(screen.session.view == before.view && screen.session.editing == before.editing)
    screen.press(.character("z"), control: true)
    #expect(screen.effects.contains { if case .suspend = $0 { true } else { false } })
    screen.press("q")
    #expect(screen.effects.contains { if case .quit = $0 { true } else { false } })
    screen.react(.resized(columns: 60, rows: 18, cellAspect: 2))
    screen.press("x")
    #expect(screen.session.message == "crosshair off")
  }

  @Test("q in a window that is too small tells of what still runs, and a second one leaves")
  func tooSmallWhileWorking() throws {
    var screen = try ScreenHand()
    screen.react(.progress(.init(name: "export", share: 0.5, step: "tibia")))
    screen.react(.resized(columns: 40, rows: 10, cellAspect: 2))
    screen.press("q")
    #expect(!screen.effects.contains { if case .quit = $0 { true } else { false } })
    let text = screen.session.frame(theme: .dark).maskedText
      .split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(text.contains("The export is still running."))
    #expect(text.contains("Press q again to leave."))
    screen.press("q")
    #expect(screen.effects.contains { if case .quit = $0 { true } else { false } })
  }

  @Test("every key is answered, function keys and unknown ones too")
  func unboundKeys() throws {
    var screen = try ScreenHand()
    for (code, name) in [
      (Key.Code.function(1), "F1"), (.function(5), "F5"), (.insert, "Insert"),
      (.unknown, "This key"),
    ] {
      screen.press(code)
      #expect(screen.session.message == "\(name) does nothing here; ? shows the keys")
    }
    screen.press("g")
    screen.press(.function(5))
    #expect(screen.session.message.hasPrefix("F5 does nothing here"))
  }
}
