/// From the 16 bits as they are stored to HU, in place.
///
/// Masks to the stored bits, extends the sign, applies slope and intercept, rounds to whole HU and
/// clamps to 16 bits. Photometric interpretation plays no part: MONOCHROME1 is a matter of display.
struct DICOMRescale: Sendable {
  private let low: Int32
  private let mask: Int32
  private let sign: Int32
  private let slope: Double
  private let intercept: Double
  private let padding: DICOMPadding?

  /// Takes a header that `DICOMPixels.check` has passed.
  init(_ header: DICOMHeader) throws {
    let slope = header.slope ?? 1
    let intercept = header.intercept ?? 0
    guard slope.isFinite, slope != 0, abs(slope) <= 1e4, abs(intercept) <= 1e6 else {
      throw DICOMError.attribute(
        path: header.path, what: "rescale slope \(slope) and intercept \(intercept) cannot be used")
    }
    guard let stored = header.bits.stored, let high = header.bits.high else {
      preconditionFailure("the bits must have been checked")
    }
    low = Int32(high + 1 - stored)
    mask = Int32(1 << stored) - 1
    sign = header.bits.isSigned ? Int32(1 << (stored - 1)) : 0
    self.slope = slope
    self.intercept = intercept
    padding = DICOMPadding(header)
  }

  /// Converts a slice that holds stored bits, and tells what was in it.
  func apply(to voxels: inout MutableSpan<Int16>) -> DICOMSliceValues {
    var values = DICOMSliceValues()
    if let padding { values.paddingCount = padding.count(voxels.span) }
    if slope == 1, intercept == intercept.rounded() {
      shift(&voxels, by: Int32(intercept), &values)
    } else {
      scale(&voxels, &values)
    }
    values.sample(voxels.span)
    return values
  }

  private func shift(
    _ voxels: inout MutableSpan<Int16>, by intercept: Int32, _ values: inout DICOMSliceValues
  ) {
    let (low, mask, sign) = (low, mask, sign)
    var least = Int32.max
    var greatest = Int32.min
    for at in voxels.indices {
      let bits = Int32(UInt16(bitPattern: voxels[at]))
      let stored = (((bits &>> low) & mask) ^ sign) &- sign
      let value = stored &+ intercept
      least = min(least, value)
      greatest = max(greatest, value)
      voxels[at] = Int16(truncatingIfNeeded: max(-32768, min(32767, value)))
    }
    values.range = least...greatest
  }

  private func scale(_ voxels: inout MutableSpan<Int16>, _ values: inout DICOMSliceValues) {
    let (low, mask, sign) = (low, mask, sign)
    var least = Double.infinity
    var greatest = -Double.infinity
    for at in voxels.indices {
      let bits = Int32(UInt16(bitPattern: voxels[at]))
      let stored = (((bits &>> low) & mask) ^ sign) &- sign
      let value = (Double(stored) * slope + intercept).rounded()
      least = min(least, value)
      greatest = max(greatest, value)
      voxels[at] = Int16(max(-32768, min(32767, value)))
    }
    // 16 bits times at most 10⁴, plus 10⁶, fits 32 bits.
    values.range = Int32(least)...Int32(greatest)
    values.isRounded = true
  }
}

/// The stored bits that stand for "no measurement".
///
/// Compared before masking: padding may lie outside the stored bits. PS3.3, C.7.5.1.1.2.
struct DICOMPadding: Sendable {
  private let range: ClosedRange<Int32>
  private let isSigned: Bool

  /// nil when the header declares none.
  init?(_ header: DICOMHeader) {
    guard let first = header.padding else { return nil }
    let isSigned = header.bits.isSigned
    func value(_ bits: UInt16) -> Int32 { isSigned ? Int32(Int16(bitPattern: bits)) : Int32(bits) }
    let a = value(first)
    let b = value(header.paddingLimit ?? first)
    range = min(a, b)...max(a, b)
    self.isSigned = isSigned
  }

  /// How many stored values are padding.
  func count(_ voxels: Span<Int16>) -> Int {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    let clear: Int32 = isSigned ? -1 : 0xFFFF
    var count = 0
    for at in voxels.indices {
      let value = Int32(voxels[at]) & clear
      count &+= value >= lower && value <= upper ? 1 : 0
    }
    return count
  }
}

/// What was found while a slice was converted.
struct DICOMSliceValues: Sendable {
  /// The smallest and greatest HU before they were clamped to 16 bits.
  var range: ClosedRange<Int32> = 0...0
  /// Voxels that are padding.
  var paddingCount = 0
  /// Whether values were rounded to whole HU.
  var isRounded = false
  /// Every 7th voxel from -1500 to below -500 HU, in steps of 20 HU: where air shows.
  var air = [Int](repeating: 0, count: 50)
  /// How many voxels were sampled for it.
  var sampled = 0

  /// Adds a slice in HU to the histogram of air.
  mutating func sample(_ voxels: Span<Int16>) {
    var at = 0
    while at < voxels.count {
      let bin = Int(voxels[at]) &+ 1500
      if bin >= 0, bin < 1000 { air[bin / 20] &+= 1 }
      at &+= 7
    }
    sampled += (voxels.count + 6) / 7
  }

  /// Adds another slice.
  mutating func add(_ other: DICOMSliceValues) {
    range =
      min(range.lowerBound, other.range.lowerBound)...max(range.upperBound, other.range.upperBound)
    paddingCount += other.paddingCount
    isRounded = isRounded || other.isRounded
    for bin in air.indices { air[bin] += other.air[bin] }
    sampled += other.sampled
  }
}
