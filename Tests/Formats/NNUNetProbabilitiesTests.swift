import Files
import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("Probabilities of nnU-Net")
struct NNUNetProbabilitiesTests {
  private static let size = GridSize(3, 2, 2)

  /// Three classes on 3×2×2 voxels; class 1 leads where the label is 1, and so on.
  private static func softmax(_ labels: [UInt8], lead: Float = 0.6) -> [[Float]] {
    (0..<3).map { channel in
      labels.map { Int($0) == channel ? lead : (1 - lead) / 2 }
    }
  }

  private static let labels: [UInt8] = [0, 1, 2, 0, 0, 1, 2, 2, 1, 0, 0, 0]

  private static func map(_ voxels: [UInt8], _ table: LabelTable = .knee) -> LabelMap {
    LabelMap(volume: Volume(size: size, geometry: .unit, voxels: voxels), table: table)
  }

  private static func file(
    _ channels: [[Float]], _ folder: TemporaryFolder, key: String = "probabilities",
    shape: [Int] = [3, 2, 2, 3]
  ) throws -> String {
    let path = folder.path("a.npz")
    let bytes = NPZWriter.bytes(key: key, shape: shape) { channels[$0] }
    try OutputFile.write(bytes, to: path, replace: true)
    return path
  }

  @Test("the margin of each voxel, to half a step of 1/255 and 1/4095")
  func margin() throws {
    let folder = try TemporaryFolder()
    var channels = Self.softmax(Self.labels)
    // Voxel 4: 0.9 to 0.1 for the background.
    (channels[0][4], channels[1][4], channels[2][4]) = (0.9, 0.02, 0.08)
    let reading = try NNUNetProbabilities.read(
      Self.file(channels, folder), labels: Self.map(Self.labels))
    #expect(reading.classCount == 3)
    // 1 - (0.6 - 0.2) = 0.6 is step 153; 1 - (0.9 - 0.08) = 0.18 is step 46.
    #expect(reading.doubt.voxels == [153, 153, 153, 153, 46, 153, 153, 153, 153, 153, 153, 153])
  }

