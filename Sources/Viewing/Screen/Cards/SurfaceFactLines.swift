internal import Editing
internal import Meshing
internal import Reviewing
internal import Volumes

/// Everything that is known about a bone's surface, for the card of `surface facts`.
enum SurfaceFactLines {
  /// The lines, with the contacts that were looked for when the card was opened.
  static func lines(of bone: UInt8, _ contacts: [String], _ session: Session) -> [String] {
    guard session.tally.counts[Int(bone)] > 0 else { return ["The bone has no voxels."] }
    guard let summary = session.surfaces[bone]?.summary else {
      return ["The surface is not there yet."]
    }
    guard let facts = summary.checks?.facts else {
      return ["\(summary.triangles) triangles.", "The surface is being checked…"] + contacts
    }
    var lines = [
      "\(facts.triangleCount) triangles, \(counted(facts.vertexCount, "vertex", "vertices"))",
      shape(facts), topology(facts), joined(facts),
    ]
    if facts.degenerateTriangles > 0 {
      lines.append("\(counted(facts.degenerateTriangles, "triangle")) without area")
    }
    lines.append(crossings(facts, isSearching: session.checksInWork.contains(bone)))
    lines += sizes(facts, of: bone, session)
    if let angle = facts.smallestAngle {
      lines.append("smallest angle \(PositionText.decimal(angle, places: 1))°")
    }
    lines.append(fit(summary))
    lines += contacts
    if summary.version < session.changedAt[bone] ?? 0 {
      lines.append("All this is from before the last change.")
    }
    return lines
  }

  private static func shape(_ facts: MeshFacts) -> String {
    let parts = facts.componentCount - facts.cavityCount
    return [
      facts.isWatertight ? "closed" : "OPEN", facts.isManifold ? "two-manifold" : "NOT MANIFOLD",
      counted(parts, "part"), counted(facts.cavityCount, "cavity", "cavities"),
      facts.genus.map { counted($0, "tunnel") } ?? "tunnels unknown",
      "Euler number \(facts.topology.eulerNumber)",
    ].joined(separator: ", ")
  }

  private static func topology(_ facts: MeshFacts) -> String { words(facts.topology) }

  private static func joined(_ facts: MeshFacts) -> String {
    facts.topology == facts.weldedTopology
      ? "the same when a reader joins equal corners"
      : "when a reader joins equal corners: " + words(facts.weldedTopology)
  }

  private static func words(_ topology: MeshTopology) -> String {
    [
      counted(topology.openEdges, "open edge"),
      counted(topology.nonManifoldEdges, "non-manifold edge"),
      counted(topology.nonManifoldVertices, "non-manifold vertex", "non-manifold vertices"),
      "\(topology.misorientedEdges) misoriented",
      counted(topology.duplicateTriangles, "duplicate triangle"),
    ].joined(separator: ", ")
  }

  private static func crossings(_ facts: MeshFacts, isSearching: Bool) -> String {
    if let count = facts.selfIntersections {
      return counted(count, "pair of crossing triangles", "pairs of crossing triangles")
    }
    return isSearching
      ? "crossing triangles are being looked for…"
      : "whether triangles cross could not be found out in bounded time"
  }

  private static func sizes(_ facts: MeshFacts, of bone: UInt8, _ session: Session) -> [String] {
    let voxels = Double(session.tally.counts[Int(bone)]) * session.review.geometry.voxelVolume
    let difference =
      facts.volumeDifference(toVoxels: voxels).map {
        ", \($0 < 0 ? "" : "+")\(PositionText.decimal($0, places: 2)) % against its voxels"
      } ?? ""
    return [
      "volume \(PositionText.decimal(facts.volume / 1000, places: 2)) cm³\(difference)",
      "area \(PositionText.decimal(facts.area / 100, places: 1)) cm²",
    ]
  }

  private static func fit(_ summary: SurfaceSummary) -> String {
    guard let greatest = summary.greatestDistance, let mean = summary.meanDistance else {
      return "how far it lies from its voxels is unknown"
    }
    return
      "vertices lie at most \(PositionText.decimal(greatest, places: 2)) mm from the voxels' faces, "
      + "\(PositionText.decimal(mean, places: 2)) mm in the mean"
  }
}
