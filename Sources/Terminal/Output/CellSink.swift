internal import Canvas

/// What turns changed cells into bytes for the terminal.
///
/// There is one, which goes through ncurses; a writer of our own would send half the bytes.
protocol CellSink: AnyObject {
  /// The size that it draws for.
  var columns: Int { get }
  /// The size that it draws for.
  var rows: Int { get }
  /// The bytes that make the terminal show a frame instead of the last one; none when it does already.
  func bytes(for frame: Frame) -> [UInt8]
  /// Takes a new size.
  func resize(columns: Int, rows: Int)
  /// Forgets what the terminal shows: the next frame is sent whole.
  func forget()
}
