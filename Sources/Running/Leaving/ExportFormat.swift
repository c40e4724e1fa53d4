/// What an export writes.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// A binary STL for each bone.
  case stl
  /// The labels as NIfTI.
  case nifti
}
