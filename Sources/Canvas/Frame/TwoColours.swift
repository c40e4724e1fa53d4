/// The two colours that stand for the four or six pixels of a cell with the least sum of squares, and
/// which pixels take the first.
///
/// Six greys are best parted by a threshold, so only those divisions are tried; else all are. The first colour is the lighter one: the same pixels always give the same glyph.
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
    divide(
      Self.parts(a), Self.parts(b), Self.parts(c), Self.parts(d), .zero, .zero, count: 4)
  }

  /// Six pixels.
  @inline(__always)
  init(_ a: Colour, _ b: Colour, _ c: Colour, _ d: Colour, _ e: Colour, _ f: Colour) {
    (set, rest) = (a, a)
    if a == b, a == c, a == d, a == e, a == f { return }
    if Self.isGrey(a), Self.isGrey(b), Self.isGrey(c), Self.isGrey(d), Self.isGrey(e),
      Self.isGrey(f)
    {
      divide(
        Self.key(a, 0), Self.key(b, 1), Self.key(c, 2), Self.key(d, 3), Self.key(e, 4),
        Self.key(f, 5))
    } else {
      divide(
        Self.parts(a), Self.parts(b), Self.parts(c), Self.parts(d), Self.parts(e), Self.parts(f),
        count: 6)
    }
  }

  @inline(__always)
  private static func parts(_ colour: Colour) -> SIMD4<Float> {
    SIMD4(Float(colour.red), Float(colour.green), Float(colour.blue), 1)
  }

  @inline(__always)
  private static func isGrey(_ colour: Colour) -> Bool {
    colour.red == colour.green && colour.green == colour.blue
  }

  /// A grey and the place of its pixel, in the order of the greys.
  @inline(__always)
  private static func key(_ grey: Colour, _ place: Int32) -> Int32 {
    Int32(grey.red) &<< 3 | place
  }

  /// Puts two keys in order.
  @inline(__always)
  private static func order(_ one: inout Int32, _ two: inout Int32) {
    (one, two) = (one < two ? one : two, one < two ? two : one)
  }

  /// Six greys, by their keys: sorted by a network, then parted at the best of five places.
  private mutating func divide(
    _ a: Int32, _ b: Int32, _ c: Int32, _ d: Int32, _ e: Int32, _ f: Int32
  ) {
    var (a, b, c, d, e, f) = (a, b, c, d, e, f)
    Self.order(&b, &c)
    Self.order(&e, &f)
    Self.order(&a, &c)
    Self.order(&d, &f)
    Self.order(&a, &b)
    Self.order(&d, &e)
    Self.order(&c, &f)
    Self.order(&a, &d)
    Self.order(&b, &e)
    Self.order(&c, &e)
    Self.order(&b, &d)
    Self.order(&c, &d)
    let sum = Float(a &>> 3 &+ b &>> 3 &+ c &>> 3 &+ d &>> 3 &+ e &>> 3 &+ f &>> 3)
    var (bestScore, bestTotal, bestCount): (Float, Float, Float) = (-1, 0, 1)
    var (best, bits, total): (UInt8, UInt8, Float) = (0, 0, 0)
    // The lightest first; in a loop over six the tuple would go through memory.
    func take(_ key: Int32, _ number: Float) {
      bits |= 1 &<< UInt8(truncatingIfNeeded: key & 7)
      total += Float(key &>> 3)
      let other = sum - total
      let score = total * total / number + other * other / (6 - number)
      if score > bestScore {
        (best, bestScore, bestTotal, bestCount) = (bits, score, total, number)
      }
    }
    take(f, 1)
    take(e, 2)
    take(d, 3)
    take(c, 4)
    take(b, 5)
    mask = best
    set = Colour(grey: UInt8(bestTotal / bestCount + 0.5))
    rest = Colour(grey: UInt8((sum - bestTotal) / (6 - bestCount) + 0.5))
  }

  private mutating func divide(
    _ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>, _ d: SIMD4<Float>, _ e: SIMD4<Float>,
    _ f: SIMD4<Float>, count: Int
  ) {
    let sum = a + b + c + d + e + f
    var (best, bestScore, bestSum): (UInt8, Float, SIMD4<Float>) = (0, -1, .zero)
    // Gray's code: from one division to the next a single pixel changes sides. The last never does.
    var (sides, part): (UInt8, SIMD4<Float>) = (0, .zero)
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
      part += sides & bit == 0 ? pixel : -pixel
      sides ^= bit
      let other = sum - part
      let (one, two) = (part * part, other * other)
      let score = (one.x + one.y + one.z) / part.w + (two.x + two.y + two.z) / other.w
      if score > bestScore { (best, bestScore, bestSum) = (sides, score, part) }
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
  private static func light(_ colour: SIMD4<Float>) -> Float {
    2 * colour.x + 4 * colour.y + colour.z
  }

  @inline(__always)
  private static func colour(_ parts: SIMD4<Float>) -> Colour {
    Colour(UInt8(parts.x + 0.5), UInt8(parts.y + 0.5), UInt8(parts.z + 0.5))
  }
}
