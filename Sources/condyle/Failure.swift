internal import Files
internal import Glibc
internal import Running

/// How the program ends when something went wrong.
enum Failure {
  /// Says what went wrong, as JSON on standard output when asked, else on standard error.
  static func tell(_ message: String, _ code: Int32, wantsJSON: Bool) -> Never {
    if wantsJSON {
      let error: JSONValue = [
        "schema": "condyle.error/1", "program": .string(Program.nameAndVersion),
        "error": ["message": .string(message), "exit_status": .int(Int(code))],
      ]
      print(error.text())
    } else {
      // Whatever came from a file or an argument was made safe where it came in; line by line and once
      // more here, because this is the last door.
      let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
      for (number, line) in lines.enumerated() {
        let safe = SafeText.cleaned(line, limit: 2000)
        Console.error(number == 0 && !safe.hasPrefix("Error:") ? "condyle: \(safe)" : safe)
      }
    }
    exit(code)
  }
}
