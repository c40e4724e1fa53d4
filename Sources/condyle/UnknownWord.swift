internal import ArgumentParser
internal import Files
internal import Glibc

/// A first word that is neither a command nor a file: `condyle exprot knee`.
///
/// Without a command's name the words are inputs of `review`, so a command that is misspelt would be
/// called a missing file.
struct UnknownWord: ExplainedError {
  let word: String
  let likely: String?

  var message: String {
    "There is neither a command nor a file “\(SafeText.cleaned(word))”. "
      + (likely.map { "Did you mean condyle \($0)?" } ?? "condyle --help lists the commands.")
  }
  var exitStatus: ExitStatus { .inputMissing }

  /// Throws when the first word of the command line is an input that is not there and looks like no
  /// path.
  static func check(_ inputs: [String]) throws {
    guard let word = inputs.first, CommandLine.arguments.dropFirst().first == word,
      !word.contains("/"), !word.contains("."), access(word, F_OK) != 0
    else { return }
    let names = Condyle.configuration.subcommands.compactMap { $0.configuration.commandName }
    let near = names.map { (name: $0, distance: EditDistance.between(word, $0)) }
      .min { $0.distance < $1.distance }
    throw UnknownWord(
      word: word, likely: near.flatMap { $0.distance <= 2 ? $0.name : nil })
  }
}
