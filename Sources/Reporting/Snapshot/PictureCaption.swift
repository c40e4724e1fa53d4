public import Files
public import Volumes

/// What a picture says about whose it is and how far it may be trusted.
///
/// A case goes by its code: no name, date, path or time is ever put on a picture.
public struct PictureCaption: Hashable, Sendable {
  /// The code of the case.
  public let code: String
  /// The side, nil when it is not known.
  public let side: Side?
  /// How the side was found, such as "header R, fibula agrees"; may be empty.
  public let sideSource: String
  /// The program and its version.
  public let version: String
  /// What the reader must know, one line each.
  public let notices: [String]

  /// Takes the facts; all text is made safe.
  public init(
    code: String, side: Side?, sideSource: String = "", version: String = Program.nameAndVersion,
    notices: [String] = []
  ) {
    self.code = SafeText.cleaned(code, limit: 24)
    self.side = side
    self.sideSource = SafeText.cleaned(sideSource)
    self.version = SafeText.cleaned(version, limit: 32)
    self.notices = notices.map { SafeText.cleaned($0, limit: 200) }
  }

  /// The side and how it was found, such as "RIGHT (header R, fibula agrees)".
  public var sideText: String {
    let source = sideSource.isEmpty ? "" : " (\(sideSource))"
    return (side?.rawValue.uppercased() ?? "SIDE UNKNOWN") + source
  }
}
