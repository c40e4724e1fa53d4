import Testing
import Volumes

@testable import Reviewing

@Suite struct NoteRecordTests {
  private func note(_ text: String) -> NoteRecord {
    NoteRecord(
      seq: 3, at: 1_767_254_400_000_000, who: Author(user: "ayse", host: "ws3", terminal: ""),
      text: text)
  }

  @Test("a note is about the bones that it names as whole words")
  func bones() {
    #expect(note("The Fibula: a gap").bones(in: .knee) == ["fibula"])
    #expect(note("femur and patella are joined").bones(in: .knee) == ["femur", "patella"])
    #expect(note("tibialis anterior").bones(in: .knee).isEmpty)
    let table = LabelTable([
      LabelEntry(value: 1, name: "label 6"), LabelEntry(value: 2, name: "label 69"),
    ])
    #expect(note("label 69 is odd").bones(in: table) == ["label 69"])
  }

  @Test("a line tells when, by whom, about which bone, and what")
  func line() {
    #expect(
      note("the fibula has a gap").line(.knee)
        == "2026-01-01 08:00 UTC, ayse@ws3, about fibula: the fibula has a gap")
    #expect(note("see MRI").line(.knee).contains("about the case: see MRI"))
  }

  @Test("notes are read back in the order in which they were written")
  func readBack() throws {
    let fixture = try CaseFixture()
    let file = try fixture.create().file
    _ = try file.note("first")
    _ = try file.note("second")
    #expect(try file.noteRecords().map(\.text) == ["first", "second"])
  }
}
