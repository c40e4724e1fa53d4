import Canvas
import Foundation
import Reviewing
import Testing
import Volumes

@testable import Viewing

@Suite struct HatchTests {
  private static func table(_ marks: [Hatch.Mark], _ number: Int) -> [Bool] {
    marks[64 * number..<64 * (number + 1)].map { $0 == .line }
  }

  @Test("eight labels and two steps of heat have ten patterns, through which the CT is seen")
  func patterns() {
    let all =
      (0..<8).map { Self.table(Hatch.labels, $0) } + (0..<2).map { Self.table(Hatch.heat, $0) }
    #expect(Set(all).count == 10)
    for role in 0..<8 {
      let free = Hatch.labels[64 * role..<64 * (role + 1)].count { $0 == .none }
      #expect(free >= 20, "role \(role + 1) leaves \(free) of 64 pixels")
    }
    #expect(Set(Hatch.signs).count == 8)
    #expect(Hatch.start(role: 9) == 0 && Hatch.start(role: 0) == 7 * 64)
    // A slash runs from the lower left to the upper right.
    let slash = Self.table(Hatch.labels, 0)
    #expect((0..<8).allSatisfy { slash[$0 * 8 + 7 - $0] })
  }

  /// A screen without colours, and the pixels of its axial pane that are solid after reduction.
  private func solid(_ change: (inout Session) -> Void) throws -> (Session, [[Bool]]) {
    var session = try ScreenFixture.session(columns: 120, rows: 40)
    _ = session.react(.cells(CellAbilities(depth: .mono)))
    session.screen.showsCrosshair = false
    session.screen.scales = scales(0.25)
    // Femur and patella.
    session.view.cursor = VoxelIndex(15, 14, 15)
    change(&session)
    let frame = session.frame(theme: .dark)
    let rect = try #require(session.layout.picture(of: .axial))
    let picture = frame.picture(rect)
    // What stays solid however bright it is around it.
    let rows = (0..<picture.height).map { y in
      (0..<picture.width).map { x in picture[x, y].chroma >= 72 }
    }
    return (session, rows)
  }

  @Test("without colours a filled label is its own pattern, and the CT stays between its lines")
  func fill() throws {
    let (session, rows) = try solid { $0.view.overlay = .fill }
    let view = try #require(session.planeView(.axial))
    var counts: [UInt8: Int] = [:]
    for (y, row) in rows.enumerated() {
      for (x, isSolid) in row.enumerated() {
        guard let voxel = view.voxel(column: x, row: y) else { continue }
        let label = session.labels.volume[voxel]
        guard isSolid else { continue }
        // The cursor's four marks lie round its voxel.
        if label == 0 { continue }
        counts[label, default: 0] += 1
        let role = try #require(session.labels.table[label]?.colourRole)
        let isLine = Hatch.labels[Hatch.start(role: role) + (y % 8) * 8 + x % 8] == .line
        let cursor = view.pixel(of: GridPoint(session.view.cursor))
        let isNearCursor = abs(cursor.x - Double(x)) < 6 && abs(cursor.y - Double(y)) < 6
        #expect(isLine || isNearCursor, "label \(label) at \(x),\(y)")
      }
    }
    #expect(counts.count >= 2 && counts.values.allSatisfy { $0 > 20 }, "\(counts)")
  }

  @Test("without colours heat is sparse squares, more of them where the doubt is greater")
  func heat() throws {
    let (session, rows) = try solid {
      $0.view.overlay = .off
      $0.view.showsHeat = true
    }
    let view = try #require(session.planeView(.axial))
    let doubt = try #require(session.review.doubt)
    var (weak, strong, marks) = (0, 0, [0, 0])
    for (y, row) in rows.enumerated() {
      for (x, isSolid) in row.enumerated() {
        guard let voxel = view.voxel(column: x, row: y) else { continue }
        let value = doubt[voxel]
        if value >= 153 { strong += 1 } else if value >= 77 { weak += 1 }
        if isSolid, value >= 77 { marks[value >= 153 ? 1 : 0] += 1 }
        // The dots lie on either side of the border.
        let isBeside = [(x - 1, y), (x, y - 1)].contains { column, line in
          view.voxel(column: column, row: line).map { doubt[$0] >= 77 } ?? false
        }
        if isSolid, value < 77, !isBeside {
          let cursor = view.pixel(of: GridPoint(session.view.cursor))
          #expect(abs(cursor.x - Double(x)) < 6 && abs(cursor.y - Double(y)) < 6)
        }
      }
    }
    #expect(weak > 20 && strong > 20)
    #expect(marks[0] > 0 && marks[1] > 0)
    // A narrow place is all border, of which every second pixel is set.
    #expect(marks[0] < weak * 2 / 3 && marks[1] < strong * 2 / 3)
  }

  @Test("without colours an outline stays solid, and the bones' surfaces are greys")
  func outline() throws {
    let (session, rows) = try solid { _ in }
    #expect(rows.joined().count { $0 } > 60)
    let frame = session.frame(theme: .dark)
    let surface = frame.picture(try #require(session.layout.picture(of: .surface)))
    let coloured = surface.pixels.count { $0.chroma >= ColourReduction.leastChroma }
    // The cursor's small cross.
    #expect(coloured <= 9 && surface.pixels.contains { $0.red > 60 })
  }

  @Test("with colours nothing changes, whatever the screen was before")
  func colours() throws {
    var session = try ScreenFixture.session(columns: 120, rows: 40)
    session.view.overlay = .fill
    session.view.showsHeat = true
    _ = session.react(.cells(CellAbilities()))
    let before = session.frame(theme: .dark)
    var renderer = ScreenRenderer(theme: .dark)
    _ = session.react(.cells(CellAbilities(depth: .indexed16)))
    let few = renderer.render(session)
    #expect(few != before)
    _ = session.react(.cells(CellAbilities(depth: .indexed256)))
    #expect(renderer.render(session) == before)
  }

  @Test("the screen without colours is as it was when somebody last looked at it")
  func golden() throws {
    var session = try ScreenFixture.session(columns: 120, rows: 40)
    _ = session.react(.cells(CellAbilities(depth: .mono)))
    session.view.overlay = .fill
    session.view.showsHeat = true
    let frame = session.frame(theme: .dark)
    let reduction = ColourReduction(.mono)
    var text = ""
    for row in 0..<frame.rows {
      for column in 0..<frame.columns {
        let cell = reduction.reduce(frame[column, row], column: column, row: row)
        text.unicodeScalars.append(Unicode.Scalar(cell.glyph) ?? "?")
      }
      while text.last == " " { text.removeLast() }
      text += "\n"
    }
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/mono-fill-heat-120x40.txt")
    if ProcessInfo.processInfo.environment["CONDYLE_GOLDEN"] == "write" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(text == (try String(contentsOf: file, encoding: .utf8)))
  }
}
