import Files
import Foundation
import Testing

/// Small volumes as bytes of files, made here so that a test can spoil any of them.
enum SmallKnee {
  /// Columns, rows, slices; different on every axis.
  static let size = [40, 36, 44]

  /// Labels: femur above tibia, patella before the femur, fibula beside the tibia.
  static let labels: [UInt8] = voxels { x, y, z in
    if inBall(x, y, z, 20, 18, 32, 9) { return 1 }
    if inBall(x, y, z, 20, 18, 11, 9) { return 2 }
    if inBall(x, y, z, 20, 4, 30, 4) { return 3 }
    return inBall(x, y, z, 34, 20, 10, 3) ? 4 : 0
  }

  /// HU: 700 to 739 in bone, -60 to 60 in what lies between, air in the last rows.
  static let ct: [Int16] = labels.indices.map { at in
    let grain = Int16(truncatingIfNeeded: at &* 7 % 40)
    if labels[at] != 0 { return 700 + grain }
    return (at / size[0]) % size[1] > 32 ? -1000 + grain : grain * 3 - 60
  }

  /// A NIfTI file of the labels.
  static let labelFile = nifti(labels, type: 2, bits: 8)
  /// A NIfTI file of the CT.
  static let ctFile = nifti(ct, type: 4, bits: 16)

  /// nnU-Net's probabilities whose greatest is the label everywhere.
  static let npzFile = npz(probabilities, shape: [5, 44, 36, 40])
  static let probabilities: [Float] = (0..<5).flatMap { value in
    labels.map { Int($0) == value ? 0.96 : 0.01 }
  }

  /// A `dataset.json` with a name for each value.
  static func dataset(_ names: [String]) -> String {
    let pairs = names.enumerated().map { (name: $1, value: $0 + 1) }
    let labels = Dictionary(
      uniqueKeysWithValues: [("background", 0)] + pairs.map { ($0.name, $0.value) })
    let object: [String: Any] = [
      "channel_names": ["0": "CT"], "labels": labels, "numTraining": 1, "file_ending": ".nii.gz",
    ]
    let data = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  /// A single-file NIfTI-1: voxels of 0.8×0.7×1 mm, axes LPS in the sform.
  static func nifti<Element: BitwiseCopyable>(
    _ voxels: [Element], type: Int16, bits: Int16, size: [Int] = SmallKnee.size
  ) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 352)
    func put<Value: BitwiseCopyable>(_ value: Value, at offset: Int) {
      withUnsafeBytes(of: value) { bytes.replaceSubrange(offset..<offset + $0.count, with: $0) }
    }
    put(Int32(348), at: 0)
    put(Int16(3), at: 40)
    for (axis, count) in size.enumerated() { put(Int16(clamping: count), at: 42 + 2 * axis) }
    for axis in 3..<7 { put(Int16(1), at: 42 + 2 * axis) }
    put(type, at: 70)
    put(bits, at: 72)
    for (axis, step) in [Float(1), 0.8, 0.7, 1].enumerated() { put(step, at: 76 + 4 * axis) }
    put(Float(352), at: 108)
    put(Float(1), at: 112)
    bytes[123] = 2
    put(Int16(1), at: 254)
    let rows: [[Float]] = [[-0.8, 0, 0, 12], [0, -0.7, 0, 30], [0, 0, 1, -400]]
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() { put(value, at: 280 + 16 * row + 4 * column) }
    }
    bytes.replaceSubrange(344..<348, with: [0x6E, 0x2B, 0x31, 0])
    return bytes + voxels.withUnsafeBytes { Array($0) }
  }

  /// A zip with one stored member `probabilities.npy`, as numpy's `savez` writes it.
  static func npz(
    _ values: [Float], shape: [Int], key: String = "probabilities", type: String = "<f4"
  ) -> [UInt8] {
    let shapeText = shape.map(String.init).joined(separator: ", ")
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shapeText)), }"
    while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
    header += "\n"
    let lead: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0] + little(header.utf8.count, 2)
    let member = lead + Array(header.utf8) + values.withUnsafeBytes { Array($0) }
    return zip(key + ".npy", member)
  }

  private static func zip(_ name: String, _ member: [UInt8]) -> [UInt8] {
    let sum = member.withUnsafeBytes { Deflate.crc32($0) }
    let sizes = little(member.count, 4) + little(member.count, 4)
    let common = little(0, 2) + little(0, 2) + little(0, 4) + little(Int(sum), 4) + sizes
    let local =
      [0x50, 0x4B, 3, 4] + little(20, 2) + common + little(name.utf8.count, 2) + little(0, 2)
      + Array(name.utf8)
    let central =
      [0x50, 0x4B, 1, 2] + little(20, 2) + little(20, 2) + common + little(name.utf8.count, 2)
      + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(0, 4)
      + Array(name.utf8)
    let end =
      [0x50, 0x4B, 5, 6] + little(0, 4) + little(1, 2) + little(1, 2) + little(central.count, 4)
      + little(local.count + member.count, 4) + little(0, 2)
    return local + member + central + end
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func voxels(_ value: (Int, Int, Int) -> UInt8) -> [UInt8] {
    var result: [UInt8] = []
    for z in 0..<size[2] {
      for y in 0..<size[1] {
        for x in 0..<size[0] { result.append(value(x, y, z)) }
      }
    }
    return result
  }

  private static func inBall(
    _ x: Int, _ y: Int, _ z: Int, _ centreX: Int, _ centreY: Int, _ centreZ: Int, _ radius: Int
  ) -> Bool {
    let (dx, dy, dz) = (x - centreX, y - centreY, z - centreZ)
    return dx * dx + dy * dy + dz * dz < radius * radius
  }
}

extension Workbench {
  /// Writes the small knee: `ct.nii` and `labels.nii`.
  func writeSmallKnee() throws {
    try write("ct.nii", SmallKnee.ctFile)
    try write("labels.nii", SmallKnee.labelFile)
  }
}
