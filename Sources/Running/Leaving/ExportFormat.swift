/// What an export writes.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// A binary STL for each bone.
  case stl
  /// A PLY for each bone, with the doubt and the deviation from the AI's surface at each corner.
  case ply
  /// An OBJ for each bone.
  case obj
  /// One 3MF with all bones, their names and colours.
  case threeMF = "3mf"
  /// The labels as NIfTI.
  case nifti

  /// What is written unless somebody asks otherwise.
  public static let usual: Set<ExportFormat> = [.stl, .nifti]

  /// Whether it holds surfaces.
  public var isSurface: Bool { self != .nifti }
}
