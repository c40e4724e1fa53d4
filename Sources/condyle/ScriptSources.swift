internal import Files
internal import Running

/// The scripts of a command line, in the order in which they were given.
enum ScriptSources {
  /// Reads files and takes commands, in the order of the arguments.
  static func inOrder(scripts: [String], commands: [String]) throws -> [ScriptSource] {
    var files = scripts[...]
    var texts = commands[...]
    var result: [ScriptSource] = []
    // The parser gathers each option by itself; the arguments know which came first.
    for argument in CommandLine.arguments.dropFirst() {
      if argument == "--script" || argument.hasPrefix("--script="), let path = files.popFirst() {
        result.append(try .file(path))
      } else if argument.hasPrefix("-c"), let text = texts.popFirst() {
        result.append(.text(text))
      }
    }
    for path in files { result.append(try .file(path)) }
    for text in texts { result.append(.text(text)) }
    return result
  }
}
