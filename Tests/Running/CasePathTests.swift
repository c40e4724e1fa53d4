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
}
