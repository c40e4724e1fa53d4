import Canvas
import Reviewing
import Testing
import Volumes

@testable import Viewing

@Suite struct SharpTests {
  private static func isDivided(_ frame: Frame, _ rect: CellRect?) -> Bool {
    guard let rect else { return false }
    return frame.cells.indices.contains { at in
      rect.contains(column: at % frame.columns, row: at / frame.columns)
        && frame.cells[at].style.contains(.picture) && frame.cells[at].glyph != 0x2580
    }
  }

  private func divided(_ change: (inout Session) throws -> Void) throws -> Set<Pane> {
    var session = try ScreenFixture.session(columns: 120, rows: 40)
    _ = session.react(.cells(CellAbilities(parts: .sextants)))
    session.screen.scales = scales(2)
    try change(&session)
    let frame = session.frame(theme: .dark)
    return Set(Pane.allCases.filter { Self.isDivided(frame, session.layout.picture(of: $0)) })
  }

  @Test("planes that show less than the data, and the surface, are divided; others never are")
  func panes() throws {
    #expect(try divided { _ in } == Set(Pane.allCases))
    #expect(try divided { $0.screen.scales = scales(0.25) } == [.surface])
    #expect(try divided { $0.screen.scales[.axial] = 0.25 } == [.coronal, .sagittal, .surface])
    #expect(try divided { _ = $0.react(.cells(CellAbilities())) } == [])
  }

  @Test("nothing is divided with a tool in the hand, the pen down, or a stroke that is not ended")
  func painting() throws {
    #expect(try divided { $0.screen.mode = .tool("paint") } == [])
    #expect(try divided { $0.screen.isPenDown = true } == [])
    #expect(
      try divided {
        $0.screen.mode = .tool("paint")
        try $0.beginStroke("paint", at: GridPoint($0.view.cursor))
        $0.screen.mode = .look
      } == [])
  }

  @Test("a divided view shows the same part of the plane, and the same surface, in finer pixels")
  func same() throws {
    var session = try ScreenFixture.session(columns: 120, rows: 40)
    session.screen.cellAspect = 2.25
    let view = try #require(session.planeView(.coronal))
    let request = try #require(session.surfaceRequest)
    for parts in CellParts.allCases {
      let fine = view.divided(parts)
      #expect(fine.width == view.width * parts.across)
      #expect(fine.height * 2 == view.height * parts.down)
      for (x, y) in [(0.0, 0.0), (0.3, 0.7), (1, 1)] {
        let (a, b) = (
          view.gridPoint(x: x * Double(view.width), y: y * Double(view.height)).vector,
          fine.gridPoint(x: x * Double(fine.width), y: y * Double(fine.height)).vector
        )
        #expect(((a - b) * (a - b)).sum() < 1e-12)
      }
      let point = session.review.geometry.point(session.view.cursor)
      let (one, two) = (
        request.pixel(of: point).place, request.divided(parts).pixel(of: point).place
      )
      #expect(abs(one.x * Double(parts.across) - two.x) < 1e-9)
      #expect(abs(one.y * Double(parts.down) / 2 - two.y) < 1e-9)
    }
  }

  @Test("what was seen does not depend on how cells are divided")
  func coverage() throws {
    func share(_ parts: CellParts) throws -> [String] {
      var session = try ScreenFixture.session(columns: 120, rows: 40)
      _ = session.react(.cells(CellAbilities(parts: parts)))
      session.screen.scales = scales(0.6)
      _ = session.react(.shown)
      return session.seenProgress
    }
    #expect(try share(.sextants) == share(.halves))
  }
}
