import Canvas
import Foundation
import TestKit
import Testing

@testable import Viewing

/// Whole screens in every depth of colour, as pictures of two pixels a cell, and where characters carry
/// what colours cannot, as text.
///
/// The depth of 24 bits holds the frame's own colours; the terminal keeps six bits of those in pictures.
@Suite("The screen in every depth of colour")
struct DepthScreensTests {
  /// One stored screen.
  struct Screen: CustomTestStringConvertible {
    let name: String
    let depth: ColourDepth
    let columns: Int
    let rows: Int
    var testDescription: String { file }
    var file: String { "\(name)-\(depth.rawValue)-\(columns)x\(rows)" }
  }

  static let screens = ["look", "paint"].flatMap { name in
    ColourDepth.allCases.flatMap { depth in
      [(200, 60), (120, 40), (80, 24), (60, 18)].map {
        Screen(name: name, depth: depth, columns: $0.0, rows: $0.1)
      }
    }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/depths")

  private func shown(_ screen: Screen) throws -> ShownScreen {
    var session = try ScreenFixture.session(columns: screen.columns, rows: screen.rows)
    _ = session.react(.cells(CellAbilities(depth: screen.depth)))
    session.view.overlay = .fill
    session.view.showsHeat = true
    if screen.name == "paint" {
      // Outlines, no heat, and a stroke in hand that the pen has drawn from bone into the air.
      session.view.overlay = .outline
      session.view.showsHeat = false
      for key in "bvllllllhjjjj" {
        _ = session.react(.input(.key(Key(.character(key)))))
      }
      try #require(session.modeWords.hasPrefix("PAINT") && session.savedWord == "stroke…")
    }
    return ShownScreen(session.frame(theme: .dark), depth: screen.depth)
  }

  @Test("a screen is as it was when somebody last looked at it", arguments: screens)
  func golden(screen: Screen) throws {
    let shown = try shown(screen)
    let picture = Self.folder.appending(path: "\(screen.file).png")
    let text = Self.folder.appending(path: "\(screen.file).txt")
    let hasText = CellAbilities(depth: screen.depth).usesMarks
    if ProcessInfo.processInfo.environment["CONDYLE_GOLDEN"] == "write" {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(try PNGFile.encode(shown.picture)).write(to: picture)
      if hasText { try shown.text.write(to: text, atomically: true, encoding: .utf8) }
    }
    let stored = try PNGReading([UInt8](try Data(contentsOf: picture)))
    if let difference = try shown.difference(from: stored) {
      Issue.record("\(screen.file).png: \(difference)")
    }
    if hasText,
      let difference = shown.difference(fromText: try String(contentsOf: text, encoding: .utf8))
    {
      Issue.record("\(screen.file).txt: \(difference)")
    }
  }

  @Test("one pixel that differs is counted and named")
  func noticed() throws {
    let shown = try shown(Screen(name: "look", depth: .mono, columns: 60, rows: 18))
    let stored = try PNGReading(try PNGFile.encode(shown.picture))
    #expect(try shown.difference(from: stored) == nil)
    let odd = Colour(1, 2, 3)
    let changed = shown.withPixel(7, 5, odd)
    let words = try #require(try changed.difference(from: stored))
    #expect(words.hasPrefix("1 of 1080 cells differ: column 7 row 2 was "))
    #expect(words.hasSuffix("/\(odd.hexText)"))
    var lines = shown.text
    lines.insert("x", at: lines.startIndex)
    #expect(shown.difference(fromText: lines)?.contains("column 0 row 0 was \"x\"") == true)
  }

  @Test("few colours are few, and every depth shows what the others show", arguments: screens)
  func facts(screen: Screen) throws {
    let shown = try shown(screen)
    let colours = Set(shown.picture.pixels)
    switch screen.depth {
    case .mono: #expect(colours == [.black, .white])
    case .indexed16: #expect(colours.count > 4 && colours.count <= 16)
    case .indexed256: #expect(colours.count > 16 && colours.count <= 240)
    case .rgb: #expect(colours.count > 40)
    }
    // Characters that are no picture are the same in every depth.
    for word in [screen.name == "look" ? "LOOK" : "PAINT", "axial", "K7Q2"] {
      #expect(shown.text.contains(word))
    }
  }
}
