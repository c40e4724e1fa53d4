internal import Files
internal import Formats

extension ExportedFiles {
  /// The code of the case whose files a sidecar of ours lists, nil when there is none.
  var code: String? {
    guard let bytes = try? InputFile.read("\(folder)/meshes.json", limit: 1 << 24),
      let json = try? JSONValue(parsing: bytes),
      case .string(let schema)? = json["schema"], schema.hasPrefix("condyle.export/"),
      case .string(let code)? = json["case"]
    else { return nil }
    return SafeText.cleaned(code)
  }
}
