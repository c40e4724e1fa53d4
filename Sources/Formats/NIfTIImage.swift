internal import Files
public import Volumes

/// A NIfTI file in memory, inflated and checked, before it is decided what its numbers mean.
///
/// One load serves both the guess of its role (`NIfTIRole`) and the read as CT, labels or
/// uncertainty.
public struct NIfTIImage: Sendable {
  /// The path it came from, for messages.
  public let path: String
  /// The number of voxels along each axis.
  public let size: GridSize
  /// Where it lies.
  public let geometry: Geometry
  /// How a voxel is stored.
  public let storedType: NIfTIType
  /// What the user should know.
  public let notices: [String]

  /// The whole file; voxels begin at `voxelOffset`.
  private(set) var bytes: [UInt8]
  let voxelOffset: Int
  let isBigEndian: Bool
  /// Value = stored · slope + intercept; nil when stored numbers are the values.
  let scaling: (slope: Double, intercept: Double)?

  /// How many bytes after the last voxel are ignored with a notice.
  static let toleratedTail = 1 << 20

  /// Loads `.nii` or `.nii.gz`, told apart by content.
  ///
  /// - Parameter matching: the CT's grid, which settles a qform that contradicts the sform.
  /// - Throws: `NIfTIError` or `FileError`.
  public init(_ path: String, matching: (Geometry, GridSize)? = nil) throws {
    try self.init(try InputFile.read(path), path: path, matching: matching)
  }

  /// Loads the bytes of a file; `path` is only for messages.
  public init(_ file: [UInt8], path: String, matching: (Geometry, GridSize)? = nil) throws {
    let isGzip = file.starts(with: [0x1F, 0x8B])
    let header: NIfTIHeader
    if isGzip {
      guard let start = try? Deflate.gunzipPrefix(file, count: 544) else {
        throw NIfTIError.damaged(path: path)
      }
      header = try NIfTIHeader(start, path: path)
      bytes = try Self.inflated(file, header.fileCount, path)
    } else {
      header = try NIfTIHeader(Array(file.prefix(544)), path: path)
      bytes = file
    }
    guard bytes.count >= header.fileCount else {
      throw NIfTIError.truncated(path: path, have: bytes.count, need: header.fileCount)
    }
    try header.checkExtensions(bytes, path: path)
    let placing = try NIfTIPlacing(header, matching: matching, path: path)
    let tail = bytes.count - header.fileCount
    notices =
      placing.notices
      + (tail == 0 ? [] : ["\(tail) bytes after the last voxel are ignored."])
    self.path = path
    size = header.size
    geometry = placing.geometry
    storedType = header.type
    voxelOffset = header.voxelOffset
    isBigEndian = header.isBigEndian
    scaling = header.scaling
  }

  /// Whether the voxels are numbers without a fraction: stored so, and not scaled.
  var isInteger: Bool { !storedType.isFloat && scaling == nil }

  /// The stored bytes of the voxels, which leaves the image without any.
  ///
  /// Moved to the front in place: a second array would cost more time than inflating did.
  mutating func takeVoxelBytes() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    let end = voxelOffset + size.count * storedType.byteCount
    taken.removeLast(taken.count - end)
    taken.removeFirst(voxelOffset)
    return taken
  }

  private static func inflated(
    _ file: [UInt8], _ declared: Int, _ path: String
  ) throws -> [UInt8] {
    // Deflate cannot shrink more than 1032-fold; a header that promises more is damaged, and must not
    // make this process reserve the memory it asks for.
    let possible = file.count * 1040 + 1024
    guard declared <= possible else {
      throw NIfTIError.truncated(path: path, have: possible, need: declared)
    }
    do throws(Deflate.Failure) {
      return try Deflate.gunzip(file, limit: declared + toleratedTail)
    } catch .tooLong {
      throw NIfTIError.tooLong(path: path, declared: declared)
    } catch {
      throw NIfTIError.damaged(path: path)
    }
  }
}
