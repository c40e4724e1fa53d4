internal import Files
internal import Formats
internal import FoundationEssentials
internal import Volumes

/// The volume that figures are taken on: a CT with four bones, as large as a fine knee scan.
struct BigCase {
  static let size = GridSize(512, 512, 400)

  /// The folder with `ct/`, `labels.nii.gz` and `uncertainty.nii.gz`.
  let folder: String

  /// Finds the files in a folder, or writes them.
  init(folder: String) throws {
    self.folder = folder
    guard !FileManager.default.fileExists(atPath: folder + "/uncertainty.nii.gz") else { return }
    try OutputFile.makeFolder(folder)
    let geometry = try Self.geometry()
    let labels = Self.labels(Self.size, geometry)
    let ct = Volume<Int16>(
      size: Self.size, geometry: geometry,
      voxels: labels.volume.voxels.enumerated().map { offset, value in
        Int16(truncatingIfNeeded: (value > 0 ? 700 : 40) + (offset &* 2_654_435_761 >> 7) & 63)
      })
    try DICOMSeriesWriter.write(
      ct, side: .right, uidRoot: "Condyle bench", to: folder + "/ct", compression: .none)
    guard let bytes = NIfTI.bytes(labels: labels) else { return }
    try OutputFile.write(bytes, to: folder + "/labels.nii.gz", replace: true)
    let doubt = Volume<UInt8>(
      size: Self.size, geometry: geometry, voxels: labels.volume.voxels.map { $0 &* 40 })
    try OutputFile.write(
      NIfTI.bytes(uncertainty: doubt), to: folder + "/uncertainty.nii.gz", replace: true)
  }

  /// 0.4 × 0.4 × 0.5 mm.
  static func geometry() throws -> Geometry {
    try Geometry(spacing: [0.4, 0.4, 0.5], origin: PatientPoint(-100, -100, -100))
  }

  /// Four upright columns with rounded ends, in the places of the bones of a knee.
  static func labels(_ size: GridSize, _ geometry: Geometry) -> LabelMap {
    let bones: [(x: Double, y: Double, low: Double, high: Double, radius: Double)] = [
      (0.5, 0.45, 0.52, 0.95, 0.16), (0.5, 0.5, 0.05, 0.5, 0.14), (0.5, 0.2, 0.5, 0.62, 0.06),
      (0.25, 0.65, 0.05, 0.42, 0.035),
    ]
    var voxels = [UInt8](repeating: 0, count: size.count)
    var output = voxels.mutableSpan
    for (number, bone) in bones.enumerated() {
      let radius = bone.radius * Double(size.x)
      let (cx, cy) = (bone.x * Double(size.x), bone.y * Double(size.y))
      let (low, high) = (bone.low * Double(size.z), bone.high * Double(size.z))
      for z in Int(low)..<Int(high) {
        let end = max(0, min(Double(z) - low, high - Double(z))) / radius
        let here = end < 1 ? radius * (1 - (1 - end) * (1 - end)).squareRoot() : radius
        for y in max(0, Int(cy - here))..<min(size.y, Int(cy + here) + 1) {
          let dy = Double(y) - cy
          let half = here * here - dy * dy
          guard half > 0 else { continue }
          let reach = half.squareRoot()
          for x in Int(cx - reach)..<Int(cx + reach) {
            output[(z &* size.y &+ y) &* size.x &+ x] = UInt8(number + 1)
          }
        }
      }
    }
    return LabelMap(
      volume: Volume(size: size, geometry: geometry, voxels: voxels), table: .knee)
  }
}
