/// The two colours that stand for the four or six pixels of a cell with the least sum of squares, and
/// which pixels take the first.
///
/// For greys the best division parts them by a threshold, so only those are tried; with colours all
/// divisions are. The first colour is the lighter one: the same pixels always give the same glyph.
struct TwoColours {
  /// The pixels that take the first colour, a bit each in the order they were given; 0 when all pixels
  /// have one colour.
  private(set) var mask: UInt8 = 0
  /// The first colour.
  private(set) var set: Colour
  /// The other.
  private(set) var rest: Colour

  /// Four pixels.
  @inline(__always)
  init(_ a: Colour, _ b: Colour, _ c: Colour, _ d: Colour) {
    (set, rest) = (a, a)
    if a == b, a == c, a == d { return }
    // Two copies of the first pixel that no division may part from it would weigh; so zeros, left out.
    divide(
      Self.parts(a), Self.parts(b), Self.parts(c), Self.parts(d), .zero, .zero, count: 4,
      isGrey: Self.isGrey(a) && Self.isGrey(b) && Self.isGrey(c) && Self.isGrey(d))
  }

  /// Six pixels.
  @inline(__always)
  init(_ a: Colour, _ b: Colour, _ c: Colour, _ d: Colour, _ e: Colour, _ f: Colour) {
    (set, rest) = (a, a)
    if a == b, a == c, a == d, a == e, a == f { return }
    divide(
      Self.parts(a), Self.parts(b), Self.parts(c), Self.parts(d), Self.parts(e), Self.parts(f),
      count: 6,
      isGrey: Self.isGrey(a) && Self.isGrey(b) && Self.isGrey(c) && Self.isGrey(d)
        && Self.isGrey(e) && Self.isGrey(f))
  }

  @inline(__always)
  private static func parts(_ colour: Colour) -> SIMD4<Float> {
    SIMD4(Float(colour.red), Float(colour.green), Float(colour.blue), 1)
  }

  @inline(__always)
  private static func isGrey(_ colour: Colour) -> Bool {
    colour.red == colour.green && colour.green == colour.blue
  }

  private mutating func divide(
    _ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>, _ d: SIMD4<Float>, _ e: SIMD4<Float>,
    _ f: SIMD4<Float>, count: Int, isGrey: Bool
  ) {
    let sum = a + b + c + d + e + f
    var (best, bestScore, bestSum): (UInt8, Float, SIMD4<Float>) = (0, -1, .zero)
    if isGrey {
      // The pixels not darker than each of them.
      let levels = SIMD8(a.x, b.x, c.x, d.x, e.x, f.x, -1, -1)
      for place in 0..<count {
        let isSet = levels .>= SIMD8(repeating: levels[place])
        let ones = SIMD8<Float>(repeating: 0).replacing(with: 1, where: isSet)
        let number = ones.sum()
        let left = Float(count) - number
        if left < 0.5 { continue }
        let total = (levels * ones).sum()
        let other = sum.x - total
        let score = total * total / number + other * other / left
        if score > bestScore {
          bestScore = score
          bestSum = SIMD4(total, total, total, number)
          best = Self.bits(ones)
        }
      }
    } else {
      // Gray's code: from one division to the next a single pixel changes sides. The last never does.
      var (mask, part): (UInt8, SIMD4<Float>) = (0, .zero)
      for step in 1..<(1 &<< (count &- 1)) {
        let place = step.trailingZeroBitCount
        let pixel =
          switch place {
          case 0: a
          case 1: b
          case 2: c
          case 3: d
          default: e
          }
        let bit = UInt8(1) &<< UInt8(truncatingIfNeeded: place)
        part += mask & bit == 0 ? pixel : -pixel
        mask ^= bit
        let other = sum - part
        let (one, two) = (part * part, other * other)
        let score = (one.x + one.y + one.z) / part.w + (two.x + two.y + two.z) / other.w
        if score > bestScore { (best, bestScore, bestSum) = (mask, score, part) }
      }
    }
    let one = bestSum / bestSum.w
    let two = (sum - bestSum) / (sum.w - bestSum.w)
    let isLighter = Self.light(one) >= Self.light(two)
    let all: UInt8 = count == 4 ? 15 : 63
    mask = isLighter ? best : best ^ all
    set = Self.colour(isLighter ? one : two)
    rest = Self.colour(isLighter ? two : one)
  }

  @inline(__always)
  private static func bits(_ ones: SIMD8<Float>) -> UInt8 {
    UInt8((ones * SIMD8(1, 2, 4, 8, 16, 32, 0, 0)).sum())
  }

  @inline(__always)
  private static func light(_ colour: SIMD4<Float>) -> Float {
    2 * colour.x + 4 * colour.y + colour.z
  }

  @inline(__always)
  private static func colour(_ parts: SIMD4<Float>) -> Colour {
    Colour(UInt8(parts.x + 0.5), UInt8(parts.y + 0.5), UInt8(parts.z + 0.5))
  }
}
