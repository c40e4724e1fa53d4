internal import Files
internal import TOMLKit

/// Makes a theme of a parsed file and collects every mistake on the way, each with its key path.
struct ThemeReader {
  /// What is wrong, in the order of the form.
  private(set) var mistakes: [String] = []
  private let root: TOMLTable
  private var palette: [String: Colour] = [:]

  init(_ root: TOMLTable) { self.root = root }

  /// The theme; worth something only when there are no mistakes.
  mutating func theme() -> Theme {
    var theme = Theme.dark
    check(
      keys: root.keys, of: "", allowed: ["name", "palette", "roles", "labels", "heat", "change"])
    readName(&theme)
    readPalette()
    readRoles(&theme)
    readLabels(&theme)
    readHeat(&theme)
    readChange(&theme)
    return theme
  }

  private mutating func readName(_ theme: inout Theme) {
    guard let value = root["name"] else { return mistakes.append("name: missing") }
    guard let name = value.string, ThemeFinder.isName(name) else {
      return mistakes.append("name: write a word of letters, digits, - and _ in quotes")
    }
    theme.name = name
  }

  private mutating func readPalette() {
    guard let value = root["palette"] else { return }
    guard let table = value.table else { return mistakes.append("palette: write [palette]") }
    for key in table.keys {
      let path = "palette.\(Self.shown(key))"
      if key.hasPrefix("#") { mistakes.append("\(path): a name does not begin with #") }
      guard let colour = colour(table[key], path, named: false) else { continue }
      palette[key] = colour
    }
  }

  private mutating func readRoles(_ theme: inout Theme) {
    guard let table = table("roles") else { return }
    check(keys: table.keys, of: "roles", allowed: Theme.roles.map(\.name), noun: "role")
    for role in Theme.roles {
      guard let colour = colour(table[role.name], "roles.\(role.name)") else { continue }
      theme[keyPath: role.path] = colour
    }
  }

  private mutating func readLabels(_ theme: inout Theme) {
    guard let table = table("labels") else { return }
    check(keys: table.keys, of: "labels", allowed: ["colours"])
    guard let value = table["colours"] else { return mistakes.append("labels.colours: missing") }
    guard let list = value.array, (4...32).contains(list.count) else {
      return mistakes.append("labels.colours: write 4 to 32 colours in brackets")
    }
    let before = mistakes.count
    var colours: [Colour] = []
    for place in 0..<list.count {
      guard let colour = colour(list[place], "labels.colours[\(place)]") else { continue }
      if let first = colours.firstIndex(of: colour) {
        mistakes.append("labels.colours[\(place)]: the same colour as [\(first)]")
      }
      colours.append(colour)
    }
    if mistakes.count == before { theme.labels = Palette(colours) }
  }

  private mutating func readHeat(_ theme: inout Theme) {
    guard let table = table("heat") else { return }
    check(keys: table.keys, of: "heat", allowed: ["low", "middle", "high"])
    let colours = ["low", "middle", "high"].map { colour(table[$0], "heat.\($0)") }
    guard let low = colours[0], let middle = colours[1], let high = colours[2] else { return }
    let ramp = HeatRamp(low: low, middle: middle, high: high)
    if let grey = ramp.colours.firstIndex(where: { $0.chroma < HeatRamp.leastChroma }) {
      mistakes.append(
        "heat: at \(grey * 100 / 255) % the ramp is \(ramp.colours[grey].hexText), "
          + "too near to the grey of a CT; "
          + "keep red, green and blue \(HeatRamp.leastChroma) apart all along")
    } else {
      theme.heat = ramp
    }
  }

  private mutating func readChange(_ theme: inout Theme) {
    guard let table = table("change") else { return }
    check(keys: table.keys, of: "change", allowed: ["inside", "outside"])
    let colours = ["inside", "outside"].map { colour(table[$0], "change.\($0)") }
    guard let inside = colours[0], let outside = colours[1] else { return }
    if inside.contrast(with: outside) < ChangeRamp.leastContrast {
      mistakes.append(
        "change: \(inside.hexText) and \(outside.hexText) are equally light; make one of them "
          + "darker, so that they can be told apart without colours")
    } else {
      theme.change = ChangeRamp(inside: inside, outside: outside)
    }
  }

  private mutating func table(_ key: String) -> TOMLTable? {
    guard let value = root[key] else {
      mistakes.append("\(key): missing")
      return nil
    }
    guard let table = value.table else {
      mistakes.append("\(key): write [\(key)]")
      return nil
    }
    return table
  }

  private mutating func colour(
    _ value: (any TOMLValueConvertible)?, _ path: String, named: Bool = true
  ) -> Colour? {
    guard let value else {
      mistakes.append("\(path): missing")
      return nil
    }
    let form = named ? "write \"#rrggbb\" or a name of [palette]" : "write \"#rrggbb\""
    guard let text = value.string else {
      mistakes.append("\(path): \(value.type) is no colour; \(form)")
      return nil
    }
    if let colour = Colour(hexText: text) { return colour }
    if named, let colour = palette[text] { return colour }
    let hint = named && !text.hasPrefix("#") ? Self.suggestion(text, Array(palette.keys)) : nil
    mistakes.append("\(path): “\(Self.shown(text))” is no colour; \(hint ?? form)")
    return nil
  }

  private mutating func check(
    keys: [String], of table: String, allowed: [String], noun: String = "key"
  ) {
    for key in keys where !allowed.contains(key) {
      let path = table.isEmpty ? Self.shown(key) : "\(table).\(Self.shown(key))"
      let hint = Self.suggestion(key, allowed).map { "; \($0)" } ?? ""
      mistakes.append("\(path): no such \(noun)\(hint)")
    }
  }

  private static func suggestion(_ word: String, _ words: [String]) -> String? {
    words.map { (EditDistance.between($0, word), $0) }
      .filter { $0.0 <= 2 }.min { $0 < $1 }
      .map { "did you mean “\(shown($0.1))”?" }
  }

  private static func shown(_ text: String) -> String { SafeText.cleaned(text, limit: 32) }
}
