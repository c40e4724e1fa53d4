import Files
import Foundation
import Testing

/// A binary STL as another program would read it: triangles of three corners.
struct ReadSTL {
  let header: [UInt8]
  let triangles: [[SIMD3<Float>]]

  init(_ bytes: [UInt8]) throws {
    try #require(bytes.count >= 84, "an STL has 84 bytes or more")
    header = Array(bytes[..<80])
    let count = (0..<4).reduce(0) { $0 | Int(bytes[80 + $1]) << (8 * $1) }
    try #require(bytes.count == 84 + 50 * count, "the STL's length does not fit its count")
    triangles = bytes.withUnsafeBytes { buffer in
      (0..<count).map { triangle in
        (1...3).map { corner in
          let at = 84 + 50 * triangle + 12 * corner
          return SIMD3(
            buffer.loadUnaligned(fromByteOffset: at, as: Float.self),
            buffer.loadUnaligned(fromByteOffset: at + 4, as: Float.self),
            buffer.loadUnaligned(fromByteOffset: at + 8, as: Float.self))
        }
      }
    }
  }

  /// The enclosed volume in mm³, by the divergence theorem.
  var volume: Double {
    triangles.reduce(0) { sum, corners in
      let (a, b, c) = (
        SIMD3<Double>(corners[0]), SIMD3<Double>(corners[1]), SIMD3<Double>(corners[2])
      )
      let cross = SIMD3(b.y * c.z - b.z * c.y, b.z * c.x - b.x * c.z, b.x * c.y - b.y * c.x)
      return sum + (a * cross).sum() / 6
    }
  }

  /// How many directed edges have no partner in the other direction, equal corners joined.
  var openEdges: Int {
    var numbers: [SIMD3<Float>: Int] = [:]
    var edges: [Int: Int] = [:]
    for corners in triangles {
      let ends = corners.map { corner in
        let number = numbers[corner] ?? numbers.count
        numbers[corner] = number
        return number
      }
      for side in 0..<3 {
        let (from, to) = (ends[side], ends[(side + 1) % 3])
        edges[min(from, to) << 32 | max(from, to), default: 0] += from < to ? 1 : -1
      }
    }
    return edges.values.count { $0 != 0 }
  }
}

/// A NIfTI label map of bytes.
struct ReadLabels {
  let size: [Int]
  let voxels: [UInt8]

  init(path: String) throws {
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    if bytes.starts(with: [0x1F, 0x8B]) { bytes = try Deflate.gunzip(bytes, limit: 1 << 30) }
    let all = bytes
    func integer(_ at: Int) -> Int {
      Int(Int16(bitPattern: UInt16(all[at]) | UInt16(all[at + 1]) << 8))
    }
    try #require(integer(70) == 2, "labels of bytes were expected")
    size = [integer(42), integer(44), integer(46)]
    voxels = Array(bytes[352...])
    try #require(voxels.count == size.reduce(1, *))
  }

  /// SHA-256 of the voxels, x fastest.
  var digest: String { SHA256.digest(of: voxels).hex }
}

/// What a PNG file says in words.
enum ReadPNG {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The chunks that are not pixels, inflated where they are compressed.
  static func words(_ bytes: [UInt8]) throws -> [(kind: String, bytes: [UInt8])] {
    try #require(bytes.starts(with: signature), "no PNG signature")
    var chunks: [(kind: String, bytes: [UInt8])] = []
    var at = 8
    while at + 12 <= bytes.count {
      let length = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
      try #require(at + 12 + length <= bytes.count)
      let kind = String(decoding: bytes[at + 4..<at + 8], as: UTF8.self)
      if kind != "IDAT" { chunks.append((kind, Array(bytes[at + 8..<at + 8 + length]))) }
      at += 12 + length
    }
    try #require(at == bytes.count && chunks.last?.kind == "IEND", "the PNG is not whole")
    return chunks
  }
}
