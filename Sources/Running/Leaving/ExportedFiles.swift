internal import Files
internal import Formats
internal import Reviewing

/// The files of an export, as their sidecar lists them.
struct ExportedFiles {
  let folder: String

  /// A file that a sidecar lists.
  struct Listed: Sendable, Hashable {
    /// Its name in the folder.
    var file: String
    /// Its SHA-256 as hexadecimal digits.
    let digest: String
    /// What was accepted when it was written, all of it; nothing for drafts and for labels.
    var accepted: Set<Accepted> = []
    /// The frame of its coordinates; nil for labels, and where the sidecar does not say.
    var frame: String?
    /// The recipe of its surfaces; nil as for the frame.
    var recipe: String?
  }

  /// An accepted bone as a sidecar tells it.
  struct Accepted: Sendable, Hashable {
    /// The bone's name.
    let name: String
    /// Its value in the source.
    let value: Int
    /// The digest that the verdict binds, as hexadecimal digits.
    let digest: String
  }

  /// What a check found.
  struct Findings: Sendable {
    /// How many files were checked.
    var count: Int
    /// What is wrong.
    var problems: [String]
    /// That the case was changed since; nil when it was not.
    var outdated: String?
  }

  /// Compares every listed file with its digest, and the sidecar with the case's code and chain.
  ///
  /// - Throws: `FileError` when there is no sidecar, `NotASidecar` when it is none.
  func check(against verification: Verification) throws -> Findings {
    let path = "\(folder)/meshes.json"
    let json: JSONValue
    do {
      json = try JSONValue(parsing: InputFile.read(path, limit: 1 << 24))
    } catch let error as FileError {
      throw error
    } catch {
      throw NotASidecar(path: path)
    }
    guard case .string(let schema)? = json["schema"], schema.hasPrefix("condyle.export/") else {
      throw NotASidecar(path: path)
    }
    var problems: [String] = []
    if let code = verification.code, case .string(let other)? = json["case"], other != code {
      problems.append("the files belong to case \(SafeText.cleaned(other)), not \(code)")
    }
    let listed = Self.files(in: json)
    problems += listed.compactMap { problem($0.file, $0.digest) }
    var findings = Findings(count: listed.count, problems: problems, outdated: nil)
    compare(json["head"], verification, &findings)
    if findings.outdated == nil { findings.outdated = unaccepted(listed, verification) }
    return findings
  }

  /// Files whose names say that a bone is accepted, and it is not on these grounds any more.
  private func unaccepted(_ listed: [Listed], _ verification: Verification) -> String? {
    let holding = Set(
      verification.standings.filter(\.isAccepted).map(\.record.digest.hex))
    let files = listed.filter { !$0.accepted.allSatisfy { holding.contains($0.digest) } }
      .map { SafeText.cleaned($0.file, limit: 120) }
    guard !files.isEmpty else { return nil }
    return
      "\(files.joined(separator: ", ")) in \(SafeText.path(folder)) \(files.count == 1 ? "is" : "are") "
      + "named as accepted, and the verdict no longer stands; export again"
  }

  /// Looks the end of the chain that the files were made at up in the case's chain.
  private func compare(
    _ head: JSONValue?, _ verification: Verification, _ findings: inout Findings
  ) {
    // Without a head the files were made of raw inputs, and then the code says that they are others.
    guard let head, head != .null else { return }
    if case .string(let text) = head, let hash = Digest(hex: text),
      let (count, isOutdated) = verification.changes(after: hash)
    {
      guard isOutdated else { return }
      findings.outdated =
        "the files in \(SafeText.path(folder)) were exported before \(count) later "
        + "change\(count == 1 ? "" : "s"); export again"
    } else if verification.chainOK {
      findings.problems.append(
        "the files were exported at an event that is not in the history of this case")
    }
  }

  /// The files that a sidecar of ours lists, nil when there is no such sidecar; they may be replaced.
  var listed: [Listed]? {
    guard let bytes = try? InputFile.read("\(folder)/meshes.json", limit: 1 << 24),
      let json = try? JSONValue(parsing: bytes),
      case .string(let schema)? = json["schema"], schema.hasPrefix("condyle.export/")
    else { return nil }
    return Self.files(in: json)
  }

  /// Every file once, in the order of the sidecar.
  private static func files(in json: JSONValue) -> [Listed] {
    var listed: [Listed] = []
    var places: [[String]: Int] = [:]
    func add(_ item: JSONValue, _ bone: JSONValue?, frame: JSONValue?, recipe: JSONValue?) {
      guard case .string(let file)? = item["file"], case .string(let digest)? = item["sha256"]
      else { return }
      // A file of several bones is listed with each of them.
      let place = places[[file, digest]] ?? listed.count
      if place == listed.count {
        places[[file, digest]] = place
        listed.append(
          Listed(file: file, digest: digest, frame: text(frame), recipe: text(recipe)))
      }
      if let bone, item["signed"] == true, let accepted = accepted(bone) {
        listed[place].accepted.insert(accepted)
      }
    }
    if case .array(let bones)? = json["bones"] {
      for bone in bones {
        let recipe = json["recipe"]?["identifier"]
        if case .array(let files)? = bone["files"] {
          for file in files { add(file, bone, frame: json["frame"], recipe: recipe) }
        } else {
          add(bone, bone, frame: json["frame"], recipe: recipe)
        }
      }
    }
    if let labels = json["labels"] { add(labels, nil, frame: nil, recipe: nil) }
    if case .array(let earlier)? = json["earlier"] {
      for item in earlier { add(item, item, frame: item["frame"], recipe: item["recipe"]) }
    }
    return listed
  }

  private static func text(_ value: JSONValue?) -> String? {
    guard case .string(let text)? = value else { return nil }
    return SafeText.cleaned(text, limit: 120)
  }

  private static func accepted(_ item: JSONValue) -> Accepted? {
    guard case .string(let name)? = item["name"],
      case .int(let value)? = item["value"], case .string(let digest)? = item["verdict"]?["digest"]
    else { return nil }
    return Accepted(name: name, value: value, digest: digest)
  }

  /// Whether a name that a sidecar gives can only be that of a file in its folder.
  static func isPlain(_ name: String) -> Bool {
    !name.contains("/") && name != ".." && name != "." && !name.isEmpty
  }

  private func problem(_ name: String, _ digest: String) -> String? {
    let shown = SafeText.cleaned(name)
    guard Self.isPlain(name) else {
      return "\(shown) is no name of a file in this folder"
    }
    guard let found = try? InputFile.digest("\(folder)/\(name)") else {
      return "\(shown) is listed and cannot be read"
    }
    return found.hex == digest ? nil : "\(shown) is not the file that was exported"
  }
}

/// A `meshes.json` that this program did not write.
struct NotASidecar: ExplainedError {
  let path: String

  var message: String {
    "\(SafeText.path(path)) is no sidecar of a Condyle export. Give the folder of an export."
  }
  var exitStatus: ExitStatus { .badData }
}
