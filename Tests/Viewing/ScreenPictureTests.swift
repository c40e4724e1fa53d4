import Canvas
import Editing
import Reviewing
import TestKit
import Testing
import Volumes

@testable import Viewing

@Suite("Pictures on the screen")
struct ScreenPictureTests {
  /// A dark volume with one bright voxel, looked at with its middle in the middle of every pane.
  private func session(_ geometry: Geometry, marker: VoxelIndex) -> Session {
    let size = Grids.size
    var ct = Volume<Int16>(size: size, geometry: geometry, filledWith: -1000)
    ct[marker] = 3000
    let labels = LabelMap(
      volume: Volume(size: size, geometry: geometry, filledWith: 0), table: .knee)
    var session = Session(
      ReviewCase(code: "K7Q2", ct: ct, ai: BrickedLabels(labels.volume), labels: labels))
    session.screen.columns = 120
    session.screen.rows = 40
    session.screen.scales = scales(0.25)
    session.screen.showsCrosshair = false
    session.view.cursor = marker
    for plane in Plane.allCases { session.screen.middles[plane] = GridPoint(4, 5, 3) }
    return session
  }

  /// The middle of the white pixels of a pane, in pixels right of and below the pane's middle.
  private func white(_ frame: Frame, _ session: Session, _ pane: Pane) throws -> SIMD2<Double> {
    let picture = frame.picture(try #require(session.layout.picture(of: pane)))
    let found = picture.pixels.indices.filter { picture.pixels[$0] == .white }
    try #require(!found.isEmpty, "\(pane)")
    var sum = SIMD2<Double>(0, 0)
    for at in found {
      sum += SIMD2(Double(at % picture.width) + 0.5, Double(at / picture.width) + 0.5)
    }
    return sum / Double(found.count)
      - SIMD2(Double(picture.width) / 2, Double(picture.height) / 2)
  }

  private func head(_ frame: Frame, _ session: Session, _ pane: Pane) throws -> [Substring] {
    let rect = try #require(session.layout.panes[pane])
    return String(frame.text(row: rect.y).dropFirst(rect.x + 1).prefix(rect.width - 2))
      .split(whereSeparator: { $0 == " " || $0 == "─" })
  }

  @Test(
    "a place in the patient is where radiologists expect it, and the letters agree",
    arguments: Grids.names)
  func convention(name: String) throws {
    let geometry = try Grids.geometry(name)
    // Two millimetres each towards the patient's left, the front, and the head.
    for (offset, checks) in [
      (SIMD3<Double>(1.6, 0, 0), [(Pane.axial, 0, 1.0), (.coronal, 0, 1.0)]),
      (SIMD3<Double>(0, -1.6, 0), [(.axial, 1, -1.0), (.sagittal, 0, -1.0)]),
      (SIMD3<Double>(0, 0, 1.6), [(.coronal, 1, -1.0), (.sagittal, 1, -1.0)]),
    ] {
      let marker = try #require(Grids.voxel(geometry, offset))
      try #require(Grids.size.contains(marker))
      let session = session(geometry, marker: marker)
      let frame = session.frame(theme: .dark)
      for (pane, axis, sign) in checks {
        let place = try white(frame, session, pane)
        #expect(place[axis] * sign > 2, "\(name) \(pane) \(offset): \(place)")
      }
    }
    let middle = session(geometry, marker: VoxelIndex(4, 5, 3))
    let frame = middle.frame(theme: .dark)
    for (pane, left, right) in [
      (Pane.axial, "R", "L"), (.coronal, "R", "L"), (.sagittal, "A", "P"),
    ] {
      let words = try head(frame, middle, pane)
      #expect(words.first?.hasPrefix(left) == true, "\(name) \(pane) \(words)")
      #expect(words.last?.hasPrefix(right) == true, "\(name) \(pane) \(words)")
    }
    let axial = try #require(middle.layout.panes[.axial])
    let coronal = try #require(middle.layout.panes[.coronal])
    #expect(frame.text(row: axial.y).prefix(axial.width).contains(" A"))
    #expect(frame.text(row: axial.bottom - 1).prefix(axial.width).contains(" P"))
    #expect(frame.text(row: coronal.y).dropFirst(coronal.x).contains(" S"))
  }

  @Test("on an upright grid a voxel is drawn on exactly the pixels that its millimetres cover")
  func exactPlace() throws {
    let geometry = try Grids.geometry("LPS")
    // Spacing 0.7 × 0.5 × 1.1 mm and 0.25 mm a pixel: voxel (6, 3, 4) lies 1.4 mm left of, 1.0 mm in
    // front of and 1.1 mm above the middle voxel (4, 5, 3).
    let session = session(geometry, marker: VoxelIndex(6, 3, 4))
    let frame = session.frame(theme: .dark)
    for (pane, place, extent) in [
      (Pane.axial, SIMD2(1.4, -1.0), SIMD2(0.7, 0.5)),
      (.coronal, SIMD2(1.4, -1.1), SIMD2(0.7, 1.1)),
      (.sagittal, SIMD2(-1.0, -1.1), SIMD2(0.5, 1.1)),
    ] {
      let rect = try #require(session.layout.picture(of: pane))
      let picture = frame.picture(rect)
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          // The centre of the pixel in mm from the middle, by hand.
          let mm =
            SIMD2(
              Double(x) + 0.5 - Double(picture.width) / 2,
              Double(y) + 0.5 - Double(picture.height) / 2) * 0.25
          let distance = SIMD2(abs(mm.x - place.x), abs(mm.y - place.y))
          if abs(distance.x - extent.x / 2) < 1e-6 || abs(distance.y - extent.y / 2) < 1e-6 {
            continue
          }
          let isCovered = distance.x < extent.x / 2 && distance.y < extent.y / 2
          #expect((picture[x, y] == .white) == isCovered, "\(pane) \(x) \(y)")
        }
      }
    }
  }

  @Test("a picture that is coarser than the data carries the mark, and no other does")
  func coarseMark() throws {
    var session = try ScreenFixture.session(columns: 120, rows: 40)
    session.screen.scales = scales(0.5)
    #expect(!session.frame(theme: .dark).text.contains("~"))
    session.screen.scales = scales(0.51)
    #expect(session.frame(theme: .dark).text.contains("~0.51 mm/px"))
  }

  @Test("an oblique grid gets its tilt, an upright one none")
  func tilt() throws {
    var oblique = session(try Grids.geometry("oblique"), marker: VoxelIndex(4, 5, 3))
    (oblique.screen.columns, oblique.screen.rows) = (200, 60)
    // The third axis is turned by asin 0.1726 = 9.9° from S, the first by asin 0.28 = 16.3° from L.
    let frame = oblique.frame(theme: .dark)
    #expect(try head(frame, oblique, .axial).joined(separator: " ").contains("tilt 10°"))
    #expect(try head(frame, oblique, .sagittal).joined(separator: " ").contains("tilt 16°"))
    let upright = session(try Grids.geometry("PIR"), marker: VoxelIndex(4, 5, 3))
    #expect(!upright.frame(theme: .dark).text.contains("tilt"))
  }

  @Test("the words lateral and medial stand where the knee's side puts them")
  func lateral() throws {
    let session = try ScreenFixture.session(columns: 200, rows: 60)
    let frame = session.frame(theme: .dark)
    #expect(try head(frame, session, .axial).prefix(2) == ["R", "lat"])
    #expect(try head(frame, session, .axial).suffix(2) == ["L", "med"])
    #expect(try head(frame, session, .sagittal).prefix(2) == ["A", "sagittal"])
  }

  @Test("magnified voxels are drawn as they are: a slice of two values has no third")
  func magnified() throws {
    let session = session(try Grids.geometry("LPS"), marker: VoxelIndex(4, 5, 3))
    let frame = session.frame(theme: .dark)
    let picture = frame.picture(try #require(session.layout.picture(of: .axial)))
    let theme = Theme.dark
    #expect(Set(picture.pixels).isSubset(of: [.black, .white, theme.pane, theme.cursorMark]))
  }

  @Test(
    "no frame ever holds a character that is wide, combining or a control",
    arguments: [UInt64(7), 8, 9])
  func characters(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let odd: [String] = [
      "骨", "膝蓋", "🦴", "e\u{301}", "\u{202E}abc", "\u{200B}", "\u{1B}[31m", "\t", "\n", "ｆ", "अ",
      "👩‍⚕️", "\u{FE0F}", "한", "a", " ", "é", "ı", "≤", "\u{7F}", "\u{9B}",
    ]
    func text() -> String {
      (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        odd.randomElement(using: &generator) ?? ""
      }.joined()
    }
    for size in [(60, 18), (80, 24), (120, 40), (200, 60), (40, 9)] {
      for popup in 0..<7 {
        var session = try ScreenFixture.session(
          columns: size.0, rows: size.1, names: (0..<12).map { _ in text() }, code: text())
        session.message = text()
        session.screen.mode = .tool("paint")
        session.screen.popup =
          switch popup {
          case 0: .help(HelpReading(firstLine: 3))
          case 1: .commandLine(LineEditor(text()))
          case 2: .sign(SignCard(bone: 1, by: text()))
          case 3: .identity([text(), text()])
          case 4: .question(Question(text(), yes: text(), then: .quit))
          case 5: .tools
          default: nil
          }
        for cell in session.frame(theme: .dark).cells {
          let scalar = cell.scalar
          #expect(cell.glyph >= 0x20 && !(0x7F...0x9F).contains(cell.glyph))
          let isPlain =
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control, .surrogate,
              .unassigned, .privateUse, .lineSeparator, .paragraphSeparator:
              false
            default: true
            }
          #expect(isPlain, "U+\(String(cell.glyph, radix: 16))")
          #expect(cell.glyph < 0x2E80 && !(0x1100...0x115F).contains(cell.glyph))
        }
      }
    }
  }
}
