internal import ArgumentParser
internal import Files
internal import Glibc
internal import Running

/// Where the program begins: arguments in, an exit code out.
@main
enum Entry {
  static func main() async {
    // Nothing that this program makes is for other users' eyes.
    umask(0o077)
    // A reader that goes away must not end a script in the middle of a case.
    signal(SIGPIPE, SIG_IGN)
    // A crash leaves no memory of a CT behind, and does not wait at a debugger's prompt.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // The screen puts handlers of its own in their place while it is open.
    for fatal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] { signal(fatal, SIG_DFL) }
    let wantsJSON = CommandLine.arguments.contains("--json")
    do {
      // Nothing at all is a question for help, not for a screen without inputs.
      guard CommandLine.arguments.count > 1 else {
        print(Condyle.helpMessage())
        exit(0)
      }
      var command = try Condyle.parseAsRoot()
      if var screen = command as? any AsyncParsableCommand {
        try await screen.run()
      } else {
        try command.run()
      }
    } catch let status as ExitStatus {
      exit(status.rawValue)
    } catch let code as ExitCode {
      // Everything has been said already: a script that a signal ended has printed its outcome.
      exit(code.rawValue)
    } catch let error as any ExplainedError {
      Failure.tell(error.message, error.exitStatus.rawValue, wantsJSON: wantsJSON)
    } catch {
      let code = Condyle.exitCode(for: error).rawValue
      let text = Condyle.fullMessage(for: error)
      guard code != 0 else {
        print(text)
        exit(0)
      }
      Failure.tell(text, code, wantsJSON: wantsJSON)
    }
  }
}
