import Canvas
import Files
import Testing
import Volumes

@testable import Reviewing
@testable import Viewing

/// The femur of `ScreenHand` lies in the axial, coronal and sagittal slices 4 to 9: six of each.
@Suite struct SignCardTests {
  private func card(_ screen: ScreenHand) -> String {
    screen.session.frame(theme: .dark).maskedText
  }

  @Test("the card says how much of the bone was shown, and warns while that is not all of it")
  func coverage() throws {
    var screen = try ScreenHand()
    screen.type("goto 6,6,12")
    screen.press("g")
    #expect(card(screen).contains("looked at never shown"))
    #expect(
      card(screen).contains("not looked at: it was never shown at two voxels a pixel or finer"))
    screen.press(.escape)
    for slice in [4, 5] {
      screen.type("slice \(slice)")
      screen.react(.shown)
    }
    screen.press("g")
    #expect(card(screen).contains("looked at shown 2 of 6 axial slices"))
    #expect(card(screen).contains("not looked at whole: 4 axial slices were never shown"))
    screen.press(.escape)
    for slice in 6...9 {
      screen.type("slice \(slice)")
      screen.react(.shown)
    }
    screen.press("g")
    #expect(card(screen).contains("looked at seen"))
    #expect(!card(screen).contains("not looked at"))
  }

  @Test("the warning stands in the colour of what must be read")
  func colour() throws {
    var screen = try ScreenHand()
    screen.press("g")
    let frame = screen.session.frame(theme: .dark)
    let row = try #require((0..<frame.rows).first { frame.text(row: $0).contains("not looked at") })
    let column = try #require(
      (0..<frame.columns).first { frame[$0, row].scalar == "n" && frame[$0 + 1, row].scalar == "o" }
    )
    #expect(frame[column, row].foreground == Theme.dark.warning)
  }

  @Test("the card keeps warning and choices on the smallest screen")
  func smallest() throws {
    var screen = try ScreenHand(columns: 60, rows: 18)
    screen.press("2g")
    let text = card(screen)
    #expect(text.contains("never shown") && text.contains("[Cancel]") && text.contains("[Accept]"))
    #expect(text.contains("--by NAME"))
    #expect(text.contains("surface") && text.contains("shows the patient's identity"))
  }

  @Test("the card names the account that signs, and how somebody else is named")
  func names() throws {
    var screen = try ScreenHand()
    screen.session.situation?.account = "ayse"
    screen.press("3g")
    #expect(card(screen).contains("the account ayse"))
    #expect(card(screen).contains(":sign patella accept --by NAME"))
  }

  @Test("more parts than one are told with their number")
  func parts() throws {
    var screen = try ScreenHand()
    let mesh = ScreenFixture.surface(PatientPoint(0, 0, 0), PatientPoint(1, 1, 1))
    screen.react(
      .surfaceMade(
        1,
        ShownSurface(
          mesh: mesh.mesh, hesitation: nil,
          summary: SurfaceSummary(
            checks: SurfaceChecks(isClosed: true, isManifold: true, parts: 3, volume: 1),
            greatestDistance: 0.2, triangles: 12, version: 0))))
    screen.press("g")
    #expect(card(screen).contains("in 3 separate parts"))
  }

  @Test("accepting a bone that was not seen is not refused, and the answer says so")
  func answer() throws {
    var screen = try ScreenHand()
    let record = Self.accepted(screen.session.labels)
    screen.react(.signed(record, bone: 1, side: .right, message: "femur accepted"))
    #expect(
      screen.session.message
        == "femur accepted — not looked at: it was never shown at two voxels a pixel or finer")
    for slice in 4...9 {
      screen.type("slice \(slice)")
      screen.react(.shown)
    }
    screen.react(.signed(record, bone: 1, side: .right, message: "femur accepted"))
    #expect(screen.session.message == "femur accepted")
  }

  private static func accepted(_ labels: LabelMap) -> VerdictRecord {
    let judgement = Judgement(
      .accept, on: labels.table.entries[0], in: labels.volume,
      VerdictTerms(ctDigest: nil, side: .right))
    let event = CommittedEvent(seq: 2, hash: SHA256.digest(of: [1]), at: 0, warning: nil)
    return VerdictRecord(judgement, event, Author(user: "ayse", host: "ws3", terminal: ""))
  }
}
