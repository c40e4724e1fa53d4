public import Volumes

extension NIfTIImage {
  /// The voxels as an uncertainty map; 0...255 stands for 0...1.
  ///
  /// Numbers in 0...1 are rounded to the nearest step. Whole numbers stored as such that reach beyond
  /// 1 are taken as 0...255, with a notice.
  public func uncertainty() throws -> NIfTIVolume<UInt8> {
    switch storedType {
    case .uint8: try doubt(UInt8.self)
    case .int8: try doubt(Int8.self)
    case .uint16: try doubt(UInt16.self)
    case .int16: try doubt(Int16.self)
    case .uint32: try doubt(UInt32.self)
    case .int32: try doubt(Int32.self)
    case .uint64: try doubt(UInt64.self)
    case .int64: try doubt(Int64.self)
    case .float32: try doubt(Float.self)
    case .float64: try doubt(Double.self)
    }
  }

  private func doubt<Stored: NIfTIStored>(_ type: Stored.Type) throws -> NIfTIVolume<UInt8> {
    let stored = StoredVoxels<Stored>(self)
    var scan = DoubtScan(
      slope: (scaling?.slope ?? 1) * (isInteger ? 1 : 255),
      intercept: (scaling?.intercept ?? 0) * (isInteger ? 1 : 255))
    var buffer = [Stored](repeating: zero(), count: min(stored.count, 1 << 16))
    var voxels = [UInt8](repeating: 0, count: stored.count)
    var done = 0
    while done < stored.count {
      let taken = stored.piece(at: done, into: &buffer)
      scan.take(buffer.span, taken, at: done, &voxels)
      done += taken
    }
    if let first = scan.firstBad {
      throw NIfTIError.notUncertainty(
        path: path, value: scan.badValue / (isInteger ? 1 : 255), voxel: size.index(first),
        count: scan.badCount)
    }
    var more = notices
    if isInteger {
      if scan.greatest > 1 {
        more.append("The uncertainty map holds whole numbers; 0...255 is taken as 0...1.")
      } else {
        for index in voxels.indices where voxels[index] == 1 { voxels[index] = 255 }
      }
    }
    return NIfTIVolume(
      volume: Volume(size: size, geometry: geometry, voxels: voxels), notices: more)
  }
}

/// The running state of one pass over an uncertainty map.
private struct DoubtScan {
  /// From stored numbers to 0...255.
  let slope: Double
  let intercept: Double
  var greatest: UInt8 = 0
  var firstBad: Int?
  var badValue = 0.0
  var badCount = 0

  init(slope: Double, intercept: Double) {
    (self.slope, self.intercept) = (slope, intercept)
  }

  mutating func take<Stored: NIfTIStored>(
    _ numbers: Span<Stored>, _ count: Int, at start: Int, _ voxels: inout [UInt8]
  ) {
    // A float that was meant to be 1 may have come out a little above.
    let slack = 255e-6
    var out = voxels.mutableSpan
    var most = greatest
    for index in 0..<count {
      let value = numbers[index].double * slope + intercept
      guard value >= -slack, value <= 255 + slack else {
        if firstBad == nil {
          firstBad = start + index
          badValue = value
        }
        badCount &+= 1
        continue
      }
      let step = UInt8(min(255, max(0, value.rounded(.toNearestOrAwayFromZero))))
      out[start &+ index] = step
      most = max(most, step)
    }
    greatest = most
  }
}
