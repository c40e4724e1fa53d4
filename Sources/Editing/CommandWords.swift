internal import Volumes
internal import Files

/// The words of one command, read from left to right.
public struct CommandWords: Sendable {
  /// The first word: what to do.
  public let verb: String
  private var rest: ArraySlice<String>

  /// Takes the words of a command; an empty list has the verb "".
  public init(_ words: [String]) {
    verb = words.first ?? ""
    rest = words.dropFirst()
  }

  /// Whether words are left.
  public var isAtEnd: Bool { rest.isEmpty }

  /// The next word without taking it.
  public var peek: String? { rest.first }

  /// Takes the next word.
  ///
  /// - Parameter what: what is missing, for the sentence when there is none.
  public mutating func next(_ what: String) throws(CommandError) -> String {
    guard let word = rest.popFirst() else { throw CommandError("\(verb) needs \(what)") }
    return word
  }

  /// The words that are left, without taking them.
  public var remaining: [String] { Array(rest) }

  /// Takes the next word if it is this one.
  public mutating func take(_ word: String) -> Bool {
    guard rest.first?.lowercased() == word else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes all words that are left.
  public mutating func takeAll() -> [String] {
    defer { rest = [] }
    return Array(rest)
  }

  /// A whole number.
  public mutating func integer(_ what: String) throws(CommandError) -> Int {
    let word = try next(what)
    guard let value = Int(word), (-1_000_000_000...1_000_000_000).contains(value) else {
      throw CommandError("“\(SafeText.cleaned(word))” is not a whole number; \(verb) needs \(what)")
    }
    return value
  }

  /// A HU value.
  public mutating func hounsfield(_ what: String) throws(CommandError) -> Int16 {
    let value = try integer(what)
    guard let stored = Int16(exactly: value) else {
      throw CommandError("\(value) HU lies outside -32768 to 32767")
    }
    return stored
  }

  /// A number, with or without `unit` behind it.
  public mutating func number(_ what: String, unit: String = "") throws(CommandError) -> Double {
    let word = try next(what)
    let digits =
      !unit.isEmpty && word.lowercased().hasSuffix(unit)
      ? String(word.dropLast(unit.count)) : word
    guard let value = Double(digits), value.isFinite, abs(value) <= 1e9 else {
      throw CommandError("“\(SafeText.cleaned(word))” is not a number; \(verb) needs \(what)")
    }
    return value
  }

  /// Places to the end of the command: `x,y,z …` in voxels, or `mm x,y,z …` in millimetres LPS.
  public mutating func path() throws(CommandError) -> [PathPoint] {
    let isMillimetres = take("mm")
    var points: [PathPoint] = []
    while let word = rest.popFirst() {
      points.append(try place(word, isMillimetres: isMillimetres))
    }
    guard !points.isEmpty else {
      throw CommandError("\(verb) needs a place, such as 102,88,140 or mm -12.5,30,410")
    }
    return points
  }

  private func place(_ word: String, isMillimetres: Bool) throws(CommandError) -> PathPoint {
    let parts = word.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }.filter { $0.isFinite && abs($0) <= 1e6 }
    guard parts.count == 3, numbers.count == 3 else {
      throw CommandError(
        "“\(SafeText.cleaned(word))” is not a place; three numbers parted by commas are expected, "
          + "such as 102,88,140")
    }
    return isMillimetres
      ? .millimetres(PatientPoint(numbers[0], numbers[1], numbers[2]))
      : .voxel(GridPoint(numbers[0], numbers[1], numbers[2]))
  }

  /// Refuses words that are left over.
  public func end() throws(CommandError) {
    guard let word = rest.first else { return }
    throw CommandError("\(verb) does not understand “\(SafeText.cleaned(word))”")
  }
}
