import Foundation
import TestKit
import Testing

@testable import Running

@Suite struct CasePathTests {
  @Test(
    "a case lies beside its labels or its CT, under their stem",
    arguments: [
      ("/a/knee.nii.gz", "/a/knee.condyle"), ("/a/knee.NII", "/a/knee.condyle"),
      ("/a/ct/", "/a/ct.condyle"), ("knee.nii.gz", "./knee.condyle"),
      ("/a/x.y.nrrd", "/a/x.y.condyle"), (".", "./case.condyle"),
    ])
  func beside(_ anchor: String, _ path: String) {
    #expect(CasePath.beside(anchor) == path)
  }

  @Test("an old case is moved aside with its log, under a number that is free")
  func moveAside() throws {
    let folder = try TemporaryFolder()
    for name in ["k.condyle", "k.condyle-wal", "k.old-1.condyle"] {
      try Data(name.utf8).write(to: URL(fileURLWithPath: folder.path(name)))
    }
    let moved = try CasePath.moveAside(folder.path("k.condyle"))
    #expect(moved == folder.path("k.old-2.condyle"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["k.old-1.condyle", "k.old-2.condyle", "k.old-2.condyle-wal"])
    #expect(FileManager.default.contents(atPath: moved) == Data("k.condyle".utf8))
  }
}
