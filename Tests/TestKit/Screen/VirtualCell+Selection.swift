extension VirtualCell {
  /// Obeys the numbers of an SGR sequence; false when one of them is not understood.
  mutating func select(_ groups: [[Int]]) -> Bool {
    var place = 0
    var isKnown = true
    if groups.isEmpty { reset() }
    while place < groups.count {
      let group = groups[place]
      place += 1
      switch max(0, group.first ?? 0) {
      case 0: reset()
      case let on where Self.switchedOn[on] != nil && group.count == 1:
        attributes.formUnion(Self.switchedOn[on] ?? [])
      case 4 where group.count == 2:
        if group[1] == 0 { attributes.remove(.underline) } else { attributes.insert(.underline) }
      case let off where Self.switchedOff[off] != nil:
        attributes.subtract(Self.switchedOff[off] ?? [])
      case let low where (30...37).contains(low): foreground = .index(UInt8(low - 30))
      case let low where (40...47).contains(low): background = .index(UInt8(low - 40))
      case let high where (90...97).contains(high): foreground = .index(UInt8(high - 82))
      case let high where (100...107).contains(high): background = .index(UInt8(high - 92))
      case 39: foreground = .text
      case 49: background = .ground
      case let long where long == 38 || long == 48:
        let colour =
          group.count > 1
          ? VirtualColour(colons: group) : VirtualColour(semicolons: groups, at: &place)
        guard let colour else { return false }
        if long == 38 { foreground = colour } else { background = colour }
      default: isKnown = false
      }
    }
    return isKnown
  }

  private mutating func reset() { self = VirtualCell(scalar) }

  private static let switchedOn: [Int: VirtualAttributes] = [
    1: .bold, 2: .dim, 3: .italic, 4: .underline, 5: .blink, 7: .reverse, 8: .hidden, 9: .struck,
  ]
  private static let switchedOff: [Int: VirtualAttributes] = [
    22: [.bold, .dim], 23: .italic, 24: .underline, 25: .blink, 27: .reverse, 28: .hidden,
    29: .struck,
  ]
}

extension VirtualColour {
  /// `38:5:n`, `38:2:r:g:b` and `38:2:space:r:g:b`.
  fileprivate init?(colons group: [Int]) {
    switch (group[1], group.count) {
    case (5, 3): self.init(numbers: [group[2]])
    case (2, 5), (2, 6): self.init(numbers: Array(group.suffix(3)))
    default: return nil
    }
  }

  /// `38;5;n` and `38;2;r;g;b`; `place` stands behind the 38 and is moved behind the colour.
  fileprivate init?(semicolons groups: [[Int]], at place: inout Int) {
    let kind = place < groups.count ? groups[place].first : nil
    let count = kind == 5 ? 1 : kind == 2 ? 3 : 0
    let begin = place + 1
    guard count > 0, begin + count <= groups.count else { return nil }
    place = begin + count
    self.init(numbers: groups[begin..<place].map { max(0, $0.first ?? 0) })
  }

  private init?(numbers: [Int]) {
    let bytes = numbers.compactMap { UInt8(exactly: $0) }
    switch bytes.count {
    case 1 where numbers.count == 1: self = .index(bytes[0])
    case 3: self = .rgb(bytes[0], bytes[1], bytes[2])
    default: return nil
    }
  }
}
