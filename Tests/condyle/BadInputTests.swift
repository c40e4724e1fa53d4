import Files
import Foundation
import Glibc
import TestKit
import Testing

/// Files that are not what they should be: refused in one sentence, with the right code, at once.
@Suite struct BadInputTests {
  /// One bad input.
  struct Spoilt: Sendable, CustomTestStringConvertible {
    let name: String
    let status: Int32
    let fragment: String
    /// Makes it in a folder that holds `ct.nii` and `labels.nii`, and answers with the arguments.
    let make: @Sendable (Workbench) throws -> [String]

    var testDescription: String { name }

    init(
      _ name: String, _ status: Int32, _ fragment: String,
      _ make: @escaping @Sendable (Workbench) throws -> [String]
    ) {
      (self.name, self.status, self.fragment, self.make) = (name, status, fragment, make)
    }
  }

  /// A label file with some bytes of its header replaced.
  private static func header(
    _ name: String, _ fragment: String, at offset: Int, _ bytes: [UInt8]
  ) -> Spoilt {
    Spoilt(name, 65, fragment) { bench in
      var file = SmallKnee.labelFile
      file.replaceSubrange(offset..<offset + bytes.count, with: bytes)
      return [try bench.write("bad.nii", file)]
    }
  }

  private static func cut(_ name: String, _ keep: Int, _ file: [UInt8], as path: String) -> Spoilt {
    Spoilt("\(name) cut to \(keep) bytes", 65, "") { bench in
      [try bench.write(path, Array(file.prefix(keep)))]
    }
  }

  private static let nan = withUnsafeBytes(of: Float.nan) { Array($0) }
  private static let zero = [UInt8](repeating: 0, count: 4)

