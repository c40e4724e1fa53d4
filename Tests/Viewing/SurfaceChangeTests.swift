import Canvas
import Meshing
import Reviewing
import Testing
import Volumes

@testable import Viewing

@Suite("Surfaces coloured by their distance from the AI's")
struct SurfaceChangeTests {
  /// A box as it is shown.
  private static func box(_ low: PatientPoint, _ high: PatientPoint) -> ShownSurface {
    ScreenFixture.surface(low, high)
  }

  @Test("a box moved by 1 mm to its left lies 1 mm outside there, and 1 mm inside on the right")
  func moved() throws {
    let reference = SurfaceDistance(
      to: Self.box(PatientPoint(0, 0, 0), PatientPoint(10, 10, 10)).mesh)
    // Grown by 1 mm towards the patient's left alone: only those corners moved.
    let change = SurfaceChange(
      of: Self.box(PatientPoint(0, 0, 0), PatientPoint(11, 10, 10)), from: reference)
    #expect(change.range == 0...1)
    // Half of the scale's 2 mm: 128 + 63.5, rounded away from zero.
    #expect(change.levels[0] == [128, 192, 128, 192, 128, 192, 128, 192])
    #expect(ChangeLegend.words(change) == "−0.0…+1.0 mm")
    let smaller = SurfaceChange(
      of: Self.box(PatientPoint(3, 3, 3), PatientPoint(7, 7, 7)), from: reference)
    #expect(smaller.range == -3...0)
    #expect(smaller.levels[0] == [UInt8](repeating: 1, count: 8))
    #expect(ChangeLegend.words(smaller) == "−3.0…+0.0 mm")
    let new = SurfaceChange(
      of: Self.box(PatientPoint(3, 3, 3), PatientPoint(7, 7, 7)), from: SurfaceDistance(to: Mesh()))
    #expect(new.range == nil && new.levels[0] == [UInt8](repeating: 255, count: 8))
    #expect(ChangeLegend.words(new) == "not in the AI's labels")
  }

  @Test("no distance shows no colour, 2 mm and more shows the end's, either side its own")
  func colours() {
    let mesh = Mesh(
      positions: [[-4, 0, -4], [4, 0, -4], [4, 0, 4], [-4, 0, 4]], triangles: [0, 1, 2, 0, 2, 3])
    let request = SurfaceRequest(
      orientation: SurfaceOrientation(.anterior), centre: PatientPoint(0, 0, 0), mmPerPixel: 0.5,
      width: 21, height: 21)
    let ramp = ChangeRamp.blueToLime
    func middle(_ distance: Float) -> Colour {
      let value = ChangeRamp.value(of: distance, end: 2)
      let part = SurfacePart(
        mesh, SurfaceMemory.neutral, heat: SurfaceHeat([value, value, value, value], ramp))
      return SurfaceRenderer.render([part], request)[10, 10]
    }
    let plain = SurfaceRenderer.render([SurfacePart(mesh, SurfaceMemory.neutral)], request)[10, 10]
    #expect(middle(0) == plain && middle(0.04) == plain && middle(.nan) == plain)
    let (inside, outside) = (middle(-2), middle(2))
    #expect(inside.blue > inside.red &+ 60 && outside.green > outside.blue &+ 60)
    #expect(middle(-9) == inside && middle(9) == outside && middle(.infinity) == outside)
    // Half the distance lies between.
    #expect(middle(1).blue < plain.blue && middle(1).blue > outside.blue)
  }

  private func jobs(_ effects: [Effect]) -> [ChangeJob] {
    effects.compactMap { if case .measureChange(let job) = $0 { job } else { nil } }
  }

  private func measured(_ job: ChangeJob, _ reference: Mesh) -> [UInt8: MeasuredChange] {
    job.surfaces.mapValues { MeasuredChange(of: $0, from: SurfaceDistance(to: reference)) }
  }

  @Test(
    "u goes from bone to change, the AI's surface is asked for once, and after an edit not again")
  func asking() throws {
    var screen = try ScreenHand()
    for effect in screen.effects {
      guard case .makeSurface(let job) = effect else { continue }
      screen.react(.surfaceMade(job.bone, Self.made(job)))
    }
    screen.effects = []
    screen.type("pane surface")
    #expect(screen.session.changesInWork.isEmpty)
    screen.press("u")
    #expect(screen.session.screen.surface.colouring == .change)
    let first = try #require(jobs(screen.effects).first)
    #expect(jobs(screen.effects).count == 1 && Set(first.surfaces.keys) == [1, 2])
    #expect(first.references.isEmpty && screen.session.changesInWork == [1, 2])
    #expect(
      screen.session.frame(theme: .dark).maskedText.contains("change being measured…"))
    screen.react(.changeMeasured(measured(first, first.surfaces[1]?.mesh ?? Mesh())))
    #expect(screen.session.changesInWork.isEmpty && screen.session.changes.count == 2)
    let text = screen.session.frame(theme: .dark).maskedText
    #expect(text.contains("change none"))
    #expect(text.contains("−2 ") && text.contains("+2 mm"))
    screen.effects = []
    // The re-made bone takes the AI's surface along; nothing else is measured.
    screen.type("tool paint; goto 6,6,11; over any")
    screen.type("apply")
    let jobs = screen.effects.compactMap { effect -> SurfaceJob? in
      if case .makeSurface(let job) = effect { job } else { nil }
    }
    #expect(jobs.map(\.bone) == [1] && jobs.first?.reference != nil)
    #expect(self.jobs(screen.effects).isEmpty)
    screen.press("u")
    #expect(screen.session.screen.surface.colouring == .bone)
  }

  @Test("distances of a surface that was replaced meanwhile are measured again")
  func stale() throws {
    var screen = try ScreenHand()
    for effect in screen.effects {
      guard case .makeSurface(let job) = effect else { continue }
      screen.react(.surfaceMade(job.bone, Self.made(job)))
    }
    screen.effects = []
    screen.type("surface change")
    let first = try #require(jobs(screen.effects).first)
    screen.type("tool paint; goto 6,6,11; over any; apply")
    for case .makeSurface(let job) in screen.effects {
      screen.react(.surfaceMade(job.bone, Self.made(job)))
    }
    screen.effects = []
    screen.react(.changeMeasured(measured(first, Mesh())))
    let second = try #require(jobs(screen.effects).first)
    #expect(Set(second.surfaces.keys) == [1] && second.references[1] != nil)
    #expect(screen.session.changes[1] == nil && screen.session.changes[2] != nil)
  }

  private static func made(_ job: SurfaceJob) -> ShownSurface {
    ScreenFixture.surface(
      PatientPoint(0, 0, 0), PatientPoint(10, 10, 10), version: job.version)
  }
}
