internal import Files
internal import Volumes

/// The array of a network's output, checked against a label grid and given as floats in pieces.
///
/// A class because it owns the place in a stream.
final class ProbabilityStream {
  let path: String
  /// The number of classes, the outermost axis.
  let channelCount: Int
  /// Voxels of one class.
  let voxelCount: Int
  private let stream: ZipEntryStream
  private let isHalf: Bool
  private var halves: [Float16]

  /// Opens `CASE.npz` and checks that it holds (class, z, y, x) on the grid `size`.
  init(_ path: String, size: GridSize) throws {
    let archive = try ZipArchive(path)
    guard let entry = archive.entry(named: "probabilities.npy") else {
      if let old = archive.entry(named: "softmax.npy") {
        let (_, header) = try Self.open(archive, old, path)
        throw ProbabilityError.firstVersion(path: path, shape: header.shape, labels: size)
      }
      throw ProbabilityError.noProbabilities(path: path, found: archive.entries.map(\.name))
    }
    let (stream, header) = try Self.open(archive, entry, path)
    guard header.kind == .float, header.width <= 4, !header.isBigEndian else {
      throw ProbabilityError.header(path: path, detail: "its type is \(header.descr)")
    }
    guard !header.isFortranOrder else {
      throw ProbabilityError.header(path: path, detail: "it is in Fortran order")
    }
    let shape = header.shape
    guard shape.count == 4, (1...256).contains(shape[0]),
      shape[1...] == [size.z, size.y, size.x]
    else { throw ProbabilityError.grid(path: path, shape: shape, labels: size) }
    let (needed, overflow) = (shape[0] * size.count).multipliedReportingOverflow(by: header.width)
    guard !overflow, entry.count - header.dataOffset == needed else {
      throw ProbabilityError.header(
        path: path, detail: "it holds \(entry.count) bytes, \(needed) and a header are needed")
    }
    self.path = path
    self.stream = stream
    channelCount = shape[0]
    voxelCount = size.count
    isHalf = header.width == 2
    halves = isHalf ? [Float16](repeating: 0, count: Self.pieceCount) : []
  }

  /// Floats of one piece.
  static let pieceCount = 1 << 18

  /// The next values of the class that is being read, `wanted` of them.
  func next(_ wanted: Int, into buffer: inout [Float]) throws {
    if isHalf {
      let got = try halves.withUnsafeMutableBytes {
        try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<(2 * wanted)]))
      }
      guard got == 2 * wanted else { throw short }
      for index in 0..<wanted { buffer[index] = Float(halves[index]) }
    } else {
      let got = try buffer.withUnsafeMutableBytes {
        try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<(4 * wanted)]))
      }
      guard got == 4 * wanted else { throw short }
    }
  }

  private var short: ZipError { .damaged(path: path, detail: "the array is cut short") }

  /// Reads the header and leaves the stream at the first number.
  private static func open(
    _ archive: ZipArchive, _ entry: ZipArchive.Entry, _ path: String
  ) throws -> (ZipEntryStream, NPYHeader) {
    let start = try ZipEntryStream(archive, entry).read(count: NPYHeader.greatestCount)
    let header = try header(start, path)
    let stream = ZipEntryStream(archive, entry)
    _ = try stream.read(count: header.dataOffset)
    return (stream, header)
  }

  private static func header(_ start: [UInt8], _ path: String) throws -> NPYHeader {
    do throws(NPYHeader.Failure) {
      return try NPYHeader(start)
    } catch {
      let detail =
        switch error {
        case .objects: "it holds Python objects, which are never unpickled"
        case .type(let type): "its type is \(type)"
        case .malformed(let reason): reason
        }
      throw ProbabilityError.header(path: path, detail: detail)
    }
  }
}
