import Files
import Foundation
import Reviewing
import Testing
import Volumes

@testable import Running

/// Uncertainty beside a case: it lies where it lies in the patient, or it is refused.
@Suite struct CaseDoubtTests {
  private func bench() throws -> Workbench {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    return bench
  }

  private func open(_ bench: Workbench, _ inputs: [String]) throws -> WorkingSet {
    try WorkingSet.open(
      InputSelection(inputs: inputs.map { bench.path($0) }), for: .look,
      context: .ofThisProcess(stateFolder: bench.state + "/condyle"))
  }

  /// Doubt of 1/2 at one voxel of a grid that begins some mm higher than the knee's.
  private func doubt(
    at voxel: VoxelIndex, higherBy offset: Float, size: GridSize = GridSize(40, 36, 44)
  ) -> [UInt8] {
    var values = [Float](repeating: 0, count: size.count)
    values[size.offset(voxel)] = 0.5
    var file = SmallKnee.nifti(values, type: 16, bits: 32, size: [size.x, size.y, size.z])
    withUnsafeBytes(of: offset - 400) { file.replaceSubrange(324..<328, with: $0) }
    return file
  }

  @Test("doubt on a grid of the same size elsewhere is placed by millimetres, given and recalled")
  func placed() throws {
    let bench = try bench()
    for (name, inputs) in [("l", ["labels.nii"]), ("c", ["ct.nii", "labels.nii"])] {
      let file = name + ".condyle"
      #expect(try bench.run(["run"] + inputs + ["--case", file, "-c", "write"]).status == 0)
      try bench.write("doubt.nii", doubt(at: VoxelIndex(20, 18, 10), higherBy: 5))
      let given = try #require(try open(bench, [file, "doubt.nii"]).doubt)
      try #require(given.size == GridSize(40, 36, 44))
      #expect(given[VoxelIndex(20, 18, 15)] == 128 && given.voxels.count { $0 > 0 } == 1)
      #expect(try bench.run("run", file, "doubt.nii", "-c", "write").status == 0)
      #expect(try open(bench, [file]).doubt == given)
    }
  }

  @Test("doubt of another size is placed too")
  func otherSize() throws {
    let bench = try bench()
    #expect(try bench.run("run", "labels.nii", "--case", "k.condyle", "-c", "write").status == 0)
    try bench.write(
      "doubt.nii", doubt(at: VoxelIndex(30, 7, 2), higherBy: 40, size: GridSize(37, 9, 8)))
    let set = try open(bench, ["k.condyle", "doubt.nii"])
    let placed = try #require(set.doubt)
    try #require(placed.size == GridSize(40, 36, 44))
    #expect(placed[VoxelIndex(30, 7, 42)] == 128 && placed.voxels.count { $0 > 0 } == 1)
    #expect(set.notices.contains { $0.contains("another grid (37×9×8) than the case") })
  }

  @Test("doubt beside the case is refused by name; a remembered one is told and left out")
  func elsewhere() throws {
    let bench = try bench()
    #expect(try bench.run("run", "labels.nii", "--case", "k.condyle", "-c", "write").status == 0)
    try bench.write("doubt.nii", doubt(at: VoxelIndex(1, 1, 1), higherBy: 500))
    let refused = try bench.run("info", "k.condyle", "doubt.nii")
    #expect(refused.status == 65, "\(refused.all)")
    #expect(refused.err.contains("doubt.nii lies elsewhere than the case"), "\(refused.err)")
    try bench.write("doubt.nii", doubt(at: VoxelIndex(1, 1, 1), higherBy: 0))
    #expect(try bench.run("run", "k.condyle", "doubt.nii", "-c", "write").status == 0)
    try bench.write("doubt.nii", doubt(at: VoxelIndex(1, 1, 1), higherBy: 500))
    let set = try open(bench, ["k.condyle"])
    #expect(set.doubt == nil && set.notices.contains { $0.contains("lies elsewhere") })
  }

  @Test("probabilities go with a case whose label map is gone")
  func probabilities() throws {
    let bench = try bench()
    #expect(try bench.run("run", "labels.nii", "--case", "k.condyle", "-c", "write").status == 0)
    // A correction must not matter: the probabilities belong to what the AI said.
    let edit = try bench.run("run", "k.condyle", "-c", "brush 3mm; erase 20,18,32")
    #expect(edit.status == 0)
    try FileManager.default.removeItem(atPath: bench.path("labels.nii"))
    try bench.write("knee.npz", SmallKnee.npzFile)
    let given = try #require(try open(bench, ["k.condyle", "knee.npz"]).doubt)
    // 1 - (0.96 - 0.01) of 255.
    #expect(given.voxels.allSatisfy { $0 == 13 })
    #expect(try bench.run("run", "k.condyle", "knee.npz", "-c", "write").status == 0)
    #expect(try open(bench, ["k.condyle"]).doubt == given)
    try bench.write(
      "wrong.npz",
      SmallKnee.npz(
        Array(SmallKnee.probabilities.reversed()), shape: [5, 44, 36, 40]))
    let wrong = try bench.run("info", "k.condyle", "wrong.npz")
    #expect(wrong.status == 65 && wrong.err.contains("differs from the label map"))
  }

  @Test("probabilities of a label map on another grid than the case need that label map")
  func otherGrid() throws {
    let bench = try bench()
    try bench.write(
      "ct.nii",
      SmallKnee.nifti(
        [Int16](SmallKnee.ct[..<(40 * 36 * 30)]), type: 4, bits: 16, size: [40, 36, 30]))
    try bench.write("knee.npz", SmallKnee.npzFile)
    let made = try bench.run("run", "ct.nii", "labels.nii", "--case", "k.condyle", "-c", "write")
    #expect(made.status == 0, "\(made.all)")
    // The label map is still where it was.
    let found = try #require(try open(bench, ["k.condyle", "knee.npz"]).doubt)
    #expect(found.size == GridSize(40, 36, 30) && found.voxels.allSatisfy { $0 == 13 })
    try FileManager.default.moveItem(
      atPath: bench.path("labels.nii"), toPath: bench.path("moved.nii"))
    let refused = try bench.run("info", "k.condyle", "knee.npz")
    #expect(refused.status == 65 && refused.err.contains("Give that label map too"))
    #expect(try bench.run("info", "k.condyle", "moved.nii", "knee.npz").status == 0)
  }
}
