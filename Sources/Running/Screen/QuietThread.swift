internal import Foundation
internal import Glibc

/// Threads for long work that must not be felt while somebody paints.
enum QuietThread {
  /// Runs `body` on a thread of its own, behind everything else that wants a processor.
  ///
  /// Not a task: tasks of any priority share one thread a processor, and two surfaces in the making
  /// would keep all of them. In Linux each thread has a nice value of its own.
  static func start(_ body: @escaping @Sendable () -> Void) {
    Thread.detachNewThread {
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
      body()
    }
  }
}
