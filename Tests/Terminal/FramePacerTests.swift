import Testing

@testable import Terminal

@Suite struct FramePacerTests {
  @Test("one large frame is on its way at a time, and small ones may follow it")
  func oneLargeFrame() {
    var pacer = FramePacer()
    #expect(pacer.admits(bytes: 90_000, at: 0))
    pacer.sent(bytes: 90_000, at: 0)
    #expect(!pacer.admits(bytes: 90_000, at: 1))
    #expect(pacer.admits(bytes: 300, at: 1))
    for time in [1.0, 2, 3] { pacer.sent(bytes: 300, at: time) }
    #expect(!pacer.admits(bytes: 300, at: 4))
    for _ in 0..<4 { pacer.acknowledged(at: 100) }
    #expect(!pacer.isWaiting && pacer.admits(bytes: 90_000, at: 100))
  }

  @Test("what a frame may have follows from how long the last ones took")
  func budget() {
    var pacer = FramePacer()
    #expect(pacer.budget == .max)
    // A small one there and back: 40 ms. A large one: 40 ms and 90 000 bytes at 1000 a millisecond.
    pacer.sent(bytes: 200, at: 0)
    pacer.acknowledged(at: 40)
    pacer.sent(bytes: 90_000, at: 100)
    pacer.acknowledged(at: 230)
    #expect(pacer.rate == 1000 && pacer.budget == 60_000 && pacer.delay == 130)
    // The line gets three times slower: half of that counts at once.
    pacer.sent(bytes: 30_000, at: 300)
    pacer.acknowledged(at: 440)
    #expect(pacer.rate == 650 && pacer.budget == 39_000)
    #expect(pacer.roundTrip == 40)
  }

  @Test("a terminal that never answers gets fifteen frames a second, and small ones at once")
  func silence() {
    var pacer = FramePacer()
    pacer.sent(bytes: 50_000, at: 0)
    #expect(pacer.nextLook == 1000)
    let isEarly = pacer.look(at: 999)
    let isTime = pacer.look(at: 1000)
    #expect(!isEarly && isTime)
    #expect(pacer.acknowledgement == .silent)
    pacer.sent(bytes: 50_000, at: 1000)
    #expect(pacer.nextLook == nil && pacer.nextTurn == 1067)
    #expect(!pacer.admits(bytes: 50_000, at: 1066) && pacer.admits(bytes: 100, at: 1001))
    #expect(pacer.admits(bytes: 50_000, at: 1067))
    // An answer that comes after all counts.
    pacer.acknowledged(at: 1100)
    #expect(pacer.acknowledgement == .answers)
  }

  @Test("a line that has answered before is waited for five seconds, and then tried again")
  func stall() {
    var pacer = FramePacer()
    pacer.sent(bytes: 100, at: 0)
    pacer.acknowledged(at: 5)
    pacer.sent(bytes: 60_000, at: 10)
    #expect(pacer.nextLook == 5010)
    let isEarly = pacer.look(at: 4000)
    let isTime = pacer.look(at: 5010)
    #expect(!isEarly && isTime)
    #expect(pacer.acknowledgement == .answers && pacer.admits(bytes: 60_000, at: 5010))
    #expect(pacer.delay == 5000)
  }
}
