import Foundation

/// A folder of its own for one test, removed when the test ends.
///
/// A class so that `deinit` can remove it.
public final class TemporaryFolder: Sendable {
  /// Its path.
  public let path: String

  /// Makes a new folder.
  public init() throws {
    path = NSTemporaryDirectory() + "condyle-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  public func path(_ name: String) -> String { path + "/" + name }
}