  @Test("random probabilities agree with the floats within one step")
  func property() throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 77)
    for _ in 0..<20 {
      var channels = (0..<3).map { _ in
        (0..<12).map { _ in Float.random(in: 0.01...1, using: &generator) }
      }
      var labels = [UInt8](repeating: 0, count: 12)
      for voxel in 0..<12 {
        let sum = channels[0][voxel] + channels[1][voxel] + channels[2][voxel]
        for channel in 0..<3 { channels[channel][voxel] /= sum }
        labels[voxel] = UInt8((0..<3).max { channels[$0][voxel] < channels[$1][voxel] } ?? 0)
      }
      let path = try Self.file(channels, folder)
      let doubt = try NNUNetProbabilities.read(path, labels: Self.map(labels)).doubt
      let measures = try ProbabilityMeasures(path, size: Self.size)
      for voxel in 0..<12 {
        let exact = measures.margin[voxel] * 255
        #expect(abs(Float(doubt.voxels[voxel]) - exact) < 0.6, "seed 77")
      }
    }
  }

  @Test("an argmax that differs is refused with the count and the first voxel")
  func mismatch() throws {
    let folder = try TemporaryFolder()
    let path = try Self.file(Self.softmax(Self.labels), folder)
    var edited = Self.labels
    edited[5] = 2
    edited[11] = 1
    #expect(
      throws: ProbabilityError.mismatch(path: path, count: 2, first: VoxelIndex(2, 1, 0))
    ) { try NNUNetProbabilities.read(path, labels: Self.map(edited)) }
    #expect(throws: ProbabilityError.self) {
      try NNUNetProbabilities.read(path, labels: Self.map(Self.labels.reversed()))
    }
  }

  @Test("sums, NaN and numbers beyond 1 are refused with the voxel")
  func notProbabilities() throws {
    let folder = try TemporaryFolder()
    var channels = Self.softmax(Self.labels)
    channels[2][0] += 0.01
    var path = try Self.file(channels, folder)
    #expect {
      try NNUNetProbabilities.read(path, labels: Self.map(Self.labels))
    } throws: {
      guard case .sum(_, let sum, VoxelIndex(0, 0, 0))? = $0 as? ProbabilityError else {
        return false
      }
      return abs(sum - 1.01) < 1e-5
    }
    for value in [Float.nan, 1.5, -0.2, .infinity] {
      channels = Self.softmax(Self.labels)
      channels[1][7] = value
      path = try Self.file(channels, folder)
      #expect {
        try NNUNetProbabilities.read(path, labels: Self.map(Self.labels))
      } throws: {
        guard case .notProbability(_, _, 1, VoxelIndex(1, 0, 1))? = $0 as? ProbabilityError else {
          return false
        }
        return true
      }
    }
  }

  @Test("another grid, another number of classes, another key")
  func otherGrid() throws {
    let folder = try TemporaryFolder()
    let channels = Self.softmax(Self.labels)
    let turned = try Self.file(channels, folder, shape: [3, 3, 2, 2])
    #expect(
      throws: ProbabilityError.grid(path: turned, shape: [3, 3, 2, 2], labels: Self.size)
    ) { try NNUNetProbabilities.read(turned, labels: Self.map(Self.labels)) }
    let good = try Self.file(channels, folder)
    #expect(throws: ProbabilityError.channels(path: good, found: 3, expected: 2)) {
      try NNUNetProbabilities.read(good, labels: Self.map(Self.labels), channelValues: [0, 1])
    }
    let old = try Self.file(channels, folder, key: "softmax")
    #expect(
      throws: ProbabilityError.firstVersion(path: old, shape: [3, 2, 2, 3], labels: Self.size)
    ) { try NNUNetProbabilities.read(old, labels: Self.map(Self.labels)) }
    let other = try Self.file(channels, folder, key: "logits")
    #expect(throws: ProbabilityError.noProbabilities(path: other, found: ["logits.npy"])) {
      try NNUNetProbabilities.read(other, labels: Self.map(Self.labels))
    }
  }

  @Test("channels belong to the sorted source values, not to stored ones")
  func sourceValues() throws {
    let folder = try TemporaryFolder()
    let table = LabelTable([
      LabelEntry(value: 9, name: "femur", sourceValue: 300),
      LabelEntry(value: 4, name: "tibia", sourceValue: 700),
    ])
    let path = try Self.file(Self.softmax(Self.labels), folder)
    let stored = Self.labels.map { [0, 9, 4][Int($0)] as UInt8 }
    let reading = try NNUNetProbabilities.read(
      path, labels: Self.map(stored, table), channelValues: [0, 300, 700])
    #expect(Set(reading.doubt.voxels) == [153])
  }

  /// A file with any header and data, stored through the writer's own archive.
  private static func file(
    header: NPYHeader, _ data: [UInt8], replacing: (String, String)? = nil,
    _ folder: TemporaryFolder
  ) throws -> String {
    var bytes = header.bytes
    if let (old, new) = replacing {
      let at = try #require(bytes.firstRange(of: Array(old.utf8)))
      bytes.replaceSubrange(at, with: Array(new.utf8))
    }
    let path = folder.path("b.npz")
    try OutputFile.write(
      NPZWriter.archive(name: "probabilities.npy", bytes + data), to: path, replace: true)
    return path
  }

  @Test("half floats are read; objects, integers and Fortran order are refused by their reason")
  func types() throws {
    let folder = try TemporaryFolder()
    let half = NPYHeader(kind: .float, width: 2, shape: [3, 2, 2, 3])
    let numbers = Self.softmax(Self.labels).flatMap { $0.map { Float16($0).bitPattern } }
    let data = numbers.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let good = try Self.file(header: half, data, folder)
    let reading = try NNUNetProbabilities.read(good, labels: Self.map(Self.labels))
    #expect(Set(reading.doubt.voxels) == [153])
    for (old, new, reason) in [
      ("'<f2'", "'|O' ", "never unpickled"), ("'<f2'", "'<i2'", "its type is <i2"),
      ("'<f2'", "'>f2'", "its type is >f2"), ("False", "True ", "Fortran order"),
      ("'<f2'", "'<f4'", "bytes"),
    ] {
      let path = try Self.file(header: half, data, replacing: (old, new), folder)
      #expect {
        try NNUNetProbabilities.read(path, labels: Self.map(Self.labels))
      } throws: {
        guard let error = $0 as? ProbabilityError, case .header = error else { return false }
        return error.message.contains(reason)
      }
    }
  }

  @Test("every truncation of an .npz is refused")
  func truncations() throws {
    let folder = try TemporaryFolder()
    let path = try Self.file(Self.softmax(Self.labels), folder)
    let bytes = try InputFile.read(path)
    for count in stride(from: 0, to: bytes.count, by: 3) {
      try OutputFile.write(Array(bytes[..<count]), to: path, replace: true)
      #expect(throws: (any Error).self, "\(count)") {
        try NNUNetProbabilities.read(path, labels: Self.map(Self.labels))
      }
    }
  }

  @Test("one byte changed anywhere in an .npz is refused or harmless, never a crash")
  func everyByte() throws {
    let folder = try TemporaryFolder()
    let path = try Self.file(Self.softmax(Self.labels), folder)
    let bytes = try InputFile.read(path)
    for at in 0..<bytes.count {
      var damaged = bytes
      damaged[at] ^= 0xFF
      try OutputFile.write(damaged, to: path, replace: true)
      _ = try? NNUNetProbabilities.read(path, labels: Self.map(Self.labels))
    }
  }
}

