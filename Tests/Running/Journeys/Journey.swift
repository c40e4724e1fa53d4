import Canvas
import Foundation
import Testing

/// An end-to-end journey: keys in, expected frame out.
///
/// A journey is a file of lines; blank lines and lines that begin with `#` say nothing. The first line
/// that says something is `size COLUMNSxROWS`; then come steps, of which each is over when the loop is at
/// rest; at last the word `frame`, and after it the whole frame as it is expected until the end of the
/// file. Names of folders that begin with `$OUT` lie in the journey's own folder for what leaves.
///
///     open [read-only] [as USER]   Samples/knee with its case in a folder of its own, code J001;
///                                  after leaving, the same case again
///     keys b <Space> 3*<Right>     keys to the panes, parted by blanks; "3*" presses three times
///     type :bone patella<Enter>    keys to a line or a card, every character one key; blanks count
///     burst :export $OUT/a<Enter>q the same, all at once, before the loop has dealt with any of them
///     paste TEXT                   text from the clipboard
///     mouse press left 20.5,10.5   a place in cells from the corner; or press, drag, release with left,
///     mouse drag left axial 9,8,7  middle, right; or wheel up, wheel down; or a pane and the voxel that
///                                  is seen there; then what is held: ctrl, alt, shift
///     focus on|off                 the window of the terminal has the focus, or has not
///     resize 120x40, continue      the window has another size; the shell goes on with the program
///     see TEXT, not TEXT           a row of the frame holds it; none does
///     wait TEXT                    the same as see, as soon as it comes: for what a thread looks up
///     voxels patella +113          how many more voxels it has than when the journey began
///     events edit undo             the last events of the journal, in order
///     wrote a/J001_R_femur.stl     a file below $OUT that holds something
///     repainted, suspended         the terminal was drawn anew, was given back to the shell
///     closed                       the screen was left, and the case closed
///
/// In the frame the cells of pictures are `▒`. What a letter cannot tell follows in lines of their own: for
/// each pane that is seen `picture PANE` with a digest of its pixels, `colours` with one of the colours of
/// the text, and `caret` with a place when the terminal's own cursor is seen. With CONDYLE_GOLDEN=write in
/// the environment, the tests write what they see after `frame` instead of comparing.
struct Journey: Sendable, CustomTestStringConvertible {
  /// A step and the line that it stands in, from 1.
  struct Step: Sendable {
    let line: Int
    let action: JourneyAction
  }

  /// The file's name without its ending.
  let name: String
  /// The path as it is told.
  let path: String
  let columns: Int
  let rows: Int
  let steps: [Step]
  /// The line that says `frame`, from 1.
  let frameLine: Int
  /// What is expected, line by line.
  let expected: [String]
  /// The lines up to and with `frame`.
  private let head: [String]

  var testDescription: String { name }

  /// Reads a journey from text.
  init(_ text: String, path: String) throws {
    self.path = path
    name = URL(filePath: path).deletingPathExtension().lastPathComponent
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var size: (columns: Int, rows: Int)?
    var steps: [Step] = []
    var frameLine: Int?
    for (at, line) in lines.enumerated() {
      if line.hasPrefix("#") || line.allSatisfy({ $0 == " " }) { continue }
      if line == "frame" {
        frameLine = at + 1
        break
      }
      do {
        if size == nil, line.hasPrefix("size ") {
          size = try JourneyAction.size(line.dropFirst(5))
        } else {
          steps.append(Step(line: at + 1, action: try JourneyAction(line)))
        }
      } catch {
        throw JourneyFailure(path, at + 1, "\(error)")
      }
    }
    guard let size else { throw JourneyFailure(path, 1, "the first line must be: size 80x24") }
    guard let frameLine else { throw JourneyFailure(path, lines.count, "“frame” is missing") }
    (columns, rows) = size
    (self.steps, self.frameLine) = (steps, frameLine)
    head = Array(lines[..<frameLine])
    var expected = Array(lines[frameLine...])
    while expected.last == "" { expected.removeLast() }
    self.expected = expected
  }

  /// The file as it would be with another frame.
  func text(withFrame shown: [String]) -> String {
    (head + shown).joined(separator: "\n") + "\n"
  }

  /// What differs from the expected frame, row by row with their lines in the file; nil when nothing.
  func difference(from shown: [String]) -> String? {
    var differences: [String] = []
    for at in 0..<max(expected.count, shown.count) {
      let (mine, theirs) = (
        expected.indices.contains(at) ? expected[at] : nil,
        shown.indices.contains(at) ? shown[at] : nil
      )
      guard mine != theirs else { continue }
      differences.append(
        """
        \(path):\(frameLine + 1 + at)
          expected \(mine.map(Self.short) ?? "(no line)")
             shown \(theirs.map(Self.short) ?? "(no line)")
        """)
    }
    guard !differences.isEmpty else { return nil }
    let count = differences.count
    // A test's report loses messages of many kilobytes.
    return "\(path): \(count) line\(count == 1 ? "" : "s") of the frame differ\n"
      + differences.prefix(12).joined(separator: "\n") + (count > 12 ? "\n…" : "")
  }

  /// A row with its pictures cut short: "│▒×52││ 1 ■ femur".
  static func short(_ row: String) -> String {
    row.replacing(/▒{4,}/) { "▒×\($0.output.count)" }
  }
}

/// What went wrong, with file and line.
struct JourneyFailure: Error, CustomStringConvertible {
  let description: String

  init(_ path: String, _ line: Int, _ reason: String) {
    description = "\(path):\(line): \(reason)"
  }
}
