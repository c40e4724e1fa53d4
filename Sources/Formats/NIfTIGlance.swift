internal import Files
public import Volumes

extension NIfTI {
  /// The grid of a file, from its header alone; nil when it has none that can be used.
  public static func size(of path: String) -> GridSize? {
    guard let start = try? InputFile.prefix(path, count: 1 << 16) else { return nil }
    let isGzip = start.starts(with: [0x1F, 0x8B])
    let bytes = isGzip ? (try? Deflate.gunzipPrefix(start, count: 544)) ?? [] : start
    return try? NIfTIHeader(Array(bytes.prefix(544)), path: path).size
  }
}
