public import ArgumentParser
internal import Files
internal import Running
internal import Viewing
internal import Volumes

/// The command `condyle snapshot`.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Write a picture: one slice, or a montage of slices through a bone.",
    discussion: """
      Example: condyle snapshot Samples/knee --bone patella --montage --heat --to /tmp/patella.png

      Pictures are in radiological convention (the patient's right is on the left of axial and coronal \
      pictures) and in true proportions. They carry the case's code and nothing about the patient.
      """)

  @OptionGroup var input: InputArguments

  @Option(help: "The PNG file to write.")
  var to: String

  @Option(help: "axial, coronal or sagittal.")
  var plane: Plane?

  @Option(
    help: "The slice, counted from 0; the middle of the bone, or of all bones, when not given.")
  var slice: Int?

  @Option(help: "The bone to show.")
  var bone: String?

  @Flag(help: "Show slices through the bone, and its surface.")
  var montage = false

  @Option(help: "Level and width in HU, such as 300,2000.")
  var window: String?

  @Flag(help: "Show how unsure the AI was.")
  var heat = false

  @Option(help: "Pixels a millimetre.")
  var scale: Double?

  @Flag(help: "Replace an existing file.")
  var force = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if let scale, !(scale >= 0.5 && scale <= 40) {
      throw ValidationError("--scale takes 0.5 to 40 pixels a millimetre.")
    }
    if montage, slice != nil {
      throw ValidationError("--montage chooses its slices itself; leave out --slice, or --montage.")
    }
    _ = try parsedWindow()
  }

  func run() throws {
    let order = SnapshotRequest(
      path: to, plane: plane, slice: slice, bone: bone, content: montage ? .montage : .plane,
      window: try parsedWindow(), showsHeat: heat, pixelsPerMillimetre: scale, force: force)
    let report = try SnapshotRunner.run(
      input.selection, order, warn: { Console.error($0) })
    print(json ? report.json.text() : report.text)
  }

  private func parsedWindow() throws -> GreyWindow? {
    guard let window else { return nil }
    let parts = window.split(separator: ",").compactMap { Double($0) }
    guard parts.count == 2, parts[1] >= 1, parts[1] <= 65_535, abs(parts[0]) <= 32_768 else {
      throw ValidationError("--window takes a level and a width in HU, such as 300,2000.")
    }
    return GreyWindow(width: parts[1], level: parts[0])
  }
}

extension Plane: ExpressibleByArgument {}
