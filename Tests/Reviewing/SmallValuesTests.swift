import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct SmallValuesTests {
  @Test("times are those of the calendar")
  func times() {
    #expect(UTCTime.text(0) == "1970-01-01 00:00 UTC")
    #expect(UTCTime.text(951_825_599_000_000) == "2000-02-29 11:59 UTC")
    #expect(UTCTime.text(1_795_356_120_000_000) == "2026-11-22 14:02 UTC")
    #expect(UTCTime.text(-1) == "1969-12-31 23:59 UTC")
    #expect(UTCTime.text(.max) == "time 9223372036854775807")
    #expect(UTCTime.text(.min) == "time -9223372036854775808")
  }

  @Test("codes are letter, digit, letter, digit, and given ones are checked")
  func codes() throws {
    let code = Array(CaseCode.make(from: [0, 255, 23, 8]))
    #expect(code == Array("A9Z2"))
    #expect(try CaseCode.checked("knee_07-B") == "knee_07-B")
    for bad in ["", "a b", "ü", "-x", "a/b", String(repeating: "a", count: 17)] {
      #expect(throws: CaseError.badCode(bad)) { try CaseCode.checked(bad) }
    }
  }

  @Test("an identity is a UUID, and nothing else may name a file")
  func identities() {
    let made = CaseIdentity.make([UInt8](repeating: 0xFF, count: 16))
    #expect(made == "ffffffff-ffff-4fff-bfff-ffffffffffff")
    #expect(CaseIdentity.isValid(made))
    #expect(!CaseIdentity.isValid("../../../../../../etc/passwd00000000"))
  }

  @Test("an author keeps four texts, and control characters cannot forge a line")
  func authors() {
    let author = Author(user: "a\nroot", host: "h", terminal: "", claim: "Dr Kaya")
    #expect(Author(stored: author.stored) == author)
    #expect(author.user == "a·root" && author.description == "a·root@h (says: Dr Kaya)")
    #expect(Author(stored: "") == Author(user: "", host: "", terminal: ""))
  }

  @Test("tables and fields come back as they were, and damaged ones are refused")
  func codecs() throws {
    var table = LabelTable.knee
    table.add(LabelEntry(value: 255, name: "şıa", sourceValue: .min, side: .left, parent: 1))
    table[2]?.isLocked = true
    let bytes = LabelTableCodec.encode(table)
    #expect(try LabelTableCodec.decode(bytes) == table)
    let fields: EventFields = ["a": "1", "a": "2", "": "ü"]
    #expect(try EventFields(decoding: fields.encoded) == fields)
    #expect(fields["a"] == "1" && fields["b"] == nil)
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      var damaged = bytes
      for _ in 0..<3 {
        damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      damaged.removeLast(Int.random(in: 0...3, using: &generator))
      if let read = try? LabelTableCodec.decode(damaged) {
        #expect(read.entries.count <= 255, "seed \(seed)")
      }
      _ = try? EventFields(decoding: damaged)
    }
    for length in 0..<bytes.count {
      #expect(throws: CodecError.self) { try LabelTableCodec.decode(Array(bytes[..<length])) }
    }
  }

  @Test("a number that never ends is refused")
  func endless() {
    var source = ByteSource([UInt8](repeating: 0xFF, count: 20))
    #expect(throws: CodecError.self) { try source.number() }
  }

  @Test("a new edit after an undo empties the redo stack, and steps out of order are refused")
  func stacks() {
    var stacks = UndoStacks()
    func follow(_ kind: EventKind, _ seq: Int, _ target: Int? = nil) -> Bool {
      stacks.follow(kind, seq: seq, target: target)
    }
    #expect(follow(.open, 1))
    #expect(follow(.edit, 2) && follow(.edit, 3))
    #expect(!follow(.undo, 4, 2) && !follow(.redo, 4, 3))
    #expect(follow(.undo, 4, 3))
    #expect(stacks.undo == [2] && stacks.redo == [3])
    #expect(follow(.edit, 5))
    #expect(stacks.undo == [2, 5] && stacks.redo.isEmpty)
    #expect(!follow(.undo, 6))
  }
}
