public import Volumes

extension NIfTIImage {
  /// The voxels as a CT in HU.
  public func ct() -> NIfTIVolume<Int16> {
    switch storedType {
    case .uint8: hounsfield(UInt8.self)
    case .int8: hounsfield(Int8.self)
    case .uint16: hounsfield(UInt16.self)
    case .int16: hounsfield(Int16.self)
    case .uint32: hounsfield(UInt32.self)
    case .int32: hounsfield(Int32.self)
    case .uint64: hounsfield(UInt64.self)
    case .int64: hounsfield(Int64.self)
    case .float32: hounsfield(Float.self)
    case .float64: hounsfield(Double.self)
    }
  }

  private func hounsfield<Stored: NIfTIStored>(_ type: Stored.Type) -> NIfTIVolume<Int16> {
    let stored = StoredVoxels<Stored>(self)
    var counts = HounsfieldCounts()
    var buffer = [Stored](repeating: zero(), count: min(stored.count, 1 << 16))
    let voxels = [Int16](unsafeUninitializedCapacity: stored.count) { out, filled in
      while filled < stored.count {
        let taken = stored.piece(at: filled, into: &buffer)
        let target = UnsafeMutableBufferPointer(rebasing: out[filled..<filled + taken])
        if let scaling {
          Self.scale(buffer.span, taken, scaling, target, &counts)
        } else {
          Self.round(buffer.span, taken, target, &counts)
        }
        filled += taken
      }
    }
    var more = notices
    if counts.notNumbers > 0 {
      more.append("\(counts.notNumbers) voxels are not numbers; they are shown as -1024 HU.")
    }
    if counts.limited > 0 {
      more.append("\(counts.limited) voxels lie beyond -32768...32767 HU and were limited.")
    }
    // The axis with the widest steps is the one across the slices, whatever its number.
    let apart = geometry.spacing.max()
    if apart > 1.0001 { more.append(SliceSpacing.notice(apart)) }
    return NIfTIVolume(
      volume: Volume(size: size, geometry: geometry, voxels: voxels), notices: more)
  }

  /// Fills `out` with stored numbers rounded to HU.
  private static func round<Stored: NIfTIStored>(
    _ numbers: Span<Stored>, _ count: Int, _ out: UnsafeMutableBufferPointer<Int16>,
    _ counts: inout HounsfieldCounts
  ) {
    for index in 0..<count {
      let value = numbers[index]
      let rounded = value.nearestInt16
      out.initializeElement(at: index, to: rounded)
      // Only the two limits, and 0 for NaN, can hide something.
      if rounded == .min || rounded == .max || rounded == 0 {
        let exact = value.double
        if exact.isNaN {
          out[index] = -1024
          counts.notNumbers &+= 1
        } else if exact < -32768.5 || exact >= 32767.5 {
          counts.limited &+= 1
        }
      }
    }
  }

  /// Fills `out` with scaled numbers rounded to HU.
  private static func scale<Stored: NIfTIStored>(
    _ numbers: Span<Stored>, _ count: Int, _ scaling: (slope: Double, intercept: Double),
    _ out: UnsafeMutableBufferPointer<Int16>, _ counts: inout HounsfieldCounts
  ) {
    for index in 0..<count {
      let value = numbers[index].double * scaling.slope + scaling.intercept
      if value.isNaN {
        out.initializeElement(at: index, to: -1024)
        counts.notNumbers &+= 1
      } else {
        out.initializeElement(at: index, to: value.nearestInt16)
        if value < -32768.5 || value >= 32767.5 { counts.limited &+= 1 }
      }
    }
  }
}

/// How many voxels could not be shown as they are.
private struct HounsfieldCounts {
  var notNumbers = 0
  var limited = 0
}

/// The number whose bits are all 0.
func zero<Stored: NIfTIStored>() -> Stored {
  unsafe [UInt8](repeating: 0, count: 8).span.bytes.unsafeLoadUnaligned(as: Stored.self)
}
