internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import Reviewing
internal import Running
internal import Volumes

/// One opening, in a process of its own so that its memory can be told.
struct OpenOnce: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open-once", abstract: "Open the large case once and print the peak memory.",
    shouldDisplay: false)

  @Argument var folder: String

  @Flag(help: "With doubt, the AI's labels kept apart, and a case file.")
  var full = false

  func run() throws {
    var selection = InputSelection(
      inputs: [], ct: folder + "/ct", labels: folder + "/labels.nii.gz")
    var kept: [Int] = []
    if full {
      selection.uncertainty = folder + "/uncertainty.nii.gz"
      let state = folder + "/state-\(getpid())"
      defer { try? FileManager.default.removeItem(atPath: state) }
      let context = CaseContext.ofThisProcess(stateFolder: state)
      let path = folder + "/case-\(getpid()).condyle"
      defer { for ending in ["", ".lock", "-wal", "-shm"] { unlink(path + ending) } }
      let set = try WorkingSet.open(
        selection, for: .edit(CasePlace(path: path, existing: .fresh)), context: context)
      kept = [
        set.labels.volume.voxels.count, set.ct?.voxels.count ?? 0, set.doubt?.voxels.count ?? 0,
        set.ai?.byteCount ?? 0,
      ]
      _ = try set.file?.close(reason: "measured")
    } else {
      let inputs = try InputLoader.load(selection)
      kept = [inputs.ct?.volume.voxels.count ?? 0, inputs.labels?.map.volume.voxels.count ?? 0]
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print("peak memory \(usage.ru_maxrss / 1024) MiB (\(kept.count) volumes held)")
  }
}