@Suite("Probabilities of the shared data")
struct SharedProbabilitiesTests {
  private static let folder = "totalsegmentator-small/"

  @Test(
    "the synthetic softmax has the margins and entropies of the oracle",
    .enabled(if: SharedData.isHere, Comment(rawValue: SharedData.absence)))
  func second() throws {
    let folder = Self.folder + "nnunet-v2/"
    let dataset = try DatasetJSON(InputFile.read(SharedData.path(folder + "dataset.json")))
    let labels = try NIfTI.readLabels(
      SharedData.path(folder + "CASE.nii.gz"), table: dataset.table
    ).labels
    let path = SharedData.path(folder + "CASE.npz")
    let size = labels.volume.size
    let measures = try ProbabilityMeasures(path, size: size)
    let count = Double(size.count)
    let margin = measures.margin.reduce(0.0) { $0 + Double($1) } / count
    let entropy = measures.entropy.reduce(0.0) { $0 + Double($1) } / count
    #expect(abs(margin - 0.01123615) < 1e-5)
    #expect(abs(entropy - 0.0080107) < 1e-5)
    #expect(abs((measures.margin.max() ?? 0) - 0.98) < 1e-5)
    #expect(abs((measures.entropy.max() ?? 0) - 0.682) < 1e-4)
    #expect(abs(measures.margin.filter { $0 >= 0.5 }.count - 3620) <= 2)
    #expect(abs(measures.margin.filter { $0 >= 0.8 }.count - 1124) <= 2)
    #expect(abs(measures.entropy.filter { $0 >= 0.3 }.count - 5248) <= 2)
    for (index, margin, entropy) in [
      (VoxelIndex(59, 21, 0), 0.98, 0.430555), (VoxelIndex(54, 44, 14), 0.938085, 0.429488),
      (VoxelIndex(61, 40, 25), 0.886513, 0.42667), (VoxelIndex(10, 10, 10), 1e-6, 4e-6),
    ] {
      #expect(abs(Double(measures.margin[size.offset(index)]) - margin) < 1e-5)
      #expect(abs(Double(measures.entropy[size.offset(index)]) - entropy) < 1e-5)
    }
    let reading = try NNUNetProbabilities.read(
      path, labels: labels, channelValues: dataset.channelValues)
    let steps = zip(reading.doubt.voxels, measures.margin).map { abs(Float($0) - $1 * 255) }
    #expect((steps.max() ?? 1) < 0.6)
    #expect(reading.classCount == 5)
  }

  @Test(
    "a flipped or shifted mask is refused",
    .enabled(if: SharedData.isHere, Comment(rawValue: SharedData.absence)))
  func faults() throws {
    let folder = Self.folder + "nnunet-v2/"
    var labels = try NIfTI.readLabels(SharedData.path(folder + "CASE.nii.gz")).labels
    let path = SharedData.path(folder + "CASE.npz")
    let voxels = labels.volume.voxels
    for changed in [voxels.reversed(), Array(voxels[1...] + [0])] {
      labels.volume.voxels = changed
      #expect(throws: ProbabilityError.self) {
        try NNUNetProbabilities.read(path, labels: labels)
      }
    }
  }

  @Test(
    "output of nnU-Net v1 is refused by its reason",
    .enabled(if: SharedData.isHere, Comment(rawValue: SharedData.absence)))
  func first() throws {
    let folder = Self.folder + "nnunet-v1/"
    let labels = try NIfTI.readLabels(SharedData.path(folder + "CASE.nii.gz")).labels
    let path = SharedData.path(folder + "CASE.npz")
    let error = ProbabilityError.firstVersion(
      path: path, shape: [5, 30, 46, 39], labels: GridSize(122, 101, 30))
    #expect(throws: error) { try NNUNetProbabilities.read(path, labels: labels) }
    #expect(error.message.contains("5×30×46×39"))
  }
}
