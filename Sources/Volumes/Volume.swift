/// An element of a volume.
public protocol Voxel: BitwiseCopyable, Sendable, Equatable {}

extension UInt8: Voxel {}
extension Int16: Voxel {}
extension Float: Voxel {}

/// A grid of voxels and where it lies in the patient.
///
/// `voxels` is one flat array, `size.count` long, x fastest, then y, then z. Loops take
/// `volume.voxels.span` and hoist the strides; see `GridSize.offset`.
public struct Volume<Element: Voxel>: Sendable {
  /// The number of voxels along each axis.
  public let size: GridSize
  /// From voxel index to patient millimetres.
  public let geometry: Geometry
  /// The values, x fastest.
  public var voxels: [Element]

  /// Takes an array of exactly `size.count` values.
  public init(size: GridSize, geometry: Geometry, voxels: [Element]) {
    precondition(
      voxels.count == size.count,
      "a volume of \(size) needs \(size.count) voxels, not \(voxels.count)")
    self.size = size
    self.geometry = geometry
    self.voxels = voxels
  }

  /// A volume of one value.
  public init(size: GridSize, geometry: Geometry, filledWith value: Element) {
    self.init(
      size: size, geometry: geometry, voxels: Array(repeating: value, count: size.count))
  }

  /// A voxel's value; the index must lie inside.
  ///
  /// For single look-ups, not for loops.
  @inlinable
  public subscript(index: VoxelIndex) -> Element {
    get {
      precondition(size.contains(index), "the voxel lies outside the volume")
      return voxels[size.offset(index)]
    }
    set {
      precondition(size.contains(index), "the voxel lies outside the volume")
      voxels[size.offset(index)] = newValue
    }
  }
}

extension Volume: Equatable {}
