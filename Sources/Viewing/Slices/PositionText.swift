public import Volumes

/// Places in the patient in words, such as "R 12.5": a letter and millimetres from the origin.
public enum PositionText {
  /// The coordinate that tells the slices of a plane apart.
  public static func across(_ plane: Plane, at point: PatientPoint) -> String {
    switch plane {
    case .sagittal: text(point.vector.x, "L", "R")
    case .coronal: text(point.vector.y, "P", "A")
    case .axial: text(point.vector.z, "S", "I")
    }
  }

  /// All three coordinates.
  public static func all(_ point: PatientPoint) -> String {
    [Plane.sagittal, .coronal, .axial].map { across($0, at: point) }.joined(separator: " ")
  }

  private static func text(_ mm: Double, _ positive: String, _ negative: String) -> String {
    "\(mm < 0 ? negative : positive) \(decimal(abs(mm), places: 1))"
  }

  /// A number with a fixed count of decimals and a point, whatever the machine's language.
  public static func decimal(_ number: Double, places: Int) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "–" }
    let scale = (0..<places).reduce(1) { product, _ in product * 10 }
    let tenths = Int((number * Double(scale)).rounded())
    let sign = tenths < 0 ? "-" : ""
    let rest = String(abs(tenths) % scale)
    let whole = "\(sign)\(abs(tenths) / scale)"
    return places == 0
      ? whole : whole + "." + String(repeating: "0", count: places - rest.count) + rest
  }
}
