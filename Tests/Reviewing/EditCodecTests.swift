import Editing
import TestKit
import Testing
import Volumes

@testable import Reviewing

@Suite struct EditCodecTests {
  @Test("two runs of one pair take the bytes that the format promises")
  func bytes() throws {
    let edit = Edit(
      name: "ab",
      runs: [
        Edit.Run(start: 5, count: 3, before: 0, after: 2),
        Edit.Run(start: 10, count: 100, before: 0, after: 2),
      ])
    // name, two runs; gap 5, 3·2 + 0, 0, 2; gap 2, 100·2 + 1 = 201 as LEB128.
    #expect(EditCodec.encode(edit) == [2, 97, 98, 2, 5, 6, 0, 2, 2, 0xC9, 0x01])
    #expect(try EditCodec.decode(EditCodec.encode(edit), voxels: 110) == edit)
    #expect(throws: CodecError.self) { try EditCodec.decode(EditCodec.encode(edit), voxels: 109) }
  }

  @Test("any edit comes back as it was, packed or not")
  func roundTrip() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let labels = try CaseFixture.labels()
    for _ in 0..<300 {
      let edit = randomEdit(labels, &generator)
      let body = EventBody(packing: EditCodec.encode(edit))
      let limit = EditCodec.limit(voxels: labels.volume.size.count)
      let bytes = try body.unpacked(limit: limit)
      #expect(
        try EditCodec.decode(bytes, voxels: labels.volume.size.count) == edit, "seed \(seed)")
    }
  }

  @Test("hostile bytes are refused or give an edit that fits the grid, and never trap")
  func fuzz() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let labels = try CaseFixture.labels()
    let voxels = labels.volume.size.count
    for round in 0..<4_000 {
      var bytes = EditCodec.encode(randomEdit(labels, &generator))
      if round % 4 == 0 {
        bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
      }
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      if round % 3 == 0 { bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator)) }
      guard let edit = try? EditCodec.decode(bytes, voxels: voxels) else { continue }
      #expect(
        edit.isEmpty || EditCodec.fault(in: edit, voxels: voxels) == nil, "seed \(seed)")
    }
  }

  @Test("a body that claims more than it can hold is refused before anything is allocated")
  func bomb() {
    let body = EventBody(raw: 1 << 40, bytes: [1, 2, 3])
    #expect(throws: CodecError.self) { try body.unpacked(limit: .max) }
    #expect(throws: CodecError.self) { try EventBody(raw: 2, bytes: [1, 2, 3]).unpacked(limit: 9) }
  }

  @Test("an edit out of order, outside, or without effect has a fault")
  func faults() {
    func fault(_ runs: Edit.Run...) -> String? {
      EditCodec.fault(in: Edit(name: "x", runs: runs), voxels: 100)
    }
    let good = Edit.Run(start: 10, count: 5, before: 0, after: 1)
    #expect(fault(good) == nil)
    #expect(fault() != nil)
    #expect(fault(good, Edit.Run(start: 14, count: 1, before: 0, after: 1)) != nil)
    #expect(fault(Edit.Run(start: 99, count: 2, before: 0, after: 1)) != nil)
    #expect(fault(Edit.Run(start: -1, count: 2, before: 0, after: 1)) != nil)
    #expect(fault(Edit.Run(start: 1, count: .max, before: 0, after: 1)) != nil)
    #expect(fault(Edit.Run(start: 1, count: 2, before: 1, after: 1)) != nil)
  }
}
