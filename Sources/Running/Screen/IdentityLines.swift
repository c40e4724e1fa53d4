internal import Formats

/// The patient's identity as lines for a card.
enum IdentityLines {
  /// Reads it from the CT's header now; kept nowhere.
  ///
  /// - Parameters:
  ///   - path: where the CT was read from, nil without a CT.
  ///   - series: the number of the series that was named.
  static func read(_ path: String?, series: Int?) -> [String] {
    guard let path else { return ["There is no CT, so there is no identity to show."] }
    do {
      switch try InputKind.recognise(path) {
      case .dicom, .folder: break
      default: return ["The CT is no DICOM file, so there is no identity to show."]
      }
      let found = try DICOMFolderScan.scan(path).series
      guard !found.isEmpty else {
        return ["The CT is no DICOM file, so there is no identity to show."]
      }
      // A CT that a case recalled may be any of several series: then all must say the same.
      let chosen =
        series.flatMap { found.indices.contains($0 - 1) ? [found[$0 - 1]] : nil } ?? found
      let identities = Set(
        try chosen.compactMap(\.headers.first?.path).map(PatientIdentityReader.read))
      guard identities.count == 1, let identity = identities.first else {
        return [
          "The folder of the CT holds \(chosen.count) series with different identities.",
          "Open the case with --ct FOLDER --series N to see which is meant.",
        ]
      }
      return lines(identity)
    } catch {
      return ["The identity cannot be read: \(error)"]
    }
  }

  /// One line for each item; what is missing is said to be missing.
  static func lines(_ identity: PatientIdentity) -> [String] {
    func said(_ text: String) -> String { text.isEmpty ? "not in the header" : text }
    let doubt = identity.isGuessed ? "  (characters guessed)" : ""
    return [
      "Name: \(said(identity.name))\(identity.name.isEmpty ? "" : doubt)",
      "Born: \(said(identity.birthDate))", "Study date: \(said(identity.studyDate))",
    ]
  }
}
