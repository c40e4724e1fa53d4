internal import Dispatch
internal import Meshing
internal import Synchronization
internal import Volumes

/// The surface of one bone with everything that is known about it.
struct BoneSurface: Sendable {
  let entry: LabelEntry
  let surface: ExtractedSurface
  let facts: MeshFacts
  let deviation: SurfaceDeviation

  /// How much the surface encloses more than its voxels, in percent.
  var volumeDifference: Double? {
    surface.voxelVolume > 0
      ? (facts.volume - surface.voxelVolume) / surface.voxelVolume * 100 : nil
  }

  /// The surfaces of several bones, made on two threads, in the order of the table.
  ///
  /// - Parameters:
  ///   - boundary: what the recipe's edges name.
  ///   - ticket: hears of each bone, and may stop the rest.
  /// - Throws: `SurfaceFailure` of the first bone that has none, `WorkStopped`.
  static func all(
    of entries: [LabelEntry], in labels: Volume<UInt8>, recipe: SurfaceRecipe = .standard,
    boundary: BoundaryValues? = nil, ticket: WorkTicket? = nil
  ) throws -> [BoneSurface] {
    let bounds = LabelBounds(of: labels)
    let made = Mutex<[Int: Result<BoneSurface, any Error>]>([:])
    let next = Mutex(0)
    let progress = SurfaceProgress(entries.map { bounds.box(of: [$0.value]).size.count }, ticket)
    // The largest first, so that the second thread is not left with it at the end.
    let order = entries.indices.sorted {
      bounds.box(of: [entries[$0].value]).size.count
        > bounds.box(of: [entries[$1].value]).size.count
    }
    DispatchQueue.concurrentPerform(iterations: min(2, entries.count)) { _ in
      while true {
        let turn = next.withLock { turn in
          defer { turn += 1 }
          return turn
        }
        guard turn < order.count else { return }
        let position = order[turn]
        let result = Result {
          try progress.begin(entries[position].name)
          defer { progress.end(position) }
          return try make(entries[position], labels, bounds, recipe, boundary)
        }
        made.withLock { $0[position] = result }
      }
    }
    let results = made.withLock { $0 }
    return try entries.indices.compactMap { try results[$0]?.get() }
  }

  private static func make(
    _ entry: LabelEntry, _ labels: Volume<UInt8>, _ bounds: LabelBounds, _ recipe: SurfaceRecipe,
    _ boundary: BoundaryValues?
  ) throws -> BoneSurface {
    let surface = try SurfaceExtraction.mesh(
      of: [entry.value], in: labels, bounds: bounds, recipe: recipe, boundary: boundary)
    return BoneSurface(
      entry: entry, surface: surface, facts: MeshFacts(of: surface.mesh),
      deviation: SurfaceDeviation(
        of: surface.mesh, from: [entry.value], in: labels, bounds: bounds))
  }
}

/// How much of several surfaces is made, by the size of their boxes.
///
/// A class because two threads count in it.
private final class SurfaceProgress: Sendable {
  private let sizes: [Int]
  private let ticket: WorkTicket?
  private let done = Mutex(0)

  init(_ sizes: [Int], _ ticket: WorkTicket?) { (self.sizes, self.ticket) = (sizes, ticket) }

  func begin(_ name: String) throws(WorkStopped) {
    let whole = max(1, sizes.reduce(0, +))
    try ticket?.goOn(name, 0.95 * Double(done.withLock { $0 }) / Double(whole))
  }

  func end(_ position: Int) { done.withLock { $0 += sizes[position] } }
}
