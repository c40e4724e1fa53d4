public import Volumes

/// One of the four pictures on the screen.
public enum Pane: String, Hashable, Sendable, CaseIterable {
  case axial, coronal, sagittal, surface

  /// The pane of a plane.
  public init(_ plane: Plane) {
    switch plane {
    case .axial: self = .axial
    case .coronal: self = .coronal
    case .sagittal: self = .sagittal
    }
  }

  /// The plane that it shows, nil for the surface.
  public var plane: Plane? { Plane(rawValue: rawValue) }
}
