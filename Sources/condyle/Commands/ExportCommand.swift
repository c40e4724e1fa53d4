public import ArgumentParser
internal import Files
internal import Running
public import Volumes

/// The command `condyle export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a surface for each bone, the labels, and a sidecar with what they are.",
    discussion: """
      Example: condyle export Samples/knee --to /tmp/surfaces --bone patella --format stl --format ply

      Surfaces are in mm, closed and two-manifold, with nothing about the patient in them. Their frame \
      is LPS: x to the patient's left, y to the back, z up; with --frame ras x and y are turned round. \
      Each file, and meshes.json, says which it is. stl, ply and obj hold one bone each, 3mf all bones \
      with names and colours. Each corner of a PLY carries the deviation, its distance in mm from the \
      surface of the bone as the AI gave it, made in the same way, positive outside; and, when there is \
      an uncertainty map, the doubt, 0 to 1.

      A file carries .draft in its name unless somebody has accepted its bone as it is now, and with \
      surfaces made in this way: --smooth, --decimate and --edges always make drafts. --smooth is 5 pairs of \
      Taubin's sweeps, which move no corner further than a quarter of a voxel. --decimate joins \
      triangles while the surface stays within a distance of the one before (0.1mm), or until a share \
      of them is left (50%). --edges lets the AI's hesitation or a threshold in HU decide where a \
      boundary lies between two voxels, where it agrees with the labels and nobody changed them.

      Before it is written each surface is checked. One that is open, non-manifold, misoriented, \
      degenerate, doubled or crosses itself is not written, unless --allow-defects is given; then its \
      name has .defects. After writing, every file is read back and compared.

      meshes.json beside the files says for every bone how many triangles, which volume and area, how \
      far the surface lies from the border of its voxels (deviation_mm), and what is wrong with it, if \
      anything.
      """)

  @OptionGroup var input: InputArguments

  @Option(help: "The folder to write into; made when it is not there.")
  var to: String

  @Option(help: "A bone to write; may be repeated; all when not given.")
  var bone: [String] = []

  @Option(help: "stl, ply, obj, 3mf or nifti; may be repeated; stl and nifti when not given.")
  var format: [ExportFormat] = []

  @Option(help: "The frame of the surfaces' coordinates: lps or ras.")
  var frame = PatientFrame.lps

  @Flag(help: "Smooth the surfaces, by 5 pairs of sweeps; makes drafts.")
  var smooth = false

  @Option(
    help: ArgumentHelp(
      "Join triangles: within a distance such as 0.1mm, or down to a share such as 50%; makes drafts.",
      valueName: "mm-or-%"),
    transform: DecimationWord.init(parsing:))
  var decimate: DecimationWord?

  @Option(
    help: ArgumentHelp(
      "What decides where a boundary lies between two voxels: labels, hesitation, or a threshold "
        + "such as 200HU; makes drafts.",
      valueName: "labels|hesitation|HU"),
    transform: EdgesWord.init(parsing:))
  var edges: EdgesWord?

  @Flag(help: "Write only bones that are accepted now, and no labels.")
  var signedOnly = false

  @Flag(help: "Write surfaces with defects too, with .defects in their names.")
  var allowDefects = false

  @Flag(help: "Replace files that an earlier export did not make.")
  var force = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if signedOnly, format.contains(.nifti) {
      throw ValidationError(
        "A label map holds every bone, so --signed-only does not go with --format nifti.")
    }
    if signedOnly, allowDefects {
      throw ValidationError(
        "A surface with defects is never accepted, so --signed-only does not go with "
          + "--allow-defects.")
    }
    if signedOnly, smooth || decimate != nil || edges != nil {
      throw ValidationError(
        "Verdicts are on surfaces as they are made without --smooth, --decimate and --edges, so none goes "
          + "with --signed-only.")
    }
  }

  func run() throws {
    var terms = ExportTerms()
    if !format.isEmpty { terms.formats = Set(format) } else if signedOnly { terms.formats = [.stl] }
    terms.make(smooth: smooth, decimation: decimate, edges: edges)
    (terms.frame, terms.allowsDefects) = (frame, allowDefects)
    (terms.signedOnly, terms.force) = (signedOnly, force)
    let report = try ExportRunner.run(
      input.selection, to: to, bones: bone, terms: terms, warn: { Console.error($0) })
    print(json ? report.json.text() : report.text)
    do {
      try report.requireComplete()
    } catch let error as any ExplainedError where json {
      throw error.exitStatus
    }
  }
}

extension ExportFormat: ExpressibleByArgument {}

extension PatientFrame: ExpressibleByArgument {
  /// Takes lps or ras, letters of either case.
  public init?(argument: String) { self.init(rawValue: argument.uppercased()) }

  /// The words as they are written.
  public static var allValueStrings: [String] { allCases.map { $0.rawValue.lowercased() } }

  /// The word for the default in the help.
  public var defaultValueDescription: String { rawValue.lowercased() }
}
