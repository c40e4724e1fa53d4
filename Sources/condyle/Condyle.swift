internal import ArgumentParser
internal import Files

/// The program and its commands.
struct Condyle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "condyle",
    abstract: "Check and correct an AI's segmentation of bones in CT, and export surfaces.",
    discussion: """
      INPUT is a case file (.condyle), or any mix of a DICOM folder or file, NIfTI (.nii, .nii.gz), an \
      nnU-Net .npz with its dataset.json, or a folder that holds them. Inputs are recognised by their \
      content; --ct, --labels, --uncertainty and --series settle doubt.

      condyle INPUT... opens the screen, as condyle review INPUT... does.

      Coordinates are voxel indices of the CT, counted from 0, or millimetres in LPS after the word mm.

      Exit codes: 0 done; 1 verify found damage; 64 usage; 65 bad data; 66 input missing; 73 cannot \
      create output; 74 reading or writing failed, or the disk is full; 75 the case is in use; 129, 130, \
      143 ended by SIGHUP, SIGINT, SIGTERM.

      \(Program.longNotice)
      """,
    version: Program.nameAndVersion,
    subcommands: [
      ReviewCommand.self, RunCommand.self, InfoCommand.self, ExportCommand.self,
      SnapshotCommand.self,
      VerifyCommand.self, SampleCommand.self,
    ], defaultSubcommand: ReviewCommand.self)
}
