internal import Glibc

/// What tmux says about the terminal that it draws on.
nonisolated enum TmuxClient {
  /// The features of tmux's client, such as "256,RGB,title"; nil when tmux does not answer in time.
  ///
  /// tmux takes 24-bit colours from everybody and makes them fewer for its client; that is done
  /// better here, where pictures are known from text.
  static func features(milliseconds: Int32 = 300) -> String? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    defer { close(ends[0]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

    let words = ["tmux", "display-message", "-p", "#{client_termfeatures}"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    let names = ["TMUX", "TMUX_PANE", "TMUX_TMPDIR", "PATH", "HOME", "LC_ALL", "LANG"]
    var environment: [UnsafeMutablePointer<CChar>?] = []
    for name in names {
      guard let value = getenv(name) else { continue }
      environment.append(strdup("\(name)=\(String(cString: value))"))
    }
    environment.append(nil)
    defer { for variable in environment { free(variable) } }
    var child = pid_t()
    let spawned = posix_spawnp(&child, "tmux", &actions, nil, &arguments, &environment)
    close(ends[1])
    guard spawned == 0 else { return nil }

    var answer: [UInt8] = []
    var isWhole = false
    var left = milliseconds
    var buffer = [UInt8](repeating: 0, count: 1024)
    while left > 0, answer.count < 4096 {
      let before = Clock.milliseconds()
      var wait = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, left) > 0 else { break }
      let got = read(ends[0], &buffer, buffer.count)
      if got <= 0 {
        isWhole = got == 0
        break
      }
      answer += buffer[0..<got]
      left -= Int32(clamping: Clock.milliseconds() - before)
    }
    if !isWhole { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard isWhole, status == 0 else { return nil }
    let text = String(decoding: answer, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).first.map(String.init)
  }
}
