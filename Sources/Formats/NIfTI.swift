public import Volumes

/// A volume read from a NIfTI file.
public struct NIfTIVolume<Element: Voxel>: Sendable {
  /// The voxels and where they lie.
  public let volume: Volume<Element>
  /// What the user should know.
  public let notices: [String]
}

/// A label map read from a NIfTI file.
public struct NIfTILabels: Sendable {
  /// The labels, each with the value it had in the file.
  public let labels: LabelMap
  /// What the user should know.
  public let notices: [String]
}

/// Reading NIfTI-1 and NIfTI-2, plain or gzipped, in one of three meanings.
public enum NIfTI {
  /// Reads a CT; values in HU.
  ///
  /// Fractions are rounded; values beyond 16 bits are limited and NaN becomes -1024, each with a
  /// notice.
  public static func readCT(
    _ path: String, matching: (Geometry, GridSize)? = nil
  ) throws -> NIfTIVolume<Int16> {
    try NIfTIImage(path, matching: matching).ct()
  }

  /// Reads a label map.
  ///
  /// Floats are accepted when all are whole numbers. Values above 255 get free stored values and keep
  /// their own as `LabelEntry.sourceValue`.
  ///
  /// - Parameter table: names for the values, matched by `sourceValue`; nil names 1 to 4 as the bones
  ///   of the knee, unless values above 15 show that it is none.
  public static func readLabels(
    _ path: String, table: LabelTable? = nil, matching: (Geometry, GridSize)? = nil
  ) throws -> NIfTILabels {
    try NIfTIImage(path, matching: matching).labelMap(table: table)
  }

  /// Reads an uncertainty map; 0...255 stands for 0...1.
  public static func readUncertainty(
    _ path: String, matching: (Geometry, GridSize)? = nil
  ) throws -> NIfTIVolume<UInt8> {
    try NIfTIImage(path, matching: matching).uncertainty()
  }
}
