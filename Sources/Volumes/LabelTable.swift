internal import Files

/// The labels of a label map: what each value means, and how it may be treated.
///
/// The map itself stores values 1...255 (0 is background). A source may use larger values
/// (TotalSegmentator, colour atlases); `LabelEntry.sourceValue` keeps them, so that what is written
/// back carries the numbers that came in.
public struct LabelTable: Hashable, Sendable {
  /// The labels in the order they are listed and numbered on the screen, without background.
  public private(set) var entries: [LabelEntry]

  /// Takes entries with distinct values.
  public init(_ entries: [LabelEntry]) {
    precondition(
      Set(entries.map(\.value)).count == entries.count && !entries.contains { $0.value == 0 },
      "label values must be distinct and not 0")
    self.entries = entries
  }

  /// What the values 1 to 4 mean when no table comes with a map.
  public static let knee = LabelTable(
    ["femur", "tibia", "patella", "fibula"].enumerated().map { position, name in
      LabelEntry(value: UInt8(position + 1), name: name, colourRole: position + 1)
    })

  /// The entry of a stored value.
  public subscript(value: UInt8) -> LabelEntry? {
    get { entries.first { $0.value == value } }
    set {
      guard let position = entries.firstIndex(where: { $0.value == value }) else { return }
      if let newValue { entries[position] = newValue }
    }
  }

  /// The entry with a name, letters of either case.
  public func named(_ name: String) -> LabelEntry? {
    let wanted = name.lowercased()
    return entries.first { $0.name.lowercased() == wanted }
  }

  /// The name of a stored value: "background" for 0, "label 7" where the table has none.
  public func name(of value: UInt8) -> String {
    value == 0 ? "background" : self[value]?.name ?? "label \(value)"
  }

  /// Adds an entry for a value that has none.
  public mutating func add(_ entry: LabelEntry) {
    guard entry.value != 0, self[entry.value] == nil else { return }
    entries.append(entry)
  }
}

/// One label.
public struct LabelEntry: Hashable, Sendable {
  /// The stored value, 1...255.
  public let value: UInt8
  /// The name, safe to show.
  public var name: String
  /// The value in the file it came from; may exceed 255.
  public var sourceValue: Int
  /// The side of the patient, nil when unknown.
  public var side: Side?
  /// The label that this one is a part of (an osteophyte of a bone), nil for none.
  public var parent: UInt8?
  /// Which of the theme's label colours to use, from 1.
  public var colourRole: Int
  /// Whether no tool may change its voxels.
  public var isLocked: Bool
  /// Whether it is drawn.
  public var isVisible: Bool

  /// Takes a value and a name, which is made safe to show.
  public init(
    value: UInt8, name: String, sourceValue: Int? = nil, side: Side? = nil, parent: UInt8? = nil,
    colourRole: Int? = nil, isLocked: Bool = false, isVisible: Bool = true
  ) {
    self.value = value
    self.name = SafeText.cleaned(name)
    self.sourceValue = sourceValue ?? Int(value)
    self.side = side
    self.parent = parent
    self.colourRole = colourRole ?? Int(value)
    self.isLocked = isLocked
    self.isVisible = isVisible
  }
}

/// A side of the patient.
public enum Side: String, Sendable, CaseIterable {
  case right, left

  /// R or L.
  public var letter: String { self == .right ? "R" : "L" }
}
