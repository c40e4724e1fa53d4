public import Files
internal import Meshing
public import Reviewing
public import Volumes

/// A case put together from what the user named: volumes on one grid, the case file if there is one,
/// and everything the user must be told.
public struct WorkingSet: Sendable {
  /// A file that something was made from.
  public struct Source: Sendable {
    /// "ct", "labels" or "uncertainty".
    public let role: String
    /// SHA-256 of the file, or of the CT's size and voxels.
    public let digest: Digest
  }

  /// What is printed on everything that leaves.
  public var code: String
  /// The CT in HU; nil for labels alone.
  public var ct: Volume<Int16>?
  /// The labels now.
  public var labels: LabelMap
  /// The labels as the AI gave them; nil without a case.
  public var ai: BrickedLabels?
  /// The doubt, 0...255 for 0...1; nil without a map.
  public var doubt: Volume<UInt8>?
  /// What the doubt tells.
  public var doubtKind = DoubtKind.hesitation
  /// The files it was put together from, the CT left out: see `CTMatch.digest`.
  public var sources: [Source]
  /// The side and how it was found.
  public var side: LateralityEvidence
  /// The case, open for writing; nil when there is none or it may not be written.
  public var file: CaseFile?
  /// The path of the case file, nil when there is none.
  public var casePath: String?
  /// The end of the case's chain when it was opened.
  public var head: Digest?
  /// What never changes about the case; nil without one.
  public var facts: CaseFacts?
  /// The verdicts of the case in the order they were given, as they were when it was opened.
  public var verdicts: [VerdictRecord] = []
  /// The notes of the case, as they were when it was opened.
  public var notes: [NoteRecord] = []
  /// What the user must be told.
  public var notices: [String]
  /// Whether there was a case already that is gone on with.
  public var isResumed = false
  /// The view as it was when the case was last closed; empty without one.
  public var view: [String: String] = [:]
  /// Where the CT was read from; for this process only, it never leaves.
  var ctPath: String?

  /// Hands the volumes to a session; the labels leave this set, so that they have one owner and the
  /// first change copies nothing.
  mutating func takeReview() -> ReviewCase {
    let review = ReviewCase(
      code: code, ct: ct, ai: ai ?? BrickedLabels(labels.volume), labels: labels, doubt: doubt)
    labels = .nothing
    return review
  }

  /// What verdicts bind besides voxels, when the side and the recipe are as given.
  func terms(
    _ side: LateralityEvidence, _ recipe: SurfaceRecipe = .standard
  ) -> VerdictTerms {
    VerdictTerms(ctDigest: facts?.ctDigest, side: side.side, recipe: recipe)
  }

  /// Appends an event to the case, and says when it could not be.
  ///
  /// - Returns: a notice, nil when the event was kept or there is no case.
  func record(_ kind: EventKind, _ fields: EventFields) -> String? {
    guard let file else { return nil }
    do {
      return try file.append(kind, fields).warning
    } catch {
      return "The case could not record this \(kind.rawValue): \(error)"
    }
  }

  /// Ends the sitting.
  ///
  /// - Returns: notices.
  func close(_ reason: String) -> [String] {
    guard let file else { return [] }
    do {
      return try file.close(reason: reason).map { [$0] } ?? []
    } catch {
      return ["The case could not be closed in order: \(error)"]
    }
  }
}

extension LabelMap {
  /// No voxels.
  static let nothing = LabelMap(
    volume: Volume(size: GridSize(0, 0, 0), geometry: .unit, voxels: []), table: .knee)
}
