import Files
import Formats
import Foundation
import Testing
import TestKit
import Volumes

@testable import Running

/// The committed sample against what the command writes today.
@Suite struct SlowSampleTests {
  private static var committed: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Samples/knee").path
  }

  @Test("the command reproduces the committed sample: voxels, labels, doubt and truth")
  func reproduces() throws {
    let folder = try TemporaryFolder()
    _ = try SampleWriter.write(to: folder.path("knee"), clean: false)
    let made = try InputLoader.load(InputSelection(inputs: [folder.path("knee")]))
    let kept = try InputLoader.load(InputSelection(inputs: [Self.committed]))
    let (a, b) = (try #require(made.ct), try #require(kept.ct))
    #expect(a.volume == b.volume)
    #expect(a.headerSide == .right)
    #expect(try #require(made.labels).map.volume == #require(kept.labels).map.volume)
    #expect(made.labels?.map.table == kept.labels?.map.table)
    #expect(try #require(made.doubt).volume == #require(kept.doubt).volume)
    #expect(
      try NIfTI.readLabels(folder.path("knee/truth/knee.nii.gz")).labels.volume
        == NIfTI.readLabels(Self.committed + "/truth/knee.nii.gz").labels.volume)
    let truth = try InputFile.read(folder.path("knee/truth/truth.json"))
    #expect(try truth == InputFile.read(Self.committed + "/truth/truth.json"))
  }

  @Test("the probabilities of the committed sample are the command's, float by float")
  func probabilities() throws {
    let folder = try TemporaryFolder()
    _ = try SampleWriter.write(to: folder.path("knee"), clean: false)
    func floats(_ path: String) throws -> Digest {
      let archive = try ZipArchive(path)
      let entry = try #require(archive.entry(named: "probabilities.npy"))
      let stream = ZipEntryStream(archive, entry)
      var hash = SHA256()
      while true {
        let piece = try stream.read(count: 1 << 20)
        guard !piece.isEmpty else { return hash.finish() }
        hash.update(piece)
      }
    }
    #expect(try floats(folder.path("knee/knee.npz")) == floats(Self.committed + "/knee.npz"))
  }

  @Test("a folder that holds something is left alone")
  func refusesFullFolder() throws {
    let folder = try TemporaryFolder()
    try OutputFile.write([1], to: folder.path("mine"))
    #expect(throws: FileError.exists(path: folder.path("mine"))) {
      try SampleWriter.write(to: folder.path, clean: false)
    }
  }

  @Test("the committed sample is at most 10 MB")
  func size() throws {
    var bytes = 0
    let files = try #require(FileManager.default.enumerator(atPath: Self.committed))
    for case let name as String in files {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: Self.committed + "/" + name)
      bytes += attributes[.size] as? Int ?? 0
    }
    #expect(bytes > 1_000_000 && bytes < 10_000_000)
  }
}
