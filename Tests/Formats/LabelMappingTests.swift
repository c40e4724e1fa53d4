import TestKit
import Testing
import Volumes

@testable import Formats

@Suite("From values in a file to labels")
struct LabelMappingTests {
  @Test("the values present, whatever the length and wherever they lie")
  func presence() {
    var generator = SeededGenerator(seed: 5)
    for count in [0, 1, 7, 8, 31, 32, 33, 64, 100] {
      for start in [0, 3] {
        var bytes = [UInt8](repeating: 9, count: start + count)
        for index in start..<start + count where Int.random(in: 0..<8, using: &generator) == 0 {
          bytes[index] = UInt8.random(in: 0...255, using: &generator)
        }
        let wanted = Set(bytes[start...])
        let found = LabelPresence.scan(bytes, from: start)
        #expect(Set((0...255).filter { found[$0] }.map { UInt8($0) }) == wanted, "seed 5")
      }
    }
    // A single voxel inside a long run, at each place of a word.
    for place in 0..<64 {
      var run = [UInt8](repeating: 2, count: 96)
      run[place] = 13
      #expect(LabelPresence.scan(run)[13])
    }
  }

  @Test("the lowest free values go to the lowest homeless ones; more than 255 are refused")
  func mapping() throws {
    var values = LabelValues(present: [Bool](repeating: false, count: 256), path: "a")
    for value in [0, 2, 900, 300] { _ = try values.note(value) }
    let mapping = try values.mapping(LabelTable([LabelEntry(value: 1, name: "x", sourceValue: 2)]))
    #expect(mapping.stored(2) == 1)
    #expect(mapping.stored(300) == 2 && mapping.stored(900) == 3)
    #expect(mapping.stored(0) == 0)
    var full = LabelValues(present: [Bool](repeating: true, count: 256), path: "a")
    #expect(throws: Never.self) { try full.mapping(LabelTable([])) }
    _ = try full.note(256)
    #expect(throws: NIfTIError.tooManyLabels(path: "a")) { try full.mapping(LabelTable([])) }
  }
}
