/// Microseconds since 1970 as a date and time in UTC.
enum UTCTime {
  /// Such as "2026-11-22 14:02 UTC".
  ///
  /// (Days to date after H. Hinnant, "chrono-compatible low-level date
  /// algorithms", 2013).
  static func text(_ microseconds: Int64) -> String {
    guard let (date, time) = parts(microseconds) else { return "time \(microseconds)" }
    return "\(date) \(time) UTC"
  }

  /// Such as "2026-11-22T14:02:33Z" (ISO 8601).
  static func stamp(_ microseconds: Int64) -> String {
    guard let (date, time) = parts(microseconds) else { return "time \(microseconds)" }
    let seconds = Int(floorRemainder(microseconds, 60_000_000) / 1_000_000)
    return "\(date)T\(time):\(two(seconds))Z"
  }

  private static func parts(_ microseconds: Int64) -> (date: String, time: String)? {
    // Beyond the years 1 to 9999 the number is damage, and is shown as it is.
    guard (-62_135_596_800_000_000..<253_402_300_800_000_000).contains(microseconds) else {
      return nil
    }
    let minutes = Int((microseconds - floorRemainder(microseconds, 60_000_000)) / 60_000_000)
    let minute = Int(floorRemainder(Int64(minutes), 1_440))
    let days = (minutes - minute) / 1_440 + 719_468
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (
      "\(year)-\(two(month))-\(two(day))", "\(two(minute / 60)):\(two(minute % 60))"
    )
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func floorRemainder(_ value: Int64, _ by: Int64) -> Int64 {
    let rest = value % by
    return rest < 0 ? rest + by : rest
  }
}
