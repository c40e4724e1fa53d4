import Editing
import Files
import Meshing
import Testing
import Volumes

@testable import Reviewing

@Suite struct BoneStandingsTests {
  private static let terms = VerdictTerms(ctDigest: nil, side: .right)

  /// The small labels' tibia, value 2, has its first voxel here.
  private static func edit(_ labels: LabelMap, _ value: UInt8 = 2) throws -> Edit {
    let start = try #require(labels.volume.voxels.firstIndex(of: value))
    return Edit(
      name: "erase", runs: [Edit.Run(start: start, count: 1, before: value, after: 0)])
  }

  private static func judge(
    _ opened: OpenedCase, _ verdict: Verdict, _ value: UInt8 = 2, claim: String? = nil
  ) throws -> VerdictRecord {
    let entry = try #require(opened.labels.table[value])
    return try opened.file.judge(
      Judgement(verdict, on: entry, in: opened.labels.volume, terms, claim: claim)
    ).record
  }

  private static func standings(_ opened: OpenedCase, _ records: [VerdictRecord]? = nil)
    -> BoneStandings
  {
    BoneStandings(
      opened.labels, ai: opened.ai, verdicts: records ?? opened.verdicts, terms: terms)
  }

  @Test("a bone goes from AI to seen, edited, accepted and voided, and an exact undo goes back")
  func road() throws {
    let fixture = try CaseFixture()
    var opened = try fixture.create()
    var standings = Self.standings(opened)
    #expect(standings.state(of: 2, isSeen: false) == .ai)
    #expect(standings.state(of: 2, isSeen: true) == .seen)
    #expect(standings.standing(of: 2) == nil)

    let first = try Self.edit(opened.labels)
    _ = try opened.file.commit(first)
    try first.apply(to: &opened.labels)
    standings.apply(first)
    #expect(standings.state(of: 2, isSeen: true) == .edited)
    #expect(standings.state(of: 1, isSeen: false) == .ai, "another bone is not edited by it")

    let record = try Self.judge(opened, .accept)
    standings.add(record, on: 2)
    #expect(standings.state(of: 2, isSeen: false) == .accepted)

    let second = try Self.edit(opened.labels)
    standings.apply(second)
    #expect(standings.state(of: 2, isSeen: true) == .voided)
    #expect(standings.standing(of: 2)?.change == .voxels)
    standings.apply(second.inverse(named: "undo"))
    #expect(standings.state(of: 2, isSeen: true) == .accepted)

    standings.apply(try Self.edit(opened.labels, 1))
    #expect(standings.state(of: 2, isSeen: true) == .accepted, "another bone voids nothing")
    #expect(standings.state(of: 1, isSeen: true) == .edited)
  }

