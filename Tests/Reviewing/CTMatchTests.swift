import Files
import Testing
import Volumes

@testable import Reviewing

@Suite struct CTMatchTests {
  @Test("one voxel, or the same voxels in another shape, make another CT")
  func match() {
    let ct = Volume<Int16>(size: GridSize(4, 3, 2), geometry: .unit, filledWith: -1_000)
    var other = ct
    other.voxels[5] = -999
    let shaped = Volume<Int16>(size: GridSize(3, 4, 2), geometry: .unit, voxels: ct.voxels)
    let digest = CTMatch.digest(of: ct)
    #expect(CTMatch(recorded: digest, found: CTMatch.digest(of: ct)) == .same)
    #expect(CTMatch(recorded: digest, found: CTMatch.digest(of: other)) == .different)
    #expect(CTMatch(recorded: digest, found: CTMatch.digest(of: shaped)) == .different)
    #expect(CTMatch(recorded: digest, found: nil) == .missing)
    #expect(CTMatch(recorded: nil, found: digest) == .unrecorded)
    #expect(CTMatch(recorded: nil, found: nil) == .noCT)
    #expect(CTMatch.same.message == nil && CTMatch.noCT.message == nil)
    #expect(CTMatch.missing.message?.contains("--ct") == true)
  }
}
