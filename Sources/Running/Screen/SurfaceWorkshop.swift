internal import Files
internal import Synchronization
internal import Viewing
internal import Volumes

/// Makes the surfaces that the screen shows, two at a time, in the background.
///
/// A class because it is one bench with jobs on it. Of several jobs for one bone only the latest is
/// kept: the labels that the others were made from are gone. Later labels come first, because somebody
/// has just changed them and looks; among jobs of one moment the largest, so that the second thread is
/// not left with it at the end.
final class SurfaceWorkshop: Sendable {
  /// How many are made at once.
  static let greatestCount = 2

  private struct State {
    var waiting: [SurfaceJob] = []
    var running: Set<UInt8> = []

    /// The job to do next; never a second one of the same bone.
    mutating func take() -> SurfaceJob? {
      guard running.count < SurfaceWorkshop.greatestCount else { return nil }
      let open = waiting.indices.filter { !running.contains(waiting[$0].bone) }
      let best = open.max { lower(waiting[$0], waiting[$1]) }
      guard let best else { return nil }
      let job = waiting.remove(at: best)
      running.insert(job.bone)
      return job
    }

    private func lower(_ a: SurfaceJob, _ b: SurfaceJob) -> Bool {
      (a.version, a.block.size.count) < (b.version, b.block.size.count)
    }
  }

  private let state = Mutex(State())
  private let answer: @Sendable (Action) -> Void

  /// Answers each job that is done with `surfaceMade` or `surfaceFailed`.
  init(answer: @escaping @Sendable (Action) -> Void) {
    self.answer = answer
  }

  /// Takes jobs, all of one moment.
  func order(_ jobs: [SurfaceJob]) {
    let begun = state.withLock { state in
      for job in jobs {
        state.waiting.removeAll { $0.bone == job.bone }
        state.waiting.append(job)
      }
      var begun: [SurfaceJob] = []
      while let job = state.take() { begun.append(job) }
      return begun
    }
    for job in begun {
      QuietThread.start { [self] in work(from: job) }
    }
  }

  /// Leaves out what was not begun.
  func close() {
    state.withLock { $0.waiting = [] }
  }

  private func work(from first: SurfaceJob) {
    var next: SurfaceJob? = first
    while let job = next {
      answer(Self.outcome(job))
      next = state.withLock { state in
        state.running.remove(job.bone)
        return state.take()
      }
    }
  }

  private static func outcome(_ job: SurfaceJob) -> Action {
    do {
      return .surfaceMade(job.bone, try .made(by: job))
    } catch {
      return .surfaceFailed(job.bone, version: job.version, "\(error)")
    }
  }
}
