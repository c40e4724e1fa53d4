import Testing

@testable import Viewing

@Suite struct LinkStateTests {
  @Test("a delay is told in steps, from 10 ms on, and stands still while it hardly changes")
  func delay() {
    var state = LinkState()
    #expect(state.words == "")
    func take(_ delay: Double?) -> String {
      state = state.taking(delay: delay, isUnanswered: false)
      return state.words
    }
    #expect(take(3.4) == "")
    #expect(take(38.3) == "38 ms")
    #expect(take(45) == "38 ms")
    #expect(take(64) == "64 ms")
    #expect(take(1260) == "1.3 s")
    #expect(take(nil) == state.words)
    #expect(take(2) == "")
    #expect(state.taking(delay: 5, isUnanswered: true).words == "unpaced")
  }
}
