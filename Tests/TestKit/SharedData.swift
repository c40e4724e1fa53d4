import Foundation

/// The folder of shared test data beside the repository, which may be absent.
public enum SharedData {
  /// Why a test is skipped where the folder is absent.
  public static let absence = "skipped: ../shared/data is not here"

  /// Whether the folder is there.
  public static var isHere: Bool { FileManager.default.fileExists(atPath: root + "/expected.json") }

  /// The path of a file or folder in it.
  public static func path(_ relative: String) -> String { root + "/" + relative }

  private static var root: String {
    URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("shared/data").path
  }
}
