internal import Files
internal import Meshing
internal import Synchronization
internal import Viewing
internal import Volumes

/// Makes the surfaces that the screen shows, and keeps their bricks, in the background.
///
/// A class because it is one bench with jobs on it. An edit's bricks are made first, since somebody
/// has just changed them and looks; then whole bones, the largest first, two at a time; then finished
/// surfaces are looked at; and beside all that, one surface at a time is searched for triangles that
/// cross, which takes longest and keeps nobody waiting. Of several jobs for one bone only the latest is kept: each holds all that
/// changed since the surface that was answered last. A whole bone in the making is given up when the
/// whole is ordered anew, a look at a surface as soon as there is a newer job.
final class SurfaceWorkshop: Sendable {
  /// How many are made at once.
  static let greatestCount = 2

  private struct Check {
    var bone: UInt8
    var version: Int
    var mesh: Mesh
  }

  private enum Task {
    case make(SurfaceJob, BrickSurface?, threads: Int)
    case check(Check)
    case search(Check)

    var bone: UInt8 {
      switch self {
      case .make(let job, _, _): job.bone
      case .check(let check), .search(let check): check.bone
      }
    }
  }

  private struct State {
    var waiting: [SurfaceJob] = []
    var unchecked: [Check] = []
    var unsearched: [Check] = []
    var isSearching = false
    var running: Set<UInt8> = []
    var kept: [UInt8: BrickSurface] = [:]
    // The latest version ordered of each bone, and of each bone's whole.
    var latest: [UInt8: Int] = [:]
    var latestWhole: [UInt8: Int] = [:]

    /// What to do next; never two things for one bone.
    mutating func take() -> Task? {
      if let work = takeWork() { return work }
      guard !isSearching, waiting.isEmpty, unchecked.isEmpty, !unsearched.isEmpty else {
        return nil
      }
      isSearching = true
      return .search(unsearched.removeFirst())
    }

    /// Ends a task.
    mutating func end(_ task: Task) {
      if case .search = task { isSearching = false } else { running.remove(task.bone) }
    }

    private mutating func takeWork() -> Task? {
      guard running.count < SurfaceWorkshop.greatestCount else { return nil }
      let open = waiting.indices.filter { !running.contains(waiting[$0].bone) }
      if let best = open.max(by: { isLater(waiting[$1], waiting[$0]) }) {
        let job = waiting.remove(at: best)
        running.insert(job.bone)
        // Two bones at once need no second thread each.
        return .make(
          job, job.edited == nil ? nil : kept[job.bone],
          threads: running.count == 1 && waiting.isEmpty ? 2 : 1)
      }
      guard let next = unchecked.firstIndex(where: { !running.contains($0.bone) }) else {
        return nil
      }
      let check = unchecked.remove(at: next)
      running.insert(check.bone)
      return .check(check)
    }

    private func isLater(_ a: SurfaceJob, _ b: SurfaceJob) -> Bool {
      if (a.edited == nil) != (b.edited == nil) { return a.edited != nil }
      return a.block.box.size.count > b.block.box.size.count
    }
  }

  private let state = Mutex(State())
  private let answer: @Sendable (Action) -> Void

  /// Answers each job that is done with `surfaceMade` and then `surfaceChecked` twice, or with
  /// `surfaceFailed`; one that was given up for a later one is not answered.
  init(answer: @escaping @Sendable (Action) -> Void) {
    self.answer = answer
  }

  /// Takes jobs, all of one moment.
  func order(_ jobs: [SurfaceJob]) {
    state.withLock { state in
      for job in jobs {
        state.waiting.removeAll { $0.bone == job.bone }
        state.unchecked.removeAll { $0.bone == job.bone }
        state.unsearched.removeAll { $0.bone == job.bone }
        state.waiting.append(job)
        state.latest[job.bone] = job.version
        if job.edited == nil { state.latestWhole[job.bone] = job.version }
      }
    }
    begin()
  }

  /// Leaves out what was not begun.
  func close() {
    state.withLock { state in
      state.waiting = []
      state.unchecked = []
      state.unsearched = []
    }
  }

  private func begin() {
    while let task = state.withLock({ $0.take() }) {
      QuietThread.start { [self] in
        var next: Task? = task
        while let task = next {
          carryOut(task)
          next = state.withLock { state in
            state.end(task)
            return state.take()
          }
        }
      }
    }
  }

  private func carryOut(_ task: Task) {
    switch task {
    case .make(let job, let kept, let threads):
      do {
        guard
          let surface = try Self.surface(
            job, kept, threads, isCancelled: { self.isStale(job) })
        else { return }
        let shown = ShownSurface(surface, of: job)
        state.withLock { state in
          state.kept[job.bone] = surface
          if state.latest[job.bone] == job.version {
            state.unchecked.append(
              Check(bone: job.bone, version: job.version, mesh: surface.mesh))
          }
        }
        answer(.surfaceMade(job.bone, shown))
      } catch {
        answer(.surfaceFailed(job.bone, version: job.version, "\(error)"))
      }
    case .check(let check):
      let checks = SurfaceChecks(of: check.mesh)
      let isLatest = state.withLock { state in
        guard state.latest[check.bone] == check.version else { return false }
        state.unsearched.append(check)
        return true
      }
      guard isLatest else { return }
      answer(.surfaceChecked(check.bone, version: check.version, checks, isLast: false))
    case .search(let check):
      let checks = SurfaceChecks(of: check.mesh, findingCrossings: true)
      guard state.withLock({ $0.latest[check.bone] == check.version }) else { return }
      answer(.surfaceChecked(check.bone, version: check.version, checks, isLast: true))
    }
  }

  /// Whether the bone's whole surface was ordered again since.
  private func isStale(_ job: SurfaceJob) -> Bool {
    state.withLock { ($0.latestWhole[job.bone] ?? 0) > job.version }
  }

  /// Nil when it was cancelled.
  private static func surface(
    _ job: SurfaceJob, _ kept: BrickSurface?, _ threads: Int, isCancelled: @Sendable () -> Bool
  ) throws -> BrickSurface? {
    if let edited = job.edited, var surface = kept {
      return surface.update(edited, from: job.block, isCancelled: isCancelled) ? surface : nil
    }
    return try BrickSurface(
      of: [job.bone], in: job.block, box: job.block.box, measuringDistance: true, threads: threads,
      isCancelled: isCancelled)
  }
}
