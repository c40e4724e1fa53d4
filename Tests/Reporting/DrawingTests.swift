import Canvas
import Testing

@testable import Reporting

@Suite("Text and lines")
struct DrawingTests {
  private let ground = Raster(width: 80, height: 40, filledWith: .black)

  @Test("a font that is not installed is an error that names the package")
  func fontMissing() {
    let error = #expect(throws: SnapshotError.self) {
      try Drawing(ground, family: "No Such Family 7")
    }
    #expect(error == .fontMissing(family: "No Such Family 7"))
    #expect(error?.message.contains("fonts-dejavu-core") == true)
  }

  @Test("what is not drawn on comes back as it was")
  func untouched() throws {
    var raster = ground
    raster[3, 4] = Colour(1, 2, 3)
    raster[79, 39] = Colour(250, 128, 7)
    #expect(try Drawing(raster).finished() == raster)
  }

  @Test("a filled rectangle covers its pixels and no others")
  func fill() throws {
    let drawing = try Drawing(ground)
    drawing.colour(Colour(10, 200, 30))
    drawing.fill(Box(x: 2, y: 3, width: 4, height: 2))
    let raster = try drawing.finished()
    let drawn = raster.pixels.indices.filter { raster.pixels[$0] != .black }
    #expect(drawn == [242, 243, 244, 245, 322, 323, 324, 325])
    #expect(raster[2, 3] == Colour(10, 200, 30))
  }

  @Test("a clipped line stays within its box, and the clip ends with it")
  func clip() throws {
    let drawing = try Drawing(ground)
    drawing.colour(.white)
    drawing.clipped(to: Box(x: 20, y: 10, width: 30, height: 20)) {
      drawing.add([[0, 20], [80, 20]], isClosed: false)
      drawing.stroke(4)
    }
    drawing.fill(Box(x: 0, y: 0, width: 1, height: 1))
    let raster = try drawing.finished()
    #expect(raster[19, 20] == .black && raster[20, 20] == .white)
    #expect(raster[49, 20] == .white && raster[50, 20] == .black)
    #expect(raster[0, 0] == .white)
  }

  @Test("a half-covered pixel is half as bright, and alpha counts")
  func smooth() throws {
    let drawing = try Drawing(ground)
    drawing.colour(.white, alpha: 0.5)
    drawing.fill(Box(x: 4, y: 4, width: 1.5, height: 1))
    let raster = try drawing.finished()
    #expect((126...129).contains(raster[4, 4].red))
    #expect((62...66).contains(raster[5, 4].red))
  }

  @Test("text leaves ink, right of where it starts, and as wide as it was measured")
  func text() throws {
    let drawing = try Drawing(ground)
    drawing.colour(.white)
    drawing.text("HH", .plain, x: 10, y: 30)
    let measured = drawing.width("HH", .plain)
    let raster = try drawing.finished()
    let columns = raster.pixels.indices.filter { raster.pixels[$0].red > 40 }.map { $0 % 80 }
    let first = try #require(columns.min())
    let last = try #require(columns.max())
    #expect(first >= 10 && last < 10 + Int(measured.rounded(.up)) && last - first > 12)
  }

  @Test("a text too long for its place ends in an ellipsis and fits; a short one stays")
  func fitted() throws {
    let drawing = try Drawing(ground)
    let name = "a bone with a name beyond all measure"
    let short = drawing.fitted(name, .plain, limit: 90)
    #expect(short.hasSuffix("…") && short.hasPrefix("a bone"))
    #expect(drawing.width(short, .plain) <= 90)
    #expect(drawing.fitted("tibia", .plain, limit: 90) == "tibia")
  }

  @Test("lines are broken at spaces and lose no word")
  func wrapped() throws {
    let drawing = try Drawing(ground)
    let text = "AI hesitation, not error probability; blank does not mean correct"
    let lines = drawing.wrapped(text, .small, limit: 200)
    #expect(lines.count > 1 && lines.joined(separator: " ") == text)
    #expect(lines.allSatisfy { drawing.width($0, .small) <= 200 })
  }
}
