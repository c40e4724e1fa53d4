internal import Meshing
internal import Viewing
internal import Volumes

extension ShownSurface {
  /// A surface with what the screen tells about it, before all of its triangles were looked at.
  init(_ surface: BrickSurface, of job: SurfaceJob) {
    let mesh = surface.mesh
    self.init(
      mesh: mesh, hesitation: job.doubt.map { Self.hesitation(at: mesh.positions, in: $0) },
      summary: SurfaceSummary(
        checks: nil, greatestDistance: surface.greatestDistance,
        meanDistance: surface.meanDistance, triangles: mesh.triangleCount,
        version: job.version))
    change = job.reference.map { SurfaceChange(of: self, from: $0) }
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

extension SurfaceChecks {
  /// What a look at all triangles finds.
  ///
  /// - Parameter findingCrossings: whether triangles that cross are looked for, which takes longest.
  init(of mesh: Mesh, findingCrossings: Bool = false) {
    let facts = MeshFacts(of: mesh, findingSelfIntersections: findingCrossings)
    self.init(
      isClosed: facts.isWatertight, isManifold: facts.isManifold,
      parts: facts.componentCount - facts.cavityCount, volume: facts.volume,
      openEdges: facts.weldedTopology.openEdges, cavities: facts.cavityCount, tunnels: facts.genus,
      facts: facts)
  }
}
