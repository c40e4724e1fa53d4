public import Volumes

/// A note as the case holds it.
public struct NoteRecord: Hashable, Sendable {
  /// The event's number.
  public let seq: Int
  /// Microseconds since 1970, UTC.
  public let at: Int64
  /// Who wrote it.
  public let who: Author
  /// Its text, safe to show.
  public let text: String

  /// When it was written, such as "2026-11-22T14:02:33Z".
  public var time: String { UTCTime.stamp(at) }

  /// Such as "2026-11-22 14:02 UTC, ayse@ws3".
  public var head: String { "\(UTCTime.text(at)), \(who)" }

  /// The bones that it is about: those whose names stand in it as whole words.
  public func bones(in table: LabelTable) -> [String] {
    let words = " " + Self.words(text) + " "
    return table.entries.map(\.name).filter { words.contains(" \(Self.words($0)) ") }
  }

  /// A line for a reader: when, by whom, about which bones, and the text.
  public func line(_ table: LabelTable) -> String {
    let bones = bones(in: table)
    return "\(head), about \(bones.isEmpty ? "the case" : bones.joined(separator: ", ")): \(text)"
  }

  /// The words in lower case with one blank between them.
  private static func words(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }
}

extension CaseFile {
  /// The notes that were not erased, in the order in which they were written.
  public func noteRecords() throws -> [NoteRecord] {
    let texts = try notes()
    guard !texts.isEmpty else { return [] }
    return try events().compactMap { event in
      texts[event.seq].map { NoteRecord(seq: event.seq, at: event.at, who: event.who, text: $0) }
    }
  }
}
