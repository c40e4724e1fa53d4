internal import Dispatch
internal import Files
public import Volumes

/// A CT series as a volume in HU, with what is worth knowing about it.
public struct DICOMSeriesReading: Sendable {
  /// The voxels in HU; k runs along the slice normal.
  public var volume: Volume<Int16>
  /// What the user should know, safe to show.
  public var warnings: [String]
  /// What the headers say.
  public var facts: DICOMSeriesFacts
}

/// From the slices of a series to a volume, refusing what is not one.
public enum DICOMSeriesReader {
  /// Scans a folder or file and reads its series.
  ///
  /// - Parameter series: which, from 1; nil is enough when there is only one.
  public static func read(_ path: String, series: Int? = nil) throws -> DICOMSeriesReading {
    try read(DICOMFolderScan.scan(path).choose(series))
  }

  /// Checks the slices of a series, decodes each straight to its place, and converts to HU.
  ///
  /// - Parameter workers: threads that decode.
  /// - Throws: `DICOMError`, `Geometry.Failure`.
  public static func read(_ series: DICOMSeries, workers: Int = 2) throws -> DICOMSeriesReading {
    guard let first = series.headers.first else {
      throw DICOMError.noSeries(path: "the series", reasons: [])
    }
    for header in series.headers { try DICOMPixels.check(header) }
    var warnings = series.notices
    var stack = try DICOMSliceStack(series.headers)
    let duplicates = try dropDuplicates(&stack, &warnings)
    let geometry = try stack.geometry(notices: &warnings)
    guard
      let size = GridSize(checking: first.columns ?? 0, first.rows ?? 0, stack.slices.count)
    else {
      throw DICOMError.attribute(
        path: first.path, what: "the series holds more voxels than are read (2³⁰)")
    }
    let rescales = try stack.slices.map(DICOMRescale.init)
    let (voxels, values) = try decode(stack.slices, rescales, size: size, workers: workers)
    let facts = DICOMSeriesFacts(stack.slices, values, duplicates: duplicates)
    warnings += DICOMSeriesWarnings.all(stack.slices, values, facts, geometry)
    return DICOMSeriesReading(
      volume: Volume(size: size, geometry: geometry, voxels: voxels), warnings: warnings,
      facts: facts)
  }

  /// Removes files that repeat another slice's pixels at its place.
  private static func dropDuplicates(
    _ stack: inout DICOMSliceStack, _ warnings: inout [String]
  ) throws -> Int {
    let repeated = stack.repeated
    guard !repeated.isEmpty else { return 0 }
    for at in repeated {
      let before = stack.slices[at - 1]
      let slice = stack.slices[at]
      guard before.bits == slice.bits, before.slope == slice.slope,
        before.intercept == slice.intercept, try stored(before) == stored(slice)
      else {
        throw DICOMError.samePlace(first: stack.label(at - 1), second: stack.label(at))
      }
    }
    let names = repeated.prefix(3).map { DICOMError.name(stack.slices[$0].path) }
    let more = repeated.count > 3 ? " and \(repeated.count - 3) more" : ""
    warnings.append(
      "\(repeated.count) \(repeated.count == 1 ? "file repeats" : "files repeat") another slice and "
        + "\(repeated.count == 1 ? "was" : "were") left out: "
        + names.joined(separator: ", ") + more + ".")
    stack.remove(Set(repeated))
    return repeated.count
  }

  /// The stored values of one file.
  private static func stored(_ header: DICOMHeader) throws -> [UInt16] {
    let count = (header.rows ?? 0) * (header.columns ?? 0)
    return try [UInt16](unsafeUninitializedCapacity: count) { buffer, filled in
      try DICOMPixels.decode(header, into: buffer)
      filled = count
    }
  }

  /// What one worker brings back.
  private struct Share {
    var values: DICOMSliceValues?
    var failure: (slice: Int, error: any Error)?

    mutating func add(_ slice: DICOMSliceValues) {
      if values == nil { values = slice } else { values?.add(slice) }
    }
  }

  /// Decodes slice k into the k-th run of one buffer, so that no thread touches another's memory.
  private static func decode(
    _ slices: [DICOMHeader], _ rescales: [DICOMRescale], size: GridSize, workers: Int
  ) throws -> ([Int16], DICOMSliceValues) {
    let workers = max(1, min(workers, slices.count))
    var shares = [Share](repeating: Share(), count: workers)
    let area = size.x * size.y
    let voxels = try [Int16](unsafeUninitializedCapacity: size.count) { buffer, filled in
      shares.withUnsafeMutableBufferPointer { shares in
        // Safe to share: worker w writes share w and the runs of slices w, w + workers, ... only.
        nonisolated(unsafe) let shares = shares
        nonisolated(unsafe) let buffer = buffer
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
          for slice in stride(from: worker, to: slices.count, by: workers) {
            let run = buffer.extracting(slice * area..<(slice + 1) * area)
            do {
              let values = try decode(slices[slice], rescales[slice], into: run)
              shares[worker].add(values)
            } catch {
              shares[worker].failure = (slice, error)
              return
            }
          }
        }
      }
      let failures = shares.compactMap(\.failure)
      if let first = failures.min(by: { $0.slice < $1.slice }) { throw first.error }
      filled = size.count
    }
    guard var values = shares[0].values else { preconditionFailure("each worker has a slice") }
    for share in shares.dropFirst() {
      if let more = share.values { values.add(more) }
    }
    return (voxels, values)
  }

  private static func decode(
    _ slice: DICOMHeader, _ rescale: DICOMRescale, into run: UnsafeMutableBufferPointer<Int16>
  ) throws -> DICOMSliceValues {
    // The same memory holds the stored bits first and the HU after.
    try UnsafeMutableRawBufferPointer(run).withMemoryRebound(to: UInt16.self) { bits in
      try DICOMPixels.decode(slice, into: bits)
    }
    var span = run.mutableSpan
    return rescale.apply(to: &span)
  }
}
