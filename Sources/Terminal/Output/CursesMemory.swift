internal import CNcurses
internal import Glibc

/// The file in memory that ncurses draws into; an identity, as ncurses has one screen.
final class CursesMemory {
  private let file: Int32

  /// Takes the file that an open screen of ncurses draws into.
  init(file: Int32) { self.file = file }

  /// Puts cells; false when ncurses had no pair of colours left.
  func put(_ cells: ArraySlice<condyle_cell>, column: Int, row: Int) -> Int {
    cells.withUnsafeBufferPointer {
      Int(condyle_curses_put(Int32(column), Int32(row), $0.baseAddress, Int32($0.count)))
    }
  }

  /// Has ncurses draw what was put so far, so that no line is taken for one that moved.
  func update() { condyle_curses_update() }

  /// Has ncurses draw, and takes out what it wrote.
  func draw(caret: (column: Int, row: Int)?) -> [UInt8] {
    condyle_curses_flush(Int32(caret?.column ?? -1), Int32(caret?.row ?? 0))
    let count = Int(lseek(file, 0, SEEK_CUR))
    guard count > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          file, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(filled))
        if got <= 0 { break }
        filled += got
      }
    }
    ftruncate(file, 0)
    lseek(file, 0, SEEK_SET)
    return bytes
  }
}
