// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house, in reading order: a target may import only targets above it.
// C targets hold one C or C++ library each, behind one small header of our own.

let package = Package(
  name: "condyle",
  products: [
    .executable(name: "condyle", targets: ["condyle"]),
    .executable(name: "condyle-bench", targets: ["condyle-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    .c("CCrypto", links: ["crypto"]),
    .c("CDeflate", links: ["deflate", "z"]),
    .c("CPNG", links: ["png16"]),
    .c("CCairo", links: ["cairo", "fontconfig"]),
    .c("CSQLite", links: ["sqlite3"]),
    .c("COpenJPEG", links: ["openjp2"]),
    .c("CNcurses", links: ["ncursesw", "tinfo"]),
    .c("CDCMTK", links: ["dcmjpls", "dcmtkcharls", "dcmjpeg", "dcmdata", "oflog", "ofstd"]),

    .room("Files", ["CDeflate", "CCrypto"], "bytes within bounds, whole files or none, safe text"),
    .room("Volumes", ["Files"], "grids of voxels and where they lie in the patient"),
    .room(
      "Canvas", ["Files", "CPNG"], packages: [.product(name: "TOMLKit", package: "TOMLKit")],
      "pixels, frames of cells, themes, keys, PNG; knows no bones and no curses"),
    .room("Editing", ["Files", "Volumes"], "every change to a label, and how to take it back"),
    .room("Meshing", ["Files", "Volumes"], "from labels to closed surfaces"),
    .room(
      "Formats",
      ["Files", "Volumes", "Canvas", "Meshing", "CDCMTK", "COpenJPEG", "CDeflate"],
      "bytes in, values out: one file per format"),
    .room(
      "Reviewing", ["Files", "Volumes", "Editing", "Meshing", "CSQLite"],
      "the case: journal, verdicts, replay"),
    .room(
      "Viewing", ["Files", "Volumes", "Canvas", "Editing", "Meshing", "Reviewing"],
      "the session, the commands, and how they become pixels"),
    .room(
      "Reporting",
      [
        "Files", "Volumes", "Canvas", "Editing", "Meshing", "Formats", "Reviewing", "Viewing",
        "CCairo",
      ],
      "what leaves to be looked at: pictures with text"),
    .room("Phantoms", ["Volumes"], "the synthetic knee, and shapes with known answers"),
    .room(
      "Terminal", ["Files", "Canvas", "CNcurses"],
      "the only place that knows ncurses, escape sequences and signals"),
    .room(
      "Running",
      [
        "Files", "Volumes", "Canvas", "Editing", "Meshing", "Formats", "Reviewing", "Viewing",
        "Reporting", "Phantoms", "Terminal",
      ],
      "effects, loading, the headless runner, the event loop"),

    .executableTarget(
      name: "condyle",
      dependencies: [
        "Files", "Canvas", "Volumes", "Viewing", "Running",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "condyle-bench",
      dependencies: [
        "Files", "Canvas", "Volumes", "Editing", "Meshing", "Formats", "Reviewing", "Viewing",
        "Running",
        // The pseudo terminal that the tests use.
        "TestKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "TestKit", dependencies: ["Files", "Volumes"], path: "Tests/TestKit"),
    .tests("Files", ["Files"]),
    .tests("Volumes", ["Volumes"]),
    .tests("Canvas", ["Canvas"]),
    .tests("Editing", ["Editing"]),
    .tests("Meshing", ["Meshing"]),
    .tests("Formats", ["Formats", "Phantoms"]),
    .tests("Reviewing", ["Reviewing", "CSQLite"]),
    .tests("Viewing", ["Viewing"]),
    .tests("Reporting", ["Reporting"]),
    .tests("Phantoms", ["Phantoms"]),
    .tests("Terminal", ["Terminal"]),
    .tests("Running", ["Running"]),
    .tests("condyle", ["Running"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c17,
  cxxLanguageStandard: .cxx17
)

// One list of settings for every Swift target. `-cross-module-optimization` was measured: a generic
// voxel loop called across modules is eight times slower without it.
for target in package.targets where !target.name.hasPrefix("C") {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
  ]
  // Every curses call is made on the main actor.
  if target.name == "Terminal" { target.swiftSettings?.append(.defaultIsolation(MainActor.self)) }
}

extension Target {
  /// A C or C++ library behind a header of our own.
  static func c(_ name: String, links: [String]) -> Target {
    .target(
      name: name, path: "Sources/\(name)", publicHeadersPath: "include",
      linkerSettings: links.map { .linkedLibrary($0) })
  }

  /// A Swift module; `purpose` is there for the reader of this file.
  static func room(
    _ name: String, _ imports: [String], packages: [Dependency] = [], _ purpose: String
  ) -> Target {
    .target(name: name, dependencies: imports.map { .byName(name: $0) } + packages)
  }

  /// The tests of a module, in the folder of the same name.
  static func tests(_ name: String, _ imports: [String]) -> Target {
    .testTarget(
      name: "\(name)Tests", dependencies: (imports + ["TestKit"]).map { .byName(name: $0) },
      path: "Tests/\(name)",
      exclude: ["condyle": ["crosscheck"], "Viewing": ["Golden"]][name] ?? [])
  }
}
