internal import Meshing

/// A surface made ready to be drawn at any scale: as it is, and coarser for larger pixels.
///
/// A pane of a terminal has so few pixels that dozens of triangles share one. The coarser forms come
/// from gathering corners by cells of a lattice, after Rossignac and Borrel, "Multi-resolution 3D
/// approximations for rendering complex scenes", 1993; corners that face different ways stay apart, so
/// that thin bone keeps both of its sides. A closed surface stays closed: no hole can open, because
/// every edge still leads from one gathered corner to another.
struct SurfaceLevels: Sendable {
  /// One form of the surface.
  struct Level: Sendable {
    /// Ready to be drawn.
    let shape: SurfaceShape
    /// The side of the lattice's cells in mm; 0 for the surface as it is.
    let cell: Float
    /// Which level it was made from.
    let parent: Int
    /// For each corner of that level its corner in this one.
    let corners: [UInt32]
  }

  /// From the finest, which is the surface as it is, to the coarsest.
  private(set) var levels: [Level]

  /// Surfaces of fewer triangles are drawn as they are.
  static let fewest = 4000

  /// Makes a surface ready; one with holes has no coarser forms, because the light on them does not
  /// tell the two sides of a triangle apart.
  init(_ mesh: Mesh, isClosed: Bool) {
    levels = [Level(shape: SurfaceShape(mesh), cell: 0, parent: 0, corners: [])]
    guard isClosed, mesh.triangleCount >= Self.fewest else { return }
    var weights = [[Float](repeating: 1, count: mesh.positions.count)]
    // Cells grow by the root of two; a level is made from the one before the last, a quarter as large.
    var cell = 1.4 * Self.meanEdge(levels[0].shape)
    guard cell > 0, cell.isFinite else { return }
    while levels[levels.count - 1].shape.triangles.count / 3 >= Self.fewest, levels.count < 24 {
      let parent = max(0, levels.count - 2)
      guard let lattice = CornerLattice(levels[parent].shape, weights[parent], cell: cell) else {
        return
      }
      levels.append(
        Level(shape: lattice.shape, cell: cell, parent: parent, corners: lattice.corners))
      weights.append(lattice.weights)
      cell *= 1.414_213_6
    }
  }

  /// The level to draw: the coarsest whose cells are no larger than half a pixel.
  func number(for request: SurfaceRequest) -> Int {
    let pixel = Float(request.mmPerPixel * min(1, request.pixelAspect))
    return levels.lastIndex { $0.cell <= pixel / 2 } ?? 0
  }

  /// The values at the corners of every level, given those of the surface as it is: of all that are
  /// gathered the one furthest from `neutral`, so that no small place of interest is lost.
  func values(_ values: [UInt8], neutral: UInt8) -> [[UInt8]] {
    var all = [values]
    guard values.count == levels[0].shape.positions.count else {
      return levels.map { _ in [] }
    }
    for level in levels.dropFirst() {
      var gathered = [UInt8](repeating: neutral, count: level.shape.positions.count)
      let from = all[level.parent]
      for (corner, place) in level.corners.enumerated() {
        let (new, old) = (from[corner], gathered[Int(place)])
        let distance = new > neutral ? new - neutral : neutral - new
        if distance > (old > neutral ? old - neutral : neutral - old) {
          gathered[Int(place)] = new
        }
      }
      all.append(gathered)
    }
    return all
  }

  /// The mean length of the edges of some hundred triangles from all over the surface.
  private static func meanEdge(_ shape: SurfaceShape) -> Float {
    let count = shape.triangles.count / 3
    var (sum, edges): (Float, Float) = (0, 0)
    for triangle in stride(from: 0, to: count, by: max(1, count / 500)) {
      let corners = shape.triangles[3 * triangle..<3 * triangle + 3].map {
        shape.positions[Int($0)]
      }
      for (a, b) in [(corners[0], corners[1]), (corners[1], corners[2]), (corners[2], corners[0])] {
        let length = ((b - a) * (b - a)).sum().squareRoot()
        guard length.isFinite else { continue }
        sum += length
        edges += 1
      }
    }
    return edges > 0 ? sum / edges : 0
  }
}
