/// How many letters must change to get from one word to another (Levenshtein 1966).
public enum EditDistance {
  /// The count, of at most 32 letters, without regard to case.
  public static func between(_ a: String, _ b: String) -> Int {
    let left = Array(a.lowercased().unicodeScalars.prefix(32))
    let right = Array(b.lowercased().unicodeScalars.prefix(32))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let change = letter == other ? diagonal : diagonal + 1
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
