internal import Files
internal import Reviewing
internal import Volumes

extension InfoReport {
  /// Reports on what a user named; a case is replayed, and its labels are counted as they are now.
  ///
  /// - Throws: an `ExplainedError`; `CaseRefusal.nothingGiven` when there is no image.
  public static func of(_ selection: InputSelection) throws -> InfoReport {
    if try FoundFiles(selection.inputs).cases.isEmpty {
      let inputs = try InputLoader.load(selection)
      guard inputs.anchor != nil else { throw CaseRefusal.nothingGiven }
      return InfoReport(inputs)
    }
    let context = CaseContext.ofThisProcess(stateFolder: StateFolder.path)
    let set = try WorkingSet.open(selection, for: .look, context: context)
    return InfoReport(LoadedInputs(set), code: set.code)
  }
}

extension LoadedInputs {
  /// The volumes of a case, as if they had been read just now.
  fileprivate init(_ set: WorkingSet) {
    self.init()
    let nothing = SHA256.digest(of: [UInt8]())
    func digest(_ role: String) -> Digest {
      set.sources.first { $0.role == role }?.digest ?? nothing
    }
    ct = set.ct.map { CT(volume: $0, headerSide: set.headerSide, warnings: [], path: "") }
    let grid = set.labels.volume
    labels = Labels(
      map: set.labels, sourceSize: grid.size, sourceGeometry: grid.geometry,
      digest: digest("labels"), warnings: set.notices, path: "")
    doubt = set.doubt.map {
      Doubt(
        volume: $0, kind: set.doubtKind, digest: digest("uncertainty"), warnings: [], path: "")
    }
  }
}
