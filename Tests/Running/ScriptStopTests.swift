import Files
import Testing

@testable import Running

@Suite struct ScriptStopTests {
  @Test(
    "every sentence ends before the next begins",
    arguments: [
      (
        "there is no bone", "1 change before it is saved.",
        "s, line 4: there is no bone. 1 change before it is saved."
      ),
      ("The disk is full.", "", "s, line 4: The disk is full."),
      (
        "did you mean “bone”?", "Nothing was carried out.",
        "s, line 4: did you mean “bone”? Nothing was carried out."
      ),
    ])
  func sentences(_ reason: String, _ done: String, _ whole: String) {
    let stop = ScriptStop(
      source: "s", line: 4, reason: reason, doneBefore: done, exitStatus: .badData)
    #expect(stop.message == whole)
  }
}
