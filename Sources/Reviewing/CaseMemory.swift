internal import Files
internal import FoundationEssentials

/// Where the inputs of a case were last found: kept per user, because paths may hold names and never
/// go into the case.
public struct CaseMemory: Hashable, Sendable, Codable {
  /// Where the CT was.
  public var ct: String?
  /// Where the labels were.
  public var labels: String?
  /// Where the uncertainty map was.
  public var uncertainty: String?

  /// Takes paths.
  public init(ct: String? = nil, labels: String? = nil, uncertainty: String? = nil) {
    (self.ct, self.labels, self.uncertainty) = (ct, labels, uncertainty)
  }

  /// What is remembered of a case; empty when nothing is, or when it cannot be read.
  public init(of facts: CaseFacts, context: CaseContext) {
    self.init()
    guard let bytes = try? InputFile.read(Self.path(facts, context), limit: 1 << 16),
      let memory = try? JSONDecoder().decode(CaseMemory.self, from: Data(bytes))
    else { return }
    self = memory
  }

  /// Remembers, in a file of mode 0600.
  public func save(of facts: CaseFacts, context: CaseContext) throws {
    try OutputFile.makeFolder(context.stateFolder)
    let json = JSONValue.object([
      .init("ct", .optional(ct)), .init("labels", .optional(labels)),
      .init("uncertainty", .optional(uncertainty)),
    ])
    try OutputFile.write(
      Array((json.text() + "\n").utf8), to: Self.path(facts, context), replace: true)
  }

  private static func path(_ facts: CaseFacts, _ context: CaseContext) -> String {
    "\(context.stateFolder)/\(facts.uuid).json"
  }
}
