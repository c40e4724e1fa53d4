import Files
import TestKit
import Testing

@testable import Formats

@Suite struct PatientIdentityTests {
  @Test(
    "a name is shown as people write it",
    arguments: [
      ("Doe^Jane^M^Dr", "Doe, Jane M Dr"), ("Doe", "Doe"), ("^Jane", "Jane"), ("", ""), ("^^", ""),
      ("Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada, Tarou (山田, 太郎; やまだ, たろう)"),
      ("Evil\u{1B}[2J^\u{202E}x", "Evil·[2J, ·x"),
    ])
  func names(_ stored: String, _ shown: String) {
    #expect(PatientIdentityReader.name(stored) == shown)
  }

  @Test("a date is shown with its parts apart, and as it is when it has another form")
  func dates() {
    #expect(PatientIdentityReader.date("19610304") == "1961-03-04")
    #expect(PatientIdentityReader.date("1961.03.04") == "1961.03.04")
    #expect(PatientIdentityReader.date("1961") == "1961" && PatientIdentityReader.date("") == "")
  }

  @Test("name and dates are read from a header, in the header's characters")
  func phantom() throws {
    var bytes = try DICOMPhantom.files(slices: 1)[0]
    bytes = DICOMPhantom.setting(0x10, 0x10, "Doe^Jane", in: bytes)
    let folder = try TemporaryFolder()
    try OutputFile.write(bytes, to: folder.path("a"))
    let identity = try PatientIdentityReader.read(folder.path("a"))
    #expect(identity.name == "Doe, Jane" && !identity.isGuessed)
    #expect(throws: DICOMError.self) {
      try OutputFile.write(Array(repeating: 65, count: 400), to: folder.path("b"))
      _ = try PatientIdentityReader.read(folder.path("b"))
    }
  }

  @Test("characters that the header does not explain are guessed, and that is told")
  func guessed() throws {
    let bytes = try DICOMPhantom.files(slices: 1)[0]
    let range = try #require(DICOMPhantom.value(0x10, 0x10, in: bytes))
    try #require(range.count >= 4)
    let folder = try TemporaryFolder()
    func read(_ start: [UInt8]) throws -> PatientIdentity {
      var changed = bytes
      let rest = [UInt8](repeating: 32, count: range.count - start.count)
      changed.replaceSubrange(range, with: start + rest)
      try OutputFile.write(changed, to: folder.path("c"), replace: true)
      return try PatientIdentityReader.read(folder.path("c"))
    }
    // "Çe" in Latin-1: no UTF-8.
    let latin = try read([0xC7, 0x65])
    #expect(latin.name == "Çe" && latin.isGuessed)
    let plain = try read([0x41, 0x65])
    #expect(plain.name == "Ae" && !plain.isGuessed)
  }
}
