public import Files

extension DatasetJSON {
  /// A `dataset.json` that cannot be used, with its place.
  public struct Unusable: ExplainedError, Equatable {
    /// The file.
    public let path: String
    /// What is wrong.
    public let failure: Failure

    /// The sentence for the user.
    public var message: String { "\(SafeText.path(path)): \(failure.message)" }

    /// What the process answers.
    public var exitStatus: ExitStatus { failure.exitStatus }
  }

  /// Reads a `dataset.json` of at most 1 MiB.
  ///
  /// - Throws: `Unusable` or `FileError`.
  public init(path: String) throws {
    do {
      try self.init(InputFile.read(path, limit: 1 << 20))
    } catch let failure as Failure {
      throw Unusable(path: path, failure: failure)
    }
  }
}
