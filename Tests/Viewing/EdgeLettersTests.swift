import Testing
import Volumes

@testable import Viewing

@Suite("Letters at the edges")
struct EdgeLettersTests {
  private func letters(_ plane: Plane, _ name: String) throws -> String {
    let geometry = try Grids.geometry(name)
    let edges = EdgeLetters(PlaneAxes(plane, geometry), geometry)
    return [edges.left, edges.right, edges.top, edges.bottom].joined(separator: " ")
  }

  @Test(
    "upright grids have the radiologist's letters however they are stored",
    arguments: ["LPS", "RAS", "SLA", "PIR"])
  func upright(_ name: String) throws {
    #expect(try letters(.axial, name) == "R L A P")
    #expect(try letters(.coronal, name) == "R L S I")
    #expect(try letters(.sagittal, name) == "A P S I")
  }

  @Test(
    "an oblique grid gets compound letters, the nearest first",
    arguments: ["oblique", "oblique RAS"])
  func oblique(_ name: String) throws {
    // The first axis is 0.96 L + 0.28 P.
    #expect(try letters(.axial, name).hasPrefix("RA LP A"))
  }

  @Test("positions carry the letter of their side")
  func positions() {
    let point = PatientPoint(-12.46, 30, -0.04)
    #expect(PositionText.all(point) == "R 12.5 P 30.0 I 0.0")
    #expect(PositionText.across(.axial, at: PatientPoint(0, 0, 42.55)) == "S 42.6")
    #expect(PositionText.decimal(.nan, places: 1) == "–")
    #expect(PositionText.decimal(-0.256, places: 2) == "-0.26")
  }
}
