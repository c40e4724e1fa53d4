import Files
import Foundation
import Meshing
import TestKit
import Testing

@Suite("limits of bone sizes")
struct BoneLimitsTests {
  private func parse(_ text: String) throws -> BoneLimits {
    try BoneLimits(parsing: Array(text.utf8), path: "a/limits.json")
  }

  @Test("the file that comes with the program has both limits for each bone, and says where from")
  func shipped() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Themes")
    let limits = try #require(try BoneLimits.read(from: ["/nowhere", folder.path]))
    for kind in BoneKind.allCases {
      for quantity in BoneLimits.Quantity.allCases {
        let range = try #require(limits.ranges[kind]?[quantity])
        #expect(range.least > 0 && range.greatest > 2 * range.least && !range.source.isEmpty)
      }
    }
  }

  @Test("folders without the file give no limits")
  func absent() throws {
    #expect(try BoneLimits.read(from: ["/nowhere"]) == nil)
    #expect(try BoneLimits.read(from: []) == nil)
  }

  @Test("what cannot be used is refused with its place")
  func refused() {
    #expect(throws: BoneLimits.Failure.notJSON(path: "a/limits.json")) { try parse("bones") }
    #expect(throws: BoneLimits.Failure.entry(path: "a/limits.json", place: "bones")) {
      try parse("{}")
    }
    #expect(throws: BoneLimits.Failure.entry(path: "a/limits.json", place: "humerus")) {
      try parse(#"{"bones": {"humerus": {}}}"#)
    }
    for range in [
      #"{"least": 2, "greatest": 1, "source": "x"}"#, #"{"least": 1, "greatest": 2}"#,
      #"{"least": "1", "greatest": 2, "source": "x"}"#, #"{"greatest": 2, "source": "x"}"#,
      #"{"least": 1, "greatest": 2, "source": ""}"#,
    ] {
      #expect(throws: BoneLimits.Failure.entry(path: "a/limits.json", place: "femur.volume_mm3")) {
        try parse(#"{"bones": {"femur": {"volume_mm3": \#(range)}}}"#)
      }
    }
    let failure = BoneLimits.Failure.entry(path: "a/limits.json", place: "femur.x")
    #expect(failure.message.contains("femur.x") && failure.exitStatus == .badData)
  }
}
