import Testing
import Volumes

@testable import Viewing

@Suite("From where a surface is seen")
struct SurfaceOrientationTests {
  @Test(
    "each standard view has its letters: left, right, top, bottom",
    arguments: [
      (SurfaceOrientation.Standard.anterior, "R L S I"), (.posterior, "L R S I"),
      (.left, "A P S I"), (.right, "P A S I"), (.superior, "L R A P"), (.inferior, "R L A P"),
    ])
  func letters(_ side: SurfaceOrientation.Standard, _ expected: String) {
    let edges = SurfaceOrientation(side).letters
    #expect(
      [edges.left, edges.right, edges.top, edges.bottom].joined(separator: " ") == expected)
  }

  @Test("the side that a view is named after faces the viewer")
  func facing() {
    let letters = SurfaceOrientation.Standard.allCases.map {
      DirectionLetters.of(SurfaceOrientation($0).towardsViewer)
    }
    #expect(letters == ["A", "P", "L", "R", "S", "I"])
  }

  @Test("turning by a right angle leads from one standard view to the next")
  func turned() {
    let front = SurfaceOrientation(.anterior)
    // The front goes to the screen's right, so the patient's right side comes to face the viewer.
    let side = front.turned(yaw: .pi / 2, pitch: 0)
    #expect(DirectionLetters.of(side.towardsViewer) == "R")
    #expect(DirectionLetters.of(side.right) == "A")
    // The front goes down, so the top comes to face the viewer.
    let above = front.turned(yaw: 0, pitch: .pi / 2)
    #expect(DirectionLetters.of(above.towardsViewer) == "S")
    // Turned and then tipped: the right side, which had come to the front, points down.
    #expect(DirectionLetters.of(front.turned(yaw: .pi / 2, pitch: .pi / 2).down) == "R")
    let back = side.turned(yaw: -.pi / 2, pitch: 0)
    #expect(abs(back.right.x - front.right.x) < 1e-12)
  }
}
