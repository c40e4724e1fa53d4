import TestKit
import Testing

@Suite(.enabled(if: TmuxServer.isInstalled, "\(TmuxServer.absence)"))
struct KitTmuxTests {
  @Test func aProgramRunsInAWindowOfTheGivenSize() throws {
    let server = try TmuxServer(
      command: ["/bin/sh", "-c", "stty size; echo $TERM; read a; echo got $a; exit 3"],
      columns: 91, rows: 17)
    try server.wait(for: "the size") { $0.hasPrefix("17 91\n") }
    try server.type("knee; 1")
    try server.sendKeys("Enter")
    try server.wait(for: "the answer") { $0.contains("\ngot knee; 1\n") }
    let limit = ContinuousClock.now + .seconds(120)
    var answer = ""
    while !answer.hasPrefix("1 "), ContinuousClock.now < limit {
      answer = try server.ask("#{pane_dead} #{pane_dead_status}")
    }
    // tmux 3.3a now and then loses the status of a child that has ended.
    #expect(["1 3", "1 "].contains(answer))
  }

  @Test func twentyFourBitColoursAreKept() throws {
    let server = try TmuxServer(
      command: ["/bin/sh", "-c", "printf '\\033[48;2;1;2;3mx\\033[m\\n'; read a"],
      columns: 40, rows: 5)
    try server.wait(for: "the colour", colours: true) { $0.contains("48;2;1;2;3mx") }
  }

  @Test func aForgottenServerIsGone() throws {
    var server: TmuxServer? = try TmuxServer(command: ["cat"], columns: 40, rows: 5)
    let id = try #require(try server.flatMap { Int32(try $0.ask("#{pid}")) })
    #expect(ProcessUsage(of: id) != nil)
    server = nil
    // tmux answers before its server has gone.
    let limit = ContinuousClock.now + .seconds(30)
    while let usage = ProcessUsage(of: id), usage.state != "Z", ContinuousClock.now < limit {}
    let usage = ProcessUsage(of: id)
    #expect(usage == nil || usage?.state == "Z")
  }
}
