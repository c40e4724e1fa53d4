internal import Meshing
internal import Viewing
internal import Volumes

extension ShownSurface {
  /// The surface of a job's block with what the screen tells about it.
  ///
  /// Where its triangles cross is left out: it takes longest, and an export looks for it.
  ///
  /// - Throws: `SurfaceFailure`.
  static func made(by job: SurfaceJob) throws -> ShownSurface {
    let bounds = LabelBounds(of: job.block)
    let values: Set<UInt8> = [job.bone]
    let mesh = try SurfaceExtraction.mesh(of: values, in: job.block, bounds: bounds).mesh
    let facts = MeshFacts(of: mesh, findingSelfIntersections: false)
    let deviation = SurfaceDeviation(of: mesh, from: values, in: job.block, bounds: bounds)
    var shown = ShownSurface(
      mesh: mesh, hesitation: job.doubt.map { hesitation(at: mesh.positions, in: $0) },
      summary: SurfaceSummary(
        isClosed: facts.isWatertight, isManifold: facts.isManifold, parts: facts.componentCount,
        greatestDistance: deviation.max.flatMap { $0.isFinite ? $0 : nil },
        volume: facts.volume, triangles: facts.triangleCount, version: job.version,
        openEdges: facts.weldedTopology.openEdges, tunnels: tunnels(facts)))
    shown.change = job.reference.map { SurfaceChange(of: shown, from: $0) }
    return shown
  }

  /// Tunnels through all parts together; nil unless the surface is a closed two-manifold.
  static func tunnels(_ facts: MeshFacts) -> Int? {
    facts.isManifold ? facts.componentCount - facts.topology.eulerNumber / 2 : nil
  }

  /// The greatest doubt of the eight voxels around each place.
  ///
  /// A vertex lies between a voxel of the bone and one beside it, and the AI may have hesitated about
  /// either; the greatest of both hides no doubtful place, and does not hang on how a number is rounded.
  static func hesitation(
    at positions: [SIMD3<Float>], in doubt: Volume<UInt8>
  ) -> [UInt8] {
    let (size, geometry) = (doubt.size, doubt.geometry)
    var result = [UInt8](repeating: 0, count: positions.count)
    guard size.count > 0 else { return result }
    let values = doubt.voxels.span
    let last = SIMD3(Double(size.x - 1), Double(size.y - 1), Double(size.z - 1))
    for number in positions.indices {
      let place = geometry.gridPoint(PatientPoint(SIMD3<Double>(positions[number]))).vector
      let low = place.rounded(.down).clamped(lowerBound: .zero, upperBound: last)
      let high = place.rounded(.up).clamped(lowerBound: .zero, upperBound: last)
      let (x0, x1) = (Int(low.x), Int(high.x))
      var greatest: UInt8 = 0
      for corner in 0..<4 {
        let y = Int(corner & 1 == 0 ? low.y : high.y)
        let z = Int(corner & 2 == 0 ? low.z : high.z)
        let row = (z &* size.y &+ y) &* size.x
        greatest = max(greatest, max(values[row &+ x0], values[row &+ x1]))
      }
      result[number] = greatest
    }
    return result
  }
}