  @Test("what was judged is found again in another sitting, and an undo there restores it")
  func reopened() throws {
    let fixture = try CaseFixture()
    var opened = try fixture.create()
    _ = try Self.judge(opened, .accept, claim: "Dr Kaya")
    let edit = try Self.edit(opened.labels)
    _ = try opened.file.commit(edit)
    try opened.file.close(reason: "test")
    opened = try fixture.open()
    var standings = Self.standings(opened)
    #expect(standings.state(of: 2, isSeen: false) == .voided)
    #expect(
      VerdictStanding.all(opened.verdicts, in: opened.labels, Self.terms).map(\.isVoided)
        == [true])
    let step = try #require(try opened.file.undo())
    try step.edit.apply(to: &opened.labels)
    standings.apply(step.edit)
    #expect(standings.state(of: 2, isSeen: false) == .accepted)
    let whole = VerdictStanding.all(opened.verdicts, in: opened.labels, Self.terms)
    #expect(whole.map(\.isAccepted) == [true] && whole == [standings.standing(of: 2)])
    #expect(whole.first?.record.who.claim == "Dr Kaya")
    #expect(
      whole.first?.record.text.hasPrefix("accepted by ayse@ws3 (says: Dr Kaya), 2026-") == true)
  }

  @Test("the record that a verdict answers with is the one that the case holds")
  func record() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    let made = try [
      Self.judge(opened, .accept, claim: "Dr Kaya"), Self.judge(opened, .rework, 1),
    ]
    try opened.file.close(reason: "test")
    #expect(try fixture.open(.readOnly).verdicts == made)
    #expect(made[0].value == 2 && made[0].side == .right && !made[0].isScripted)
  }

  @Test("the latest verdict counts: rework after accept is no acceptance and nothing voided")
  func latest() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    var records = [try Self.judge(opened, .accept)]
    records.append(try Self.judge(opened, .rework))
    let standings = Self.standings(opened, records)
    #expect(standings.state(of: 2, isSeen: false) == .ai)
    #expect(standings.standing(of: 2)?.verdict == .rework)
    #expect(standings.standing(of: 2)?.holds == true)
    records.append(try Self.judge(opened, .accept))
    #expect(Self.standings(opened, records).state(of: 2, isSeen: false) == .accepted)
  }

  @Test("another side, recipe or CT voids a verdict, and the reason is told")
  func terms() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    let records = [try Self.judge(opened, .accept)]
    var standings = Self.standings(opened, records)
    standings.terms.side = nil
    #expect(standings.standing(of: 2)?.change == .side(from: .right, to: nil))
    standings.terms.side = .right
    #expect(standings.state(of: 2, isSeen: false) == .accepted)
    func change(_ terms: VerdictTerms) -> VerdictStanding.Change? {
      VerdictStanding.all(records, in: opened.labels, terms).first?.change
    }
    #expect(change(Self.terms) == nil)
    #expect(change(VerdictTerms(ctDigest: nil, side: .left)) == .side(from: .right, to: .left))
    let recipe = VerdictTerms(ctDigest: nil, side: .right, recipe: .init(field: .middle))
    #expect(change(recipe) == .recipe)
    let ct = VerdictTerms(ctDigest: SHA256.digest(of: [UInt8](1...3)), side: .right)
    #expect(change(ct) != nil)
    // A bone with a side of its own keeps it whatever the patient's is.
    var labels = opened.labels
    labels.table[2]?.side = .left
    let entry = try #require(labels.table[2])
    #expect(
      Self.terms.binding(of: entry, in: labels.volume)
        == VerdictTerms(ctDigest: nil, side: nil).binding(of: entry, in: labels.volume))
  }

  @Test("a saved number that does not fit its digest makes nothing accepted")
  func forgedNumber() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    let number = LabelStates(of: opened.labels.volume)[2]
    _ = try opened.file.append(
      .verdict,
      [
        "bone": "tibia", "value": "2", "verdict": "accept", "side": "right",
        "digest": SHA256.digest(of: [UInt8](1...3)).hex, "state": String(number, radix: 16),
        "recipe": Self.terms.recipe.identifier,
      ])
    try opened.file.close(reason: "test")
    let again = try fixture.open()
    #expect(Self.standings(again).state(of: 2, isSeen: false) == .voided)
  }

  @Test("a verdict by name alone, and one with a word of a later version, are read")
  func old() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    let entry = try #require(opened.labels.table[2])
    let digest = Self.terms.binding(of: entry, in: opened.labels.volume)
    _ = try opened.file.append(
      .verdict, ["bone": "Tibia", "verdict": "accept", "digest": digest.hex])
    _ = try opened.file.append(
      .verdict, ["bone": "femur", "verdict": "ponder", "digest": digest.hex])
    try opened.file.close(reason: "test")
    let standings = Self.standings(try fixture.open())
    #expect(standings.state(of: 2, isSeen: false) == .accepted)
    #expect(standings.state(of: 1, isSeen: false) == .ai)
    #expect(standings.standing(of: 1)?.verdict == nil)
  }

  @Test(
    "the same verdict by the same person is a repetition; by another, or after an edit, it is not")
  func repetition() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    let record = try Self.judge(opened, .accept)
    let entry = try #require(opened.labels.table[2])
    func judgement(_ verdict: Verdict, claim: String? = nil) -> Judgement {
      Judgement(verdict, on: entry, in: opened.labels.volume, Self.terms, claim: claim)
    }
    let author = opened.file.author
    #expect(judgement(.accept).repeats(record, by: author))
    #expect(!judgement(.accept).repeats(nil, by: author))
    #expect(!judgement(.rework).repeats(record, by: author))
    #expect(!judgement(.accept, claim: "Dr Kaya").repeats(record, by: author))
    #expect(
      !judgement(.accept).repeats(record, by: Author(user: "b", host: "ws3", terminal: "")))
    var labels = opened.labels
    try Self.edit(labels).apply(to: &labels)
    #expect(
      !Judgement(.accept, on: entry, in: labels.volume, Self.terms).repeats(record, by: author))
  }

  @Test("verify says of each verdict whether it is the latest on its bone and holds")
  func verified() throws {
    let fixture = try CaseFixture()
    let opened = try fixture.create()
    let entries = opened.labels.table.entries
    let terms = VerdictTerms(
      ctDigest: nil, side: LateralityEvidence(opened.labels, header: nil).side)
    for (verdict, entry) in [
      (Verdict.rework, entries[1]), (.accept, entries[1]), (.accept, entries[0]),
    ] {
      _ = try opened.file.judge(
        Judgement(verdict, on: entry, in: opened.labels.volume, terms))
    }
    _ = try opened.file.commit(try Self.edit(opened.labels, 1))
    try opened.file.close(reason: "test")
    let found = try Verification.check(at: fixture.path, context: fixture.context)
    #expect(found.isSound && found.verdicts.count == 3)
    #expect(found.standings.map(\.value) == [1, 2])
    #expect(found.standings.map(\.holds) == [false, true])
    let json = JSONValue.object(found.json)["verdicts"]
    guard case .array(let verdicts)? = json else {
      Issue.record("no verdicts")
      return
    }
    #expect(verdicts.map { $0["holds"] } == [false, true, false])
    #expect(verdicts.map { $0["latest"] } == [false, true, true])
  }

  @Test("the time of a verdict is written as ISO 8601")
  func time() {
    #expect(UTCTime.stamp(1_795_356_153_000_000) == "2026-11-22T14:02:33Z")
    #expect(UTCTime.stamp(-1) == "1969-12-31T23:59:59Z")
  }
}
