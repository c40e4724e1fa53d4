import Foundation
import Glibc
import Testing

/// The synthetic knee, written once by `condyle sample` and shared by all tests of a run.
enum Sample {
  private static let root = NSTemporaryDirectory() + "condyle-sample-\(getpid())"

  /// What writing it came to.
  static let written: Result<Program.Outcome, any Error> = {
    atexit { try? FileManager.default.removeItem(atPath: Sample.root) }
    return Result {
      try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
      return try Program.run(["sample", root + "/knee"], state: root + "/state")
    }
  }()

  /// The folder of the sample; read only, by agreement.
  static func folder() throws -> String {
    let outcome = try written.get()
    try #require(outcome.status == 0, "condyle sample: \(outcome.all)")
    return root + "/knee"
  }

  /// Puts the sample into a test's folder as hard links, so that a case can lie beside it.
  @discardableResult
  static func link(into bench: Workbench, as name: String = "knee") throws -> String {
    try place(in: bench.path(name)) { Glibc.link($0, $1) == 0 }
  }

  /// Puts a copy of the sample into a test's folder, to be changed there.
  static func copy(into bench: Workbench, as name: String = "knee") throws -> String {
    try place(in: bench.path(name)) { from, to in
      (try? FileManager.default.copyItem(atPath: from, toPath: to)) != nil
    }
  }

  private static func place(in target: String, _ put: (String, String) -> Bool) throws -> String {
    let source = try folder()
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    for name in try FileManager.default.subpathsOfDirectory(atPath: source) {
      let (from, to) = ("\(source)/\(name)", "\(target)/\(name)")
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: from, isDirectory: &isFolder)
      if isFolder.boolValue {
        try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true)
      } else {
        try #require(put(from, to), "\(from) could not be placed")
      }
    }
    return target
  }

  /// One planted error of `truth.json`.
  struct Fault {
    let kind: String
    let bone: String
    let voxel: [Int]
    let volume: Double
  }

  /// The planted errors.
  static func faults() throws -> [Fault] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder() + "/truth/truth.json"))
    let json = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(json["errors"] as? [[String: Any]]).map { fault in
      Fault(
        kind: try #require(fault["kind"] as? String), bone: try #require(fault["bone"] as? String),
        voxel: try #require(fault["position_voxel"] as? [Int]),
        volume: try #require(fault["volume_mm3"] as? Double))
    }
  }
}
