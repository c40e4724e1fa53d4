import Files
import Foundation
import Reviewing
import TestKit
import Testing
import Volumes

@testable import Running

@Suite struct WorkingSetTests {
  private func makeCase(_ folder: TemporaryFolder, _ side: Side?) throws -> (String, CaseContext) {
    let context = CaseContext.ofThisProcess(stateFolder: folder.path("state"))
    let volume = Volume<UInt8>(size: GridSize(7, 5, 3), geometry: .unit, filledWith: 1)
    let path = folder.path("k.condyle")
    let new = NewCase(labels: LabelMap(volume: volume, table: .knee), headerSide: side)
    try CaseFile.create(at: path, new, context: context).file.close(reason: "made")
    return (path, context)
  }

  @Test("the side of the CT's header outlives the CT", arguments: [Side.left, .right, nil])
  func side(_ side: Side?) throws {
    let folder = try TemporaryFolder()
    let (path, context) = try makeCase(folder, side)
    let set = try WorkingSet.open(
      InputSelection(inputs: [path]), for: .look, context: context)
    #expect(set.side.header == side && set.side.side == side)
    #expect(set.notices.isEmpty, "\(set.notices)")
  }

  @Test("what cannot be recorded is done all the same, with one notice")
  func record() throws {
    let folder = try TemporaryFolder()
    let (path, context) = try makeCase(folder, nil)
    // A folder under the lock's name: nobody has the case, and nobody can get it.
    try OutputFile.makeFolder(path + ".lock")
    let selection = InputSelection(inputs: [path])
    let set = try WorkingSet.open(selection, for: .record, context: context)
    #expect(set.file == nil && set.casePath == path)
    #expect(set.notices.count == 1 && set.notices[0].hasSuffix("This is not recorded in the case."))
    #expect(set.record(.snapshot, ["sha256": "0"]) == nil && set.close("done").isEmpty)
    #expect(throws: CaseError.self) {
      try WorkingSet.open(selection, for: .edit(CasePlace()), context: context)
    }
    rmdir(path + ".lock")
    let recorded = try WorkingSet.open(selection, for: .record, context: context)
    #expect(recorded.file != nil && recorded.notices.isEmpty)
    _ = recorded.close("done")
    try OutputFile.write(
      Array(try InputFile.read(path).prefix(5_000)), to: path, replace: true)
    #expect(throws: CaseError.self) {
      try WorkingSet.open(selection, for: .record, context: context)
    }
  }
}
