internal import CDCMTK
internal import Files

/// Who a header says the patient is: read when somebody asks, shown, and never stored or exported.
public struct PatientIdentity: Hashable, Sendable {
  /// The name as a reader writes it, such as "Doe, Jane", safe to show; empty when there is none.
  public let name: String
  /// The birth date, such as "1961-03-04", safe to show; empty when there is none.
  public let birthDate: String
  /// The date of the study, in the same form.
  public let studyDate: String
  /// Whether the header does not say in which characters the name is written, so that they are guessed.
  public let isGuessed: Bool
}

/// Reads who the patient is from the header of one DICOM file, and nothing else.
public enum PatientIdentityReader {
  /// Reads a file's header up to its pixels.
  ///
  /// - Throws: as `DICOMFile.header`.
  public static func read(_ path: String) throws -> PatientIdentity {
    // Refuses what is no DICOM file, and what would keep DCMTK busy for ever.
    _ = try DICOMFile.header(path)
    var identity = condyle_dicom_identity()
    var error = condyle_dicom_error()
    let status = condyle_dicom_read_identity(path, &identity, &error)
    if let failure = DICOMFile.failure(status, error, path: path, syntax: "") { throw failure }
    return PatientIdentity(
      name: name(text(identity.name)), birthDate: date(text(identity.birth_date)),
      studyDate: date(text(identity.study_date)), isGuessed: identity.is_guessed != 0)
  }

  /// "Yamada^Tarou=山田^太郎" as "Yamada, Tarou (山田, 太郎)".
  static func name(_ stored: String) -> String {
    let groups = stored.split(separator: "=").compactMap { group -> String? in
      let parts = group.split(separator: "^", omittingEmptySubsequences: false)
        .map { SafeText.cleaned(trimmed($0), limit: 80) }
      let rest = parts.dropFirst().filter { !$0.isEmpty }.joined(separator: " ")
      let whole = [parts.first ?? "", rest].filter { !$0.isEmpty }.joined(separator: ", ")
      return whole.isEmpty ? nil : whole
    }
    guard let first = groups.first else { return "" }
    return groups.count == 1
      ? first : "\(first) (\(groups.dropFirst().joined(separator: "; ")))"
  }

  /// "19610304" as "1961-03-04"; what has another form as it is.
  static func date(_ stored: String) -> String {
    let text = trimmed(stored[...])
    guard text.utf8.count == 8, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return SafeText.cleaned(text)
    }
    return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func text<Bytes: BitwiseCopyable>(_ bytes: Bytes) -> String {
    withUnsafeBytes(of: bytes) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