  static let places: [Spoilt] = [
    Spoilt("nothing there", 66, "There is no file or folder") { _ in ["nowhere.nii"] },
    Spoilt("an empty file", 65, "empty") { [try $0.write("empty.nii", "")] },
    Spoilt("an empty folder", 66, "neither a CT nor a label map") { bench in
      try FileManager.default.createDirectory(
        atPath: bench.path("folder"), withIntermediateDirectories: true)
      return ["folder"]
    },
    Spoilt("a folder of other things", 65, "2 files are skipped: not a DICOM file") { bench in
      try bench.write("folder/a.txt", "text")
      try bench.write("folder/b/c.pdf", "%PDF-1.4 no image")
      return ["folder"]
    },
    Spoilt("text", 65, "bad.nii") { [try $0.write("bad.nii", "no image, only a line of text\n")] },
    Spoilt("a program", 65, "program") { bench in
      var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Program.path)).prefix(4096))
      bytes[0] = 0x7F
      return [try bench.write("program", bytes)]
    },
    Spoilt("a pipe", 66, "not a regular file") { bench in
      #expect(mkfifo(bench.path("pipe"), 0o600) == 0)
      return ["pipe"]
    },
    Spoilt("/dev/zero", 66, "not a regular file") { _ in ["/dev/zero"] },
    Spoilt("a link that leads to itself", 66, "symbolic links") { bench in
      #expect(symlink("loop", bench.path("loop")) == 0)
      return ["loop"]
    },
    Spoilt("an NRRD, which is not read yet", 65, "NRRD") {
      [try $0.write("a.nrrd", "NRRD0004\ntype: short\ndimension: 3\nsizes: 2 2 2\n\n")]
    },
    Spoilt("a name with an escape sequence", 65, "\\u{1b}") {
      [try $0.write("bad\u{1B}]0;title\u{7}\u{202E}.nii", "text")]
    },
    Spoilt("labels that lie beside the CT", 65, "lies elsewhere than the CT") { bench in
      var file = SmallKnee.labelFile
      for (row, place) in [Float(5000), 6000, 7000].enumerated() {
        withUnsafeBytes(of: place) {
          file.replaceSubrange(292 + 16 * row..<296 + 16 * row, with: $0)
        }
      }
      return ["--ct", "ct.nii", "--labels", try bench.write("bad.nii", file), "ct.nii"]
    },
  ]

  static let nifti: [Spoilt] =
    [0, 1, 100, 347, 351, 352, 5_000, SmallKnee.labelFile.count - 1].dropFirst().map {
      cut("NIfTI", $0, SmallKnee.labelFile, as: "bad.nii")
    }
    + [2, 17, 40, 200].map {
      cut("gzip", $0, Deflate.gzip(SmallKnee.labelFile), as: "bad.nii.gz")
    } + [
      header("no columns", "0×36×44", at: 42, [0, 0]),
      header("negative rows", "-1×", at: 44, [0xFF, 0xFF]),
      header(
        "32767 voxels a side", "32767×32767×32767", at: 42, [0xFF, 0x7F, 0xFF, 0x7F, 0xFF, 0x7F]),
      header(
        "seven dimensions of 32767", "one three-dimensional volume", at: 40,
        [7, 0] + [UInt8](repeating: 0x7F, count: 14)),
      header("an unknown type", "1911", at: 70, [0x77, 0x07]),
      header("complex numbers", "complex", at: 70, [32, 0, 64, 0]),
      header("an affine that is not a number", "not finite", at: 280, nan),
      header("an affine that is flat", "singular", at: 280, zero),
      header("voxels that start in the header", "vox_offset", at: 108, zero),
      header("voxels that start nowhere", "vox_offset = nan", at: 108, nan),
      header("a size of the header that is wrong", "by its content", at: 0, [9, 9, 9, 9]),
      Spoilt("a gzip with a broken sum", 65, "damaged or cut short") { bench in
        var bytes = Deflate.gzip(SmallKnee.labelFile)
        bytes[bytes.count - 8] ^= 0xFF
        return [try bench.write("bad.nii.gz", bytes)]
      },
      Spoilt("a gzip of 64 million zeros", 65, "by its content") { bench in
        [try bench.write("bad.nii.gz", Deflate.gzip([UInt8](repeating: 0, count: 1 << 26)))]
      },
    ]

  /// The labels, a CT, and probabilities made by `bytes`.
  private static func npz(
    _ name: String, _ fragment: String, _ bytes: @escaping @Sendable () -> [UInt8]
  ) -> Spoilt {
    Spoilt(name, 65, fragment) { bench in
      [
        "--labels", "labels.nii", "--uncertainty", try bench.write("bad.npz", bytes()),
        "labels.nii",
      ]
    }
  }

  static let probabilities: [Spoilt] =
    [4, 30, 100, 200, 200_000].map { keep in
      npz("npz cut to \(keep) bytes", "") { Array(SmallKnee.npzFile.prefix(keep)) }
    } + [
      npz("probabilities that disagree with the labels", "differs from the label map") {
        SmallKnee.npz(Array(SmallKnee.probabilities.reversed()), shape: [5, 44, 36, 40])
      },
      npz("axes in another order", "5×40×36×44") {
        SmallKnee.npz(SmallKnee.probabilities, shape: [5, 40, 36, 44])
      },
      npz("a class too few", "add up to") {
        SmallKnee.npz(Array(SmallKnee.probabilities[..<(4 * 63_360)]), shape: [4, 44, 36, 40])
      },
      npz("the old key", "softmax") {
        SmallKnee.npz(SmallKnee.probabilities, shape: [5, 44, 36, 40], key: "softmax")
      },
      npz("objects", "Python objects") {
        SmallKnee.npz(SmallKnee.probabilities, shape: [5, 44, 36, 40], type: "|O")
      },
      npz("a shape of 10^18 numbers", "1000000×1000000") {
        SmallKnee.npz([1, 2, 3], shape: [1_000_000, 1_000_000, 1_000_000])
      },
      npz("numbers that are none", "nan") {
        SmallKnee.npz([Float](repeating: .nan, count: 5 * 63_360), shape: [5, 44, 36, 40])
      },
      Spoilt("probabilities without labels", 65, "no label map") {
        [try $0.write("bad.npz", SmallKnee.npzFile)]
      },
    ]

  private static func dataset(_ name: String, _ text: String) -> Spoilt {
    Spoilt(name, 65, "dataset.json") { bench in
      try bench.write("set/labels.nii", SmallKnee.labelFile)
      try bench.write("set/dataset.json", text)
      return ["--labels", "set/labels.nii", "set/dataset.json", "set/labels.nii"]
    }
  }

  static let datasets: [Spoilt] = [
    dataset("a broken dataset.json", "{\"labels\": {\"background\": 0, \"channel_names\": "),
    dataset("a dataset.json of a list", "[\"labels\", \"channel_names\"]"),
    dataset(
      "regions",
      "{\"channel_names\":{\"0\":\"CT\"},\"labels\":{\"background\":0,\"whole\":[1,2]},"
        + "\"numTraining\":1,\"file_ending\":\".nii.gz\"}"),
    dataset("nested a hundred thousand deep", String(repeating: "[", count: 100_000)),
  ]

  /// Some slices of the sample with one of them spoilt.
  private static func slices(
    _ name: String, _ status: Int32, _ fragment: String,
    _ spoil: @escaping @Sendable (inout [UInt8]) -> Void
  ) -> Spoilt {
    Spoilt(name, status, fragment) { bench in
      let source = try Sample.folder() + "/ct"
      let names = try FileManager.default.contentsOfDirectory(atPath: source).sorted()
      for (number, name) in names[40..<46].enumerated() {
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(source)/\(name)")))
        if number == 2 { spoil(&bytes) }
        try bench.write("ct/\(name)", bytes)
      }
      return ["ct"]
    }
  }

  static let dicom: [Spoilt] =
    [300, 700, 5_000, 20_000].map { keep in
      slices("DICOM slice cut to \(keep) bytes", 65, "") { $0 = Array($0.prefix(keep)) }
    } + [
      slices("an empty DICOM slice", 65, "missing") { $0 = [] },
      Spoilt("one DICOM file of 200 bytes", 65, "") { bench in
        [
          try bench.write(
            "a.dcm",
            [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
              + [UInt8](repeating: 2, count: 68))
        ]
      },
    ]

  /// Whether a sentence has a part, and some body of its own.
  private func says(_ sentence: String, _ part: String) -> Bool {
    sentence.count > 40 && (part.isEmpty || sentence.contains(part))
  }

  @Test(
    "every bad input is refused in one sentence and nothing is written",
    arguments: places + nifti + probabilities + datasets + dicom)
  func refused(_ spoilt: Spoilt) throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let arguments = try spoilt.make(bench)
    let before = bench.names()
    for command in [["info"], ["run", "-c", "write", "--case", "k.condyle"]] {
      let outcome = try bench.run([command[0]] + arguments + command.dropFirst(), limit: 20)
      let what = "\(spoilt.name), \(command[0]): \(outcome.status) \(outcome.all)"
      #expect(outcome.status == spoilt.status, "\(what)")
      #expect(outcome.out.isEmpty, "\(what)")
      #expect(outcome.err.split(separator: "\n").count == 1, "\(what)")
      #expect(outcome.err.hasPrefix("condyle: ") && says(outcome.err, spoilt.fragment), "\(what)")
      #expect(outcome.seconds < 8, "\(what)")
      #expect(!outcome.all.utf8.contains(0x1B) && !outcome.all.contains("\u{202E}"), "\(what)")
      #expect(bench.names() == before, "\(what)")
    }
  }

  @Test("label names with escapes and bidi marks reach nothing as they are")
  func names() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    let evil = [
      "fe\u{1B}[31mmur", "tibia\u{202E}eno", "pat\u{200B}ella\u{7}", "../../fibula\u{9B}2J",
    ]
    try bench.write("dataset.json", SmallKnee.dataset(evil))
    var said = ""
    for arguments in [
      ["info", "labels.nii"], ["info", "labels.nii", "--json"],
      [
        "run", "ct.nii", "labels.nii", "--case", "k.condyle", "-c", "brush 3mm; erase 20,18,32",
      ],
      [
        "run", "ct.nii", "labels.nii", "--case", "k.condyle", "--resume", "-c",
        "bone \"fe\u{1B}[31mmur\"; brush 3mm; erase 20,18,32; bone \"t\u{1B}oe\"",
      ],
      ["export", "ct.nii", "labels.nii", "--to", "out"],
      ["export", "k.condyle", "--to", "out2", "--json"],
      ["export", "labels.nii", "--to", "out3", "--bone", "t\u{1B}oe"],
      ["snapshot", "ct.nii", "labels.nii", "--to", "a.png", "--montage"],
      ["snapshot", "k.condyle", "--to", "b\u{1B}.png"], ["verify", "k.condyle"],
    ] {
      let outcome = try bench.run(arguments)
      #expect(outcome.status >= 0 && outcome.status != 74, "\(arguments): \(outcome.all)")
      said += outcome.all
    }
    for scalar in ["\u{1B}", "\u{202E}", "\u{200B}", "\u{7}", "\u{9B}"] {
      #expect(!said.contains(scalar), "\(scalar.unicodeScalars.first?.value ?? 0) was said")
      for file in ["out/meshes.json", "out2/meshes.json"] {
        let text = String(decoding: try bench.read(file), as: UTF8.self)
        #expect(!text.contains(scalar), "\(scalar.unicodeScalars.first?.value ?? 0) in \(file)")
      }
      for name in bench.names("out") { #expect(!name.contains(scalar) && !name.contains("..")) }
    }
    let surfaces = bench.names("out").filter { $0.hasSuffix(".stl") }
    #expect(surfaces.count == 4)
    for name in surfaces {
      let header = try ReadSTL(bench.read("out/" + name)).header
      #expect(header.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0 }, "\(name)")
    }
    for chunk in try ReadPNG.words(bench.read("a.png")) where chunk.kind.contains("Xt") {
      #expect(!chunk.bytes.contains(0x1B) && !chunk.bytes.holds("\u{202E}"))
    }
  }

  @Test("a script of 17 MiB is refused with its size")
  func hugeScript() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("s.txt", [UInt8](repeating: 0x20, count: 17 << 20))
    let outcome = try bench.run("run", "labels.nii", "--script", "s.txt")
    #expect(outcome.status == 65)
    #expect(outcome.err.contains("bytes"))
  }

  @Test(
    "scripts that are no scripts",
    arguments: [
      ("not UTF-8", [0x62, 0x6F, 0xFF, 0xFE, 0x0A], 65, "UTF-8"),
      ("an escape sequence", Array("\u{1B}[2J 3".utf8), 65, "line 1"),
      ("an open quote", Array("bone \"femur".utf8), 65, "line 1"),
      ("nulls", [UInt8](repeating: 0, count: 100), 65, "line 1"),
      ("numbers without end", Array("paint 99999999999999999999,1,1".utf8), 65, "line 1"),
      ("numbers that are none", Array("paint mm nan,inf,1e999".utf8), 65, "line 1"),
    ] as [(String, [UInt8], Int32, String)])
  func scripts(_ name: String, _ bytes: [UInt8], _ status: Int32, _ fragment: String) throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("s.txt", bytes)
    let outcome = try bench.run("run", "labels.nii", "--script", "s.txt")
    #expect(outcome.status == status && outcome.err.contains(fragment), "\(outcome.all)")
    #expect(!outcome.all.utf8.contains(0x1B))
    #expect(outcome.err.split(separator: "\n").count == 1)
    #expect(bench.names() == ["ct.nii", "labels.nii", "s.txt"])
    #expect(try bench.run("run", "labels.nii", "--script", "none.txt").status == 66)
  }

  @Test("a script of a hundred thousand commands is carried out")
  func longScript() throws {
    let bench = try Workbench()
    try bench.writeSmallKnee()
    try bench.write("s.txt", String(repeating: "bone femur; bone tibia\n", count: 50_000))
    let outcome = try bench.run("run", "labels.nii", "--script", "s.txt")
    #expect(outcome.status == 0 && outcome.lines.count == 100_002 && outcome.seconds < 20)
  }
}
