import Canvas
import Editing
import Meshing
import Reviewing
import Volumes

@testable import Viewing

/// A small knee of boxes, and a session that looks at it on a screen.
enum ScreenFixture {
  /// 32 × 28 × 24 voxels.
  static let size = GridSize(32, 28, 24)

  /// A session on a screen of so many cells.
  static func session(
    columns: Int, rows: Int, names: [String]? = nil, code: String = "K7Q2", header: Side? = .right
  ) throws -> Session {
    let geometry = try Geometry(
      spacing: [0.5, 0.5, 0.75], origin: PatientPoint(-8, 10, 40))
    var voxels = [UInt8](repeating: 0, count: size.count)
    var ct = [Int16](repeating: -80, count: size.count)
    var doubt = [UInt8](repeating: 0, count: size.count)
    let boxes: [(UInt8, ClosedRange<Int>, ClosedRange<Int>, ClosedRange<Int>)] = [
      (1, 8...22, 9...20, 12...21), (2, 9...23, 10...20, 1...10), (3, 12...18, 3...7, 10...17),
      (4, 0...5, 10...19, 0...9),
    ]
    for (value, x, y, z) in boxes {
      for k in z {
        for j in y {
          for i in x {
            let at = size.offset(VoxelIndex(i, j, k))
            voxels[at] = value
            ct[at] = Int16(300 + 7 * ((i * 3 + j * 5 + k) % 40))
            doubt[at] = i == x.lowerBound ? 200 : j == y.lowerBound ? 100 : 20
          }
        }
      }
    }
    let table =
      names.map { names in
        LabelTable(
          names.enumerated().map { LabelEntry(value: UInt8($0 + 1), name: $1, colourRole: $0 + 1) })
      } ?? .knee
    let labels = LabelMap(
      volume: Volume(size: size, geometry: geometry, voxels: voxels), table: table)
    let situation = CaseSituation(
      side: LateralityEvidence(labels, header: header), doubtKind: .hesitation,
      notices: ["The header and the bones agree about the side."], readOnly: nil, isResumed: false)
    var session = Session(
      ReviewCase(
        code: code, ct: Volume(size: size, geometry: geometry, voxels: ct),
        ai: BrickedLabels(labels.volume), labels: labels,
        doubt: Volume(size: size, geometry: geometry, voxels: doubt)), situation: situation)
    session.screen.columns = columns
    session.screen.rows = rows
    for (value, x, y, z) in boxes.prefix(table.entries.count) {
      session.surfaces[value] = surface(
        geometry.point(VoxelIndex(x.lowerBound, y.lowerBound, z.lowerBound)),
        geometry.point(VoxelIndex(x.upperBound, y.upperBound, z.upperBound)))
    }
    return session
  }

  /// The surface of a box, outward, with doubt at its lower corners.
  static func surface(
    _ low: PatientPoint, _ high: PatientPoint, isClosed: Bool = true, version: Int = 0
  ) -> ShownSurface {
    let (a, b) = (SIMD3<Float>(low.vector), SIMD3<Float>(high.vector))
    let corners = (0..<8).map { corner in
      SIMD3<Float>(
        corner & 1 == 0 ? a.x : b.x, corner & 2 == 0 ? a.y : b.y, corner & 4 == 0 ? a.z : b.z)
    }
    let triangles: [UInt32] = [
      0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6,
      1, 3, 5, 3, 7, 5,
    ]
    return ShownSurface(
      mesh: Mesh(positions: corners, triangles: triangles),
      hesitation: (0..<8).map { $0 & 4 == 0 ? 255 : 0 },
      summary: SurfaceSummary(
        checks: SurfaceChecks(
          isClosed: isClosed, isManifold: true, parts: 1,
          volume: Double(abs((b - a).x * (b - a).y * (b - a).z))),
        greatestDistance: 0.21, triangles: 12, version: version))
  }
}

extension Frame {
  /// The frame as text with every cell of a picture as "▒", because pictures have tests of their own.
  var maskedText: String {
    (0..<rows).map { row in
      var line = String(
        String.UnicodeScalarView(
          (0..<columns).map { self[$0, row].style.contains(.picture) ? "▒" : self[$0, row].scalar })
      )
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n") + "\n"
  }

  /// The picture inside a pane as pixels, two a cell.
  func picture(_ rect: CellRect) -> Raster {
    var raster = Raster(width: rect.width, height: 2 * rect.height, filledWith: .black)
    for row in 0..<rect.height {
      for column in 0..<rect.width {
        let cell = self[rect.x + column, rect.y + row]
        raster[column, 2 * row] = cell.foreground
        raster[column, 2 * row + 1] = cell.background
      }
    }
    return raster
  }
}

/// One scale for all planes.
func scales(_ mmPerPixel: Double) -> [Plane: Double] {
  Dictionary(uniqueKeysWithValues: Plane.allCases.map { ($0, mmPerPixel) })
}
