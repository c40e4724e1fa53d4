import Canvas
import Volumes

@testable import Viewing

/// One step of a journey.
enum JourneyAction: Sendable {
  case open(readOnly: Bool, user: String)
  case keys([Key])
  case type([Key])
  case burst([Key])
  case paste(String)
  case mouse(Mouse)
  case focus(Bool)
  case resize(columns: Int, rows: Int)
  case `continue`
  case see(String)
  case wait(String)
  case not(String)
  case voxels(bone: String, change: Int)
  case events([String])
  case wrote(String)
  case repainted, suspended, closed

  /// What the mouse does and where.
  struct Mouse: Sendable {
    enum Place: Sendable {
      case cells(Double, Double)
      case voxel(Plane, VoxelIndex)
    }
    let kind: MouseEvent.Kind
    let place: Place
    let held: Set<String>
  }

  /// Reads a line.
  init(_ line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let verb = words.first ?? ""
    let arguments = Array(words.dropFirst())
    let rest = String(line.dropFirst(verb.count + 1))
    switch (verb, arguments.count) {
    case ("open", _): self = try Self.open(arguments)
    case ("keys", 1...): self = .keys(try arguments.flatMap(JourneyKeys.token))
    case ("type", 1...): self = .type(try JourneyKeys.text(rest))
    case ("burst", 1...): self = .burst(try JourneyKeys.text(rest))
    case ("paste", 1...): self = .paste(rest)
    case ("mouse", 3...): self = .mouse(try Mouse(arguments))
    case ("focus", 1) where ["on", "off"].contains(rest): self = .focus(rest == "on")
    case ("resize", 1):
      let size = try Self.size(rest[...])
      self = .resize(columns: size.columns, rows: size.rows)
    case ("continue", 0): self = .continue
    case ("see", 1...): self = .see(rest)
    case ("wait", 1...): self = .wait(rest)
    case ("not", 1...): self = .not(rest)
    case ("voxels", 2):
      guard let change = Int(arguments[1]) else { throw Misspelt("“\(rest)” is no change") }
      self = .voxels(bone: arguments[0], change: change)
    case ("events", 1...): self = .events(arguments)
    case ("wrote", 1): self = .wrote(rest)
    case ("repainted", 0): self = .repainted
    case ("suspended", 0): self = .suspended
    case ("closed", 0): self = .closed
    default: throw Misspelt("“\(line)” is no step")
    }
  }

  private static func open(_ words: [String]) throws -> JourneyAction {
    var words = words
    let isReadOnly = words.first == "read-only"
    if isReadOnly { words.removeFirst() }
    if words.isEmpty { return .open(readOnly: isReadOnly, user: "reader") }
    guard words.count == 2, words[0] == "as" else { throw Misspelt("open [read-only] [as USER]") }
    return .open(readOnly: isReadOnly, user: words[1])
  }

  /// Columns and rows such as "80x24".
  static func size(_ text: Substring) throws -> (columns: Int, rows: Int) {
    let parts = text.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts[0] > 0, parts[1] > 0 else {
      throw Misspelt("“\(text)” is no size such as 80x24")
    }
    return (parts[0], parts[1])
  }
}

extension JourneyAction.Mouse {
  /// Reads what stands behind `mouse`.
  init(_ words: [String]) throws {
    let buttons: [String: MouseEvent.Button] = ["left": .left, "middle": .middle, "right": .right]
    let button = buttons[words[1]]
    switch (words[0], words[1], button) {
    case ("press", _, let button?): kind = .press(button)
    case ("drag", _, let button?): kind = .drag(button)
    case ("release", _, let button?): kind = .release(button)
    case ("wheel", "up", _): kind = .wheelUp
    case ("wheel", "down", _): kind = .wheelDown
    default: throw Misspelt("“\(words[0]) \(words[1])” is nothing that a mouse does")
    }
    var rest = words.dropFirst(2)
    if let plane = Plane(rawValue: words[2]) {
      let place = (words.dropFirst(3).first ?? "").split(separator: ",").compactMap { Int($0) }
      guard place.count == 3 else { throw Misspelt("after a pane comes a voxel such as 9,8,7") }
      self.place = .voxel(plane, VoxelIndex(place[0], place[1], place[2]))
      rest = rest.dropFirst(2)
    } else {
      let place = words[2].split(separator: ",").compactMap { Double($0) }
      guard place.count == 2 else { throw Misspelt("“\(words[2])” is no place such as 20.5,10.5") }
      self.place = .cells(place[0], place[1])
      rest = rest.dropFirst()
    }
    held = Set(rest)
    guard held.isSubset(of: ["ctrl", "alt", "shift"]) else {
      throw Misspelt("held are ctrl, alt or shift, not “\(rest.joined(separator: " "))”")
    }
  }
}

/// A line of a journey that cannot be read.
struct Misspelt: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
