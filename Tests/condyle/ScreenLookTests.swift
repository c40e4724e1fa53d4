import Foundation
import TestKit
import Testing

/// Colours and themes.
@Suite struct ScreenLookTests {
  /// What the colours of a screen may be.
  enum Wanted: String, CaseIterable {
    case rgb
    case indexed256 = "256"
    case indexed16 = "16"
    case mono

    func allows(_ colour: VirtualColour) -> Bool {
      switch (self, colour) {
      case (_, .text), (_, .ground): true
      case (.rgb, .rgb), (.indexed256, .index): true
      case (.indexed16, .index(let index)): index < 16
      default: false
      }
    }
  }

  private func expectUsable(_ screen: VirtualScreen, _ wanted: Wanted) throws {
    let colours = screen.cells.flatMap { [$0.foreground, $0.background] }
    let wrong = Set(colours.filter { !wanted.allows($0) })
    #expect(wrong.isEmpty, "\(wanted): \(wrong.prefix(5))")
    if wanted != .mono { #expect(Set(colours).count > 4, "\(wanted) is not used") }
    for text in ["K7Q2", "LOOK", "saved", "axial", "femur"] {
      let place = try #require(screen.place(of: text), "\(text) is missing with \(wanted)")
      for x in place.x..<place.x + text.count {
        let cell = screen.cell(x, place.y)
        #expect(cell.foreground != cell.background || wanted == .mono, "\(text) cannot be read")
        #expect(!cell.attributes.contains(.hidden))
      }
    }
    // The inside of the axial pane: air, bone and outlines differ.
    let (head, next) = (screen.place(of: "axial"), screen.place(of: "coronal"))
    let (left, right) = (try #require(head).x, try #require(next).x - 6)
    var kinds: Set<VirtualCell> = []
    for y in 3..<16 { for x in left..<right { kinds.insert(screen.cell(x, y)) } }
    #expect(kinds.count >= 3, "the picture shows \(kinds.count) kinds of cells with \(wanted)")
  }

  @Test(
    "each depth of colour shows text that can be read and a picture", arguments: Wanted.allCases)
  fileprivate func depths(wanted: Wanted) throws {
    let bench = try Workbench.withSmallKnee()
    let sitting = try bench.reviewSmallKnee("--color", wanted.rawValue)
    try sitting.session.waitForQuiet()
    try expectUsable(sitting.screen, wanted)
    try sitting.leave()
    try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
  }

  @Test("NO_COLOR means no colours, and --color goes before it")
  func noColour() throws {
    for (arguments, wanted) in [([], Wanted.mono), (["--color", "256"], .indexed256)] {
      let bench = try Workbench.withSmallKnee()
      let sitting = try ScreenSitting(
        bench, command: [Program.path, "review"] + Workbench.smallKnee + arguments,
        environment: ["NO_COLOR": "1"]
      ).waitForStart()
      try sitting.session.waitForQuiet()
      try expectUsable(sitting.screen, wanted)
      try sitting.leave()
    }
  }

  /// The themes that come with the program.
  static let themes: [String] = {
    let folder = Program.repository.appendingPathComponent("Themes").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test("every theme starts, and no two look the same")
  func themes() throws {
    #expect(Self.themes.count >= 5)
    var looks: Set<[VirtualCell]> = []
    for theme in Self.themes {
      let bench = try Workbench.withSmallKnee()
      let sitting = try bench.reviewSmallKnee("--theme", theme, "--color", "rgb")
      try sitting.session.waitForQuiet()
      try expectUsable(sitting.screen, .rgb)
      looks.insert(Array(sitting.screen.cells[..<120]))
      try sitting.leave()
    }
    #expect(looks.count == Self.themes.count)
  }

  @Test("a broken theme file: 65 with the key's path; an unknown name: 66 with the names there are")
  func broken() throws {
    let bench = try Workbench.withSmallKnee()
    let dark = Program.repository.appendingPathComponent("Themes/dark.toml")
    let text = try String(contentsOf: dark, encoding: .utf8)
      .replacing(/border = "#[0-9a-f]+"/, with: "border = \"#12zz45\"", maxReplacements: 1)
    try bench.write("mine.toml", text)
    func said(_ theme: String) throws -> (ChildEnd, String) {
      let sitting = try ScreenSitting(
        bench, command: [Program.path, "review"] + Workbench.smallKnee + ["--theme", theme])
      let end = try sitting.session.waitForEnd()
      try sitting.expectGivenBack(like: ScreenSitting.freshSettings())
      return (end, sitting.screen.text)
    }
    let (end, words) = try said("mine.toml")
    #expect(end == .exited(65) && words.contains("roles.border"), "\(end) \(words)")
    let (missing, names) = try said("nobodys")
    #expect(missing == .exited(66) && names.contains("nobodys"), "\(missing) \(names)")
    #expect(names.contains("high-contrast") && names.contains("dark"))
    #expect(try said("nowhere/x.toml").0 == .exited(66))
    #expect(!bench.names().contains { $0.contains(".condyle") }, "\(bench.names())")
  }
}
