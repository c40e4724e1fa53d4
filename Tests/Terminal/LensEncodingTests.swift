import Canvas
import Foundation
import TestKit
import Testing

@testable import Terminal

@Suite struct LensEncodingTests {
  /// Greys with noise, and a square of a label in the middle.
  private static func knee(_ width: Int, _ height: Int, seed: UInt64) -> Raster {
    var generator = SeededGenerator(seed: seed)
    var raster = Raster(width: width, height: height, filledWith: .black)
    for y in 0..<height {
      for x in 0..<width {
        let noise = Int.random(in: -12...12, using: &generator)
        raster[x, y] = Colour(grey: UInt8(min(max(255 * x / width + noise, 0), 255)))
        if (width / 3..<width / 2).contains(x), (height / 3..<height / 2).contains(y) {
          raster[x, y] = Colour(hex: 0x56B4E9)
        }
      }
    }
    return raster
  }

  /// What a terminal makes of a sixel string: its colours and its pixels; nil for one never drawn.
  struct Sixels {
    var colours: [Int: Colour] = [:]
    var width = 0
    var height = 0
    var pixels: [Colour?] = []
    var mistakes: [String] = []

    init(_ bytes: [UInt8]) {
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.hasPrefix("\u{1B}P0;1;0q\"1;1;"), text.hasSuffix("\u{1B}\\") else {
        mistakes = ["no sixel string"]
        return
      }
      let body = Array(text.dropFirst("\u{1B}P0;1;0q\"1;1;".count).dropLast(2).utf8)
      var at = 0
      func numbers() -> [Int] {
        var all = [0]
        while at < body.count {
          switch body[at] {
          case 0x30...0x39: all[all.count - 1] = all[all.count - 1] * 10 + Int(body[at] - 0x30)
          case 0x3B: all.append(0)
          default: return all
          }
          at += 1
        }
        return all
      }
      let size = numbers()
      (width, height) = (size[0], size[1])
      pixels = Array(repeating: nil, count: width * height)
      var (x, y, colour, run) = (0, 0, 0, 1)
      while at < body.count {
        let byte = body[at]
        at += 1
        switch byte {
        case 0x23:
          let values = numbers()
          colour = values[0]
          guard values.count == 5 else { break }
          func part(_ percent: Int) -> UInt8 { UInt8((percent * 255 + 50) / 100) }
          colours[colour] = Colour(part(values[2]), part(values[3]), part(values[4]))
        case 0x21: run = numbers()[0]
        case 0x24: x = 0
        case 0x2D: (x, y) = (0, y + 6)
        case 0x3F...0x7E:
          for _ in 0..<run {
            for bit in 0..<6 where (byte - 0x3F) >> UInt8(bit) & 1 == 1 {
              guard x < width, y + bit < height, pixels[(y + bit) * width + x] == nil else {
                mistakes.append("a pixel outside, or twice: \(x),\(y + bit)")
                continue
              }
              pixels[(y + bit) * width + x] = colours[colour]
            }
            x += 1
          }
          run = 1
        default: mistakes.append("byte \(byte)")
        }
      }
    }
  }

  @Test("sixels give every pixel back once, its grey within half a step, its hue as a hue")
  func sixels() throws {
    let raster = Self.knee(61, 44, seed: 5)
    let seen = Sixels(SixelPicture.encode(raster))
    #expect(seen.mistakes == [])
    #expect(seen.width == 61 && seen.height == 44 && seen.colours.count <= 64)
    var (worst, lost) = (0, 0)
    for (wanted, pixel) in zip(raster.pixels, seen.pixels) {
      let pixel = try #require(pixel)
      worst = max(
        worst, abs(Int(wanted.red) - Int(pixel.red)), abs(Int(wanted.green) - Int(pixel.green)),
        abs(Int(wanted.blue) - Int(pixel.blue)))
      if (wanted.chroma >= 20) != (pixel.chroma >= 20) { lost += 1 }
    }
    // 48 greys at the least lie 5.4 apart; a hue has 5 bits (8 levels), and parts are in per cent (1).
    #expect(worst <= 8, "\(worst)")
    #expect(lost == 0)
  }

  @Test("a noisy picture is sent in fewer colours, then coarser, rather than beyond the limit")
  func limit() {
    let raster = Self.knee(300, 200, seed: 6)
    let whole = SixelPicture.encode(raster, colours: 64)
    let less = SixelPicture.encode(raster, limit: whole.count / 2)
    #expect(less.count <= whole.count / 2)
    #expect(Sixels(less).mistakes == [])
    #expect(Sixels(less).width == 300 && !Sixels(less).pixels.contains(nil))
    let coarse = SixelPicture.encode(raster, limit: 1)
    #expect(coarse.count < less.count && !Sixels(coarse).pixels.contains(nil))
    #expect(SixelPicture.coarse(raster, 2)[0, 0] == SixelPicture.coarse(raster, 2)[1, 1])
  }

  @Test("kitty gets the file in pieces of at most 4096, told how large and not to answer")
  func kitty() throws {
    for count in [1, 2, 3, 3071, 3072, 3073, 10_000] {
      let file = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
      let text = String(
        decoding: KittyPicture.show(png: file, columns: 40, rows: 12), as: UTF8.self)
      let pieces = text.split(separator: "\u{1B}\\", omittingEmptySubsequences: true)
      var joined = ""
      for (number, piece) in pieces.enumerated() {
        #expect(piece.hasPrefix("\u{1B}_G"))
        let parts = piece.dropFirst(3).split(separator: ";", maxSplits: 1)
        let keys = Set(parts[0].split(separator: ","))
        #expect(keys.contains(number == pieces.count - 1 ? "m=0" : "m=1"))
        #expect(keys.isSuperset(of: ["a=T", "f=100", "c=40", "r=12", "q=2"]) == (number == 0))
        #expect(parts[1].count <= 4096)
        if number < pieces.count - 1 { #expect(parts[1].count == 4096) }
        joined += parts[1]
      }
      #expect(Data(base64Encoded: joined).map { Array($0) } == file)
    }
  }
}
