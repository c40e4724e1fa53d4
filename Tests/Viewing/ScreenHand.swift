import Canvas
import Editing
import Reviewing
import Testing
import Volumes

@testable import Viewing

/// A case of 24 × 20 × 16 voxels of 1 × 1 × 2 mm on a screen of 120 × 40 cells, lying as LPS.
///
/// The femur fills x 4...9, y 4...9, z 4...9, the tibia x 14...17, y 4...9, z 4...9.
struct ScreenHand {
  static let size = GridSize(24, 20, 16)

  var session: Session
  /// Edits that were committed, in order.
  var commits: [Edit] = []
  /// All other effects, in order.
  var effects: [Effect] = []

  init(
    columns: Int = 120, rows: Int = 40, doubt: Bool = false, readOnly: String? = nil,
    casePath: String? = nil, ct: (VoxelIndex) -> Int16 = { _ in 40 }
  ) throws {
    let size = Self.size
    let geometry = try Geometry(
      spacing: [1, 1, 2], origin: PatientPoint(0, 0, 0),
      direction: Matrix3(columns: [1, 0, 0], [0, 1, 0], [0, 0, 1]))
    var voxels = [UInt8](repeating: 0, count: size.count)
    var hounsfield = [Int16](repeating: 0, count: size.count)
    for offset in 0..<size.count {
      let index = size.index(offset)
      hounsfield[offset] = ct(index)
      guard (4...9).contains(index.y), (4...9).contains(index.z) else { continue }
      if (4...9).contains(index.x) { voxels[offset] = 1 }
      if (14...17).contains(index.x) { voxels[offset] = 2 }
    }
    let labels = LabelMap(
      volume: Volume(size: size, geometry: geometry, voxels: voxels), table: .knee)
    let review = ReviewCase(
      code: "K7Q2", ct: Volume(size: size, geometry: geometry, voxels: hounsfield),
      ai: BrickedLabels(labels.volume), labels: labels,
      doubt: doubt ? Volume(size: size, geometry: geometry, filledWith: 100) : nil)
    session = Session(
      review,
      situation: CaseSituation(
        side: LateralityEvidence(labels, header: .right), doubtKind: .hesitation, notices: [],
        readOnly: readOnly, isResumed: false, casePath: casePath))
    react(.resized(columns: columns, rows: rows, cellAspect: 2))
  }

  /// Lets something happen; commits are acknowledged at once.
  mutating func react(_ action: Action) {
    for effect in session.react(action) {
      if case .commit(let edit) = effect {
        commits.append(edit)
        effects += session.react(.committed)
      } else {
        effects.append(effect)
      }
    }
  }

  /// Presses characters one after the other.
  mutating func press(_ characters: String) {
    for character in characters { press(.character(character)) }
  }

  /// Presses a key.
  mutating func press(_ code: Key.Code, shift: Bool = false, control: Bool = false) {
    react(.input(.key(Key(code, shift: shift, control: control))))
  }

  /// Types a command and enters it.
  mutating func type(_ command: String) {
    press(":" + command)
    press(.enter)
  }

  /// Moves the mouse: what happens at the cell that shows a voxel in a plane.
  mutating func mouse(
    _ kind: MouseEvent.Kind, _ plane: Plane, _ voxel: VoxelIndex, control: Bool = false,
    alt: Bool = false
  ) throws {
    let cell = try cell(plane, voxel)
    react(.input(.mouse(MouseEvent(kind, x: cell.x, y: cell.y, alt: alt, control: control))))
  }

  /// The middle of the pixel that shows a voxel's centre, in cells.
  func cell(_ plane: Plane, _ voxel: VoxelIndex) throws -> SIMD2<Double> {
    let view = try #require(session.planeView(plane))
    let rect = try #require(session.layout.picture(of: Pane(plane)))
    let pixel = view.pixel(of: GridPoint(voxel))
    return SIMD2(
      Double(rect.x) + pixel.x.rounded(.down) + 0.5,
      Double(rect.y) + (pixel.y.rounded(.down) + 0.5) / 2)
  }

  /// The label at a voxel.
  func label(_ x: Int, _ y: Int, _ z: Int) -> UInt8 {
    session.labels.volume[VoxelIndex(x, y, z)]
  }
}
