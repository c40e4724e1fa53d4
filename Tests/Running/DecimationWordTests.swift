import Files
import Meshing
import Testing

@testable import Running

@Suite struct DecimationWordTests {
  @Test("a distance and a share are read")
  func good() throws {
    #expect(try DecimationWord(parsing: "0.1mm").step == .distance(0.1))
    #expect(try DecimationWord(parsing: "10mm").step == .distance(10))
    #expect(try DecimationWord(parsing: "50%").step == .share(0.5))
    #expect(try DecimationWord(parsing: "12.5%").step == .share(0.125))
  }

  @Test(
    "anything else is refused, and the refusal shows the forms",
    arguments: [
      "", "mm", "%", "0.1", "0.1 mm", "0,1mm", "-1mm", "+1mm", "1e-1mm", ".5mm", "5.mm", "0x1mm",
      "infmm", "nan%", "50 %", "50%%", "1.2.3mm", "0.1MM", "0.1cm", "1mm\n", "١%",
      "1000000000000mm",
    ])
  func bad(_ text: String) {
    #expect {
      try DecimationWord(parsing: text)
    } throws: { error in
      guard case DecimationWord.Refusal.form = error else { return false }
      return "\(error)".contains("0.1mm") && "\(error)".contains("50%")
    }
  }

  @Test("nothing, and more than there is, are refused by their numbers")
  func limits() {
    #expect(throws: DecimationWord.Refusal.distance(0)) { try DecimationWord(parsing: "0mm") }
    #expect(throws: DecimationWord.Refusal.distance(10.1)) { try DecimationWord(parsing: "10.1mm") }
    #expect(throws: DecimationWord.Refusal.share(0)) { try DecimationWord(parsing: "0.0%") }
    #expect(throws: DecimationWord.Refusal.share(100)) { try DecimationWord(parsing: "100%") }
    #expect(DecimationWord.Refusal.share(100).exitStatus == .usage)
  }
}
