internal import CNcurses
internal import Files

/// Which characters the user's locale says that the terminal shows.
nonisolated enum LocaleCharacters: Equatable {
  /// All of Unicode.
  case utf8
  /// Others, by the variable that says so, such as "LANG=C".
  case other(String)
  /// No variable says anything, as is usual where a login shell has set none.
  case unsaid

  /// Finds out by the variables, of which the first that is not empty counts, as POSIX has it.
  ///
  /// By the name, not by what is installed here: a name that came by SSH may be unknown to this system
  /// and tells of the terminal all the same.
  init(_ environment: [String: String], isUTF8: (String) -> Bool = Self.systemSaysUTF8) {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    guard let name = names.first(where: { environment[$0]?.isEmpty == false }),
      let value = environment[name]
    else {
      self = .unsaid
      return
    }
    let charset = value.drop { $0 != "." }.dropFirst().prefix { $0 != "@" }
      .lowercased().filter { $0 != "-" }
    let isUnicode = charset.isEmpty ? isUTF8(value) : charset == "utf8"
    self = isUnicode ? .utf8 : .other("\(name)=\(SafeText.cleaned(value))")
  }

  /// What the system says of a name without a charset, such as "hi_IN".
  static func systemSaysUTF8(_ name: String) -> Bool { condyle_locale_name_is_utf8(name) != 0 }

  /// Whether only ASCII may be shown, and what the user is told then.
  ///
  /// - Parameters:
  ///   - width: the columns that a letter of two bytes took; nil when the terminal did not say.
  ///   - hasUTF8: whether this system has any locale of that kind.
  func asciiReason(width: Int?, hasUTF8: Bool) -> String? {
    switch self {
    case _ where !hasUTF8:
      "This system has no UTF-8 locale, not even C.UTF-8, so pictures are drawn in ASCII."
    case .utf8: nil
    case .other(let setting):
      "\(setting) is not UTF-8, so pictures are drawn in ASCII; "
        + "where the terminal shows UTF-8, set LC_ALL=C.UTF-8."
    case .unsaid:
      width == 1
        ? nil
        : "No locale is set (LANG), so pictures are drawn in ASCII; "
          + "where the terminal shows UTF-8, set LC_ALL=C.UTF-8."
    }
  }
}
