public import Files
internal import FoundationEssentials
internal import Formats
internal import Phantoms
internal import Volumes

/// `condyle sample`: writes the synthetic knee as a hospital and a network would leave it.
public enum SampleWriter {
  /// What was written.
  public struct Outcome: Report {
    let folder: String
    let errors: Int

    /// Lines for a reader.
    public var text: String {
      """
      \(SafeText.path(folder)) holds a synthetic right knee, made by this program:
        ct/             the CT, a DICOM series
        knee.nii.gz     an AI's labels, with \(errors == 0 ? "no" : "\(errors)") planted errors
        knee.npz        the AI's probabilities
        dataset.json    what the label values mean
        truth/          the right labels, and truth.json with a list of the errors
      Next: condyle info \(SafeText.path(folder))
      """
    }

    /// The folder and the number of errors.
    public var json: JSONValue {
      .report("sample", [.init("folder", .string(folder)), .init("errors", .int(errors))])
    }
  }

  /// Writes the sample into a folder that is empty or not there.
  ///
  /// - Throws: `FileError.exists` when something is in the folder.
  public static func write(to folder: String, clean: Bool) throws -> Outcome {
    try OutputFile.makeFolder(folder)
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard present.isEmpty else { throw FileError.exists(path: "\(folder)/\(present.sorted()[0])") }
    let knee = KneePhantom.make(clean: clean)
    try DICOMSeriesWriter.write(
      knee.ct, side: .right, uidRoot: "Condyle synthetic knee 1", to: folder + "/ct")
    try write(labels: knee.aiLabels, to: folder + "/knee.nii.gz")
    try OutputFile.write(
      Array(DatasetJSON.text(for: knee.aiLabels.table).utf8), to: folder + "/dataset.json")
    let size = knee.ct.size
    let probabilities = NPZWriter.bytes(
      key: "probabilities", shape: [KneeProbabilities.classCount, size.z, size.y, size.x]
    ) { knee.probabilities.probabilities(class: $0) }
    try OutputFile.write(probabilities, to: folder + "/knee.npz")
    try OutputFile.makeFolder(folder + "/truth")
    try write(labels: knee.truthLabels, to: folder + "/truth/knee.nii.gz")
    let truth = JSONValue.report("truth", [.init("errors", .array(knee.errors.map(json)))])
    try OutputFile.write(Array((truth.text() + "\n").utf8), to: folder + "/truth/truth.json")
    return Outcome(folder: folder, errors: knee.errors.count)
  }

  private static func write(labels: LabelMap, to path: String) throws {
    guard let bytes = NIfTI.bytes(labels: labels) else {
      preconditionFailure("the knee's label values fit a byte")
    }
    try OutputFile.write(bytes, to: path)
  }

  private static func json(_ error: PlantedError) -> JSONValue {
    let voxel = error.positionVoxel
    return [
      "kind": .string(error.kind.rawValue), "bone": .string(error.bone),
      "position_voxel": [.int(voxel.x), .int(voxel.y), .int(voxel.z)],
      "position_mm": .vector(error.positionMillimetres.vector),
      "volume_mm3": .number(error.volumeMM3), "text": .string(error.text),
    ]
  }
}
