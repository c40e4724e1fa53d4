public import Canvas
public import Volumes

/// Which label values are drawn and in which colour: two tables of 256 for loops over pixels.
public struct LabelLook: Hashable, Sendable {
  /// Whether a value is drawn; never for 0.
  public let isShown: [Bool]
  /// The colour of each value.
  public let colours: [Colour]
  /// The role of each value's colour.
  let roles: [Int]

  /// Takes the colours of a table's roles; a value without an entry takes its own number as role.
  public init(_ table: LabelTable, hidden: Set<UInt8> = [], palette: Palette) {
    var isShown = [Bool](repeating: true, count: 256)
    var colours = (0..<256).map { palette[$0] }
    var roles = Array(0..<256)
    isShown[0] = false
    for entry in table.entries {
      isShown[Int(entry.value)] = entry.isVisible
      colours[Int(entry.value)] = palette[entry.colourRole]
      roles[Int(entry.value)] = entry.colourRole
    }
    for value in hidden { isShown[Int(value)] = false }
    self.isShown = isShown
    self.colours = colours
    self.roles = roles
  }
}
