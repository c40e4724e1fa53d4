internal import Volumes

/// Which of the 256 byte values occur in a label map.
enum LabelPresence {
  /// One pass over `count` bytes from `start` on.
  ///
  /// Label maps are runs, so 32 bytes that repeat the eight before them are skipped at once.
  static func scan(_ bytes: [UInt8], from start: Int = 0, count: Int? = nil) -> [Bool] {
    var present = [Bool](repeating: false, count: 256)
    let end = start + (count ?? bytes.count - start)
    let raw = bytes.span.bytes
    var last: UInt64 = 0
    var isFirst = true
    var at = start
    while at &+ 32 <= end {
      let words = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD4<UInt64>.self)
      if isFirst || words != SIMD4(repeating: last) {
        for word in 0..<4 {
          for shift in 0..<8 {
            present[Int(UInt8(truncatingIfNeeded: words[word] >> (8 * shift)))] = true
          }
        }
        (last, isFirst) = (words[3], false)
      }
      at &+= 32
    }
    for index in at..<end { present[Int(bytes[index])] = true }
    return present
  }
}

/// The values that occur in a file of labels.
struct LabelValues {
  /// Which of 0...255 occur.
  var present: [Bool]
  /// Those above 255.
  var large: Set<Int> = []
  let path: String

  init(present: [Bool], path: String) {
    self.present = present
    self.path = path
  }

  /// Notes a value that is not negative and answers it as a byte, 0 when it is none.
  mutating func note(_ value: Int) throws -> UInt8 {
    if value < 256 {
      present[value] = true
      return UInt8(value)
    }
    large.insert(value)
    guard large.count <= 255 else { throw NIfTIError.tooManyLabels(path: path) }
    return 0
  }

  /// The greatest value in a map without a table that may be a knee's: four bones and their parts.
  static let greatestKneeValue = 15

  /// Gives each value a stored value and a name.
  ///
  /// A value that the table lists gets the table's stored value, another one keeps its own where that
  /// is free, and the rest take the lowest free ones in rising order: the same file always gives the
  /// same labels.
  func mapping(_ given: LabelTable?) throws -> LabelMapping {
    let values = (1...255).filter { present[$0] } + large.sorted()
    guard values.count <= 255 else { throw NIfTIError.tooManyLabels(path: path) }
    // Without a table 1 to 4 are the bones of a knee; but a map that counts far beyond that is some
    // other atlas, and a spleen called femur would mislead more than a number.
    let isKnee = values.allSatisfy { $0 <= Self.greatestKneeValue }
    var table = given ?? (isKnee ? .knee : LabelTable([]))
    var mapping = LabelMapping(table: table)
    let listed = Dictionary(
      table.entries.map { ($0.sourceValue, $0.value) }, uniquingKeysWith: { first, _ in first })
    var taken = Set(table.entries.map(\.value))
    var homeless: [Int] = []
    for value in values {
      if let stored = listed[value] {
        mapping.set(value, stored)
      } else if value < 256, taken.insert(UInt8(value)).inserted {
        mapping.set(value, UInt8(value))
        table.add(LabelEntry(value: UInt8(value), name: "label \(value)"))
      } else {
        homeless.append(value)
      }
    }
    var free = (1...255).lazy.map { UInt8($0) }.filter { !taken.contains($0) }.makeIterator()
    for value in homeless {
      guard let stored = free.next() else { throw NIfTIError.tooManyLabels(path: path) }
      mapping.set(value, stored)
      table.add(LabelEntry(value: stored, name: "label \(value)", sourceValue: value))
    }
    mapping.table = table
    if given == nil, !values.isEmpty {
      mapping.notices.append(
        isKnee
          ? "No label table: the values 1 to 4 are taken as femur, tibia, patella and fibula."
          : "No label table, and values up to \(values.last ?? 0): not a map of the knee's four bones, "
            + "so labels go by their numbers. Put a dataset.json beside the label map to name them."
      )
    }
    if !large.isEmpty {
      mapping.notices.append(
        "\(large.count) labels above 255 are kept under other numbers inside; "
          + "exports carry their own.")
    }
    return mapping
  }
}

/// From values in a file to stored labels.
struct LabelMapping {
  /// Where each of 0...255 goes.
  private(set) var ofBytes = (0...255).map { UInt8($0) }
  /// Where the values above 255 go.
  private(set) var ofLarge: [Int: UInt8] = [:]
  var table: LabelTable
  var notices: [String] = []

  init(table: LabelTable) { self.table = table }

  /// Whether any byte goes elsewhere.
  var changesBytes: Bool { ofBytes.enumerated().contains { $0.offset != Int($0.element) } }

  mutating func set(_ value: Int, _ stored: UInt8) {
    if value < 256 { ofBytes[value] = stored } else { ofLarge[value] = stored }
  }

  /// The stored label of a value.
  func stored(_ value: Int) -> UInt8 {
    (0..<256).contains(value) ? ofBytes[value] : ofLarge[value] ?? 0
  }
}
