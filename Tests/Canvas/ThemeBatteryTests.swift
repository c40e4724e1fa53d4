import Foundation
import Testing

@testable import Canvas

@Suite("The themes that come with the program")
struct ThemeBatteryTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Themes").path
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()

  private func theme(_ name: String) throws -> Theme {
    try ThemeFile.read("\(Self.folder)/\(name).toml")
  }

  @Test("there are five")
  func five() {
    #expect(Self.names == ["colour-blind", "dark", "high-contrast", "light", "mono"])
  }

  @Test("the one that is built in is the file's")
  func builtIn() throws { #expect(try theme("dark") == .dark) }

  @Test("a theme's file has its name and no mistake", arguments: names)
  func loads(_ name: String) throws { #expect(try theme(name).name == name) }

  /// Which text lies on what.
  private static let pairs:
    [(String, KeyPath<Theme, Colour> & Sendable, [KeyPath<Theme, Colour> & Sendable])] = [
      ("ground", \.ground, [\.text, \.quietText, \.warning, \.error, \.title, \.key]),
      ("bar", \.bar, [\.barText, \.quietText, \.warning, \.error, \.saved, \.unsaved, \.key]),
      ("popup", \.popup, [\.popupText, \.quietText, \.warning, \.error, \.key]),
      ("selection", \.selection, [\.selectionText]),
      ("mode", \.mode, [\.modeText]),
      ("editing", \.editing, [\.editingText]),
      ("pen", \.pen, [\.penText]),
      ("pane", \.pane, [\.letters, \.crosshair, \.cursorMark, \.brush, \.pending]),
    ]

  @Test("every text can be read on what lies behind it", arguments: names)
  func contrast(_ name: String) throws {
    let theme = try theme(name)
    let least = name == "high-contrast" ? 7.0 : 4.5
    for (place, ground, texts) in Self.pairs {
      for text in texts {
        let contrast = theme[keyPath: text].contrast(with: theme[keyPath: ground])
        #expect(contrast >= least, "\(theme[keyPath: text].hexText) on \(place)")
      }
    }
  }

  @Test("lines can be seen, and the pane that keys act in stands out", arguments: names)
  func lines(_ name: String) throws {
    let theme = try theme(name)
    #expect(theme.border.contrast(with: theme.ground) >= 1.5)
    #expect(theme.popupBorder.contrast(with: theme.popup) >= 3)
    #expect(theme.activeBorder.contrast(with: theme.ground) >= 4.5)
    #expect(ColourVision.normal.distance(theme.activeBorder, theme.border) >= 30)
    #expect(ColourVision.normal.distance(theme.selection, theme.ground) >= 20)
  }

  @Test("panes are dark, and labels can be seen on them", arguments: names)
  func panes(_ name: String) throws {
    let theme = try theme(name)
    #expect(theme.pane.relativeLuminance < 0.01)
    for colour in theme.labels.colours { #expect(colour.contrast(with: theme.pane) >= 3) }
  }

  @Test("editing cannot be taken for looking, by any eye", arguments: names)
  func badges(_ name: String) throws {
    let theme = try theme(name)
    for eye in ColourVision.allCases {
      #expect(eye.distance(theme.editing, theme.mode) >= 40)
      #expect(eye.distance(theme.editing, theme.bar) >= 40)
      #expect(eye.distance(theme.pen, theme.mode) >= 20)
      #expect(eye.distance(theme.saved, theme.unsaved) >= 10)
    }
  }

  @Test("without colours the badges of editing and of the pen are in reverse", arguments: names)
  func reversed(_ name: String) throws {
    let theme = try theme(name)
    let reduction = ColourReduction(.mono)
    for (text, back) in [
      (theme.editingText, theme.editing), (theme.penText, theme.pen),
      (theme.selectionText, theme.selection),
    ] {
      let cell = reduction.reduce(Cell("A", text, on: back), column: 0, row: 0)
      #expect(cell.style == .reverse)
    }
    let pane = reduction.reduce(Cell(" ", theme.text, on: theme.pane), column: 0, row: 0)
    #expect(pane.style == [])
    guard name != "light" else { return }
    for back in [theme.ground, theme.bar, theme.popup, theme.mode] {
      let cell = reduction.reduce(Cell("A", theme.text, on: back), column: 0, row: 0)
      #expect(cell.style == [])
    }
  }

  @Test("the heat map is far from grey", arguments: names)
  func heat(_ name: String) throws {
    let theme = try theme(name)
    #expect(theme.heat.colours.allSatisfy { $0.chroma >= HeatRamp.leastChroma })
  }

  @Test(
    "both ends of a change are told apart by any eye, and are no bone and no heat", arguments: names
  )
  func change(_ name: String) throws {
    let theme = try theme(name)
    let (inside, outside) = (theme.change.inside, theme.change.outside)
    for eye in ColourVision.allCases {
      #expect(eye.distance(inside, outside) >= 40, "\(eye)")
    }
    guard name != "mono" else { return }
    for end in [inside, outside] {
      for other in theme.labels.colours + theme.heat.colours {
        let distance = ColourVision.normal.distance(end, other)
        #expect(distance >= 25, "\(end.hexText) \(other.hexText) \(distance)")
      }
    }
  }

  @Test("the labels of `mono` are greys, told apart by their lightness")
  func mono() throws {
    let labels = try theme("mono").labels.colours
    #expect(labels.allSatisfy { $0.chroma == 0 })
    for (number, colour) in labels.enumerated() {
      for other in labels[(number + 1)...] {
        #expect(ColourVision.normal.distance(colour, other) >= 8)
      }
    }
  }

  @Test("`colour-blind` keeps labels apart from each other, from heat and from grey")
  func colourBlind() throws {
    let theme = try theme("colour-blind")
    let labels = theme.labels.colours
    let shown = theme.heat.colours[HeatRamp.threshold...]
    for eye in ColourVision.allCases {
      for (number, colour) in labels.enumerated() {
        for (more, other) in labels[(number + 1)...].enumerated() {
          // The sixth is nearer; a knee has four bones.
          let least = number + more + 1 < 5 ? 35.0 : 20
          #expect(eye.distance(colour, other) >= least, "\(eye) \(colour.hexText) \(other.hexText)")
        }
        for heat in shown {
          #expect(eye.distance(colour, heat) >= 24, "\(eye) \(colour.hexText) \(heat.hexText)")
        }
      }
      for colour in labels + shown {
        let seen = eye.seen(colour)
        let chroma = sqrt(seen[1] * seen[1] + seen[2] * seen[2])
        #expect(chroma >= 20, "\(eye) \(colour.hexText)")
      }
    }
  }

  @Test("the simulated eyes see greys as they are, and red and green alike")
  func eyes() {
    for eye in ColourVision.allCases {
      #expect(eye.distance(Colour(grey: 100), Colour(grey: 100)) == 0)
      #expect(abs(eye.seen(.white)[0] - 100) < 0.5)
      let grey = eye.seen(Colour(grey: 128))
      #expect(abs(grey[1]) < 1 && abs(grey[2]) < 1)
    }
    let (red, green) = (Colour(hex: 0xC04000), Colour(hex: 0x7A6000))
    #expect(ColourVision.normal.distance(red, green) > 40)
    #expect(ColourVision.withoutGreen.distance(red, green) < 20)
  }
}
