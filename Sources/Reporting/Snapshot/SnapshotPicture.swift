/// Pictures for reports: values in, bytes of a PNG file out.
///
/// A picture holds no patient data, path or time; its texts say the same as the picture does.
public enum SnapshotPicture {
  /// One slice.
  public static func plane(_ picture: PlanePicture) throws -> [UInt8] {
    try picture.rendered().encoded()
  }

  /// Slices through a bone, and its surface.
  public static func montage(_ picture: MontagePicture) throws -> [UInt8] {
    try picture.rendered().encoded()
  }

  /// Three planes through a place, and the surfaces.
  public static func layout(_ picture: LayoutPicture) throws -> [UInt8] {
    try picture.rendered().encoded()
  }
}
