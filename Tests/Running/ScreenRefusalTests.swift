import Files
import Testing

@testable import Running

@Suite struct ScreenRefusalTests {
  @Test("what a command of the screen refuses never advises --force, which it does not take")
  func noForce() {
    let errors: [any ExplainedError] = [
      FileError.exists(path: "a.png"), ExportFailure.otherCase(folder: "out", code: "K7Q2"),
    ]
    for error in errors {
      #expect(error.message.contains("--force"))
      let words = ScreenRefusal.words(error)
      #expect(!words.contains("--force") && words.contains("Choose another"), "\(words)")
    }
    #expect(
      ScreenRefusal.words(FileError.missing(path: "x")) == FileError.missing(path: "x").message)
  }
}
