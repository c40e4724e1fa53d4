/// The stored number types of NIfTI that are read.
///
/// The raw value is the file's `datatype` code.
public enum NIfTIType: Int, Sendable, CaseIterable {
  case uint8 = 2
  case int16 = 4
  case int32 = 8
  case float32 = 16
  case float64 = 64
  case int8 = 256
  case uint16 = 512
  case uint32 = 768
  case int64 = 1024
  case uint64 = 1280

  /// Bytes of one number.
  public var byteCount: Int {
    switch self {
    case .uint8, .int8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  /// Whether numbers may have a fraction.
  public var isFloat: Bool { self == .float32 || self == .float64 }

  /// The name, such as "int16".
  public var name: String { "\(self)" }
}
