internal import CNcurses
internal import Glibc

extension TerminalScreen {
  /// Gives the terminal back and stops the process, as ^Z does elsewhere; returns when it goes on.
  ///
  /// `.continued` is delivered before it returns.
  public func suspend() {
    guard isOpen else { return }
    leave()
    condyle_signals_stop()
    enterAgain()
  }

  /// Gives the terminal to another program while `body` runs it, and takes it again.
  ///
  /// ^C and ^Z meant that program; a wish to end this one counts afterwards. `.continued` is delivered
  /// before it returns.
  public func lend(_ body: () -> Void) {
    guard isOpen else { return }
    leave()
    body()
    let news = watcher.take()
    enterAgain()
    for signal in news.signals where [SIGHUP, SIGTERM].contains(signal) { obey(signal) }
    if news.isGone { deliver(.ending(.gone)) }
    // What was typed for the other program is not for this one.
    line.forgetTyped()
    watcher.listen()
  }

  /// Gives the terminal back as it was, within a tenth of a second.
  ///
  /// A second call does nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    watcher.stop()
    leave()
    line.forgetTyped()
    condyle_signals_release()
    condyle_curses_close()
    Glibc.close(memory)
    line.close()
    errors?.end()
  }

  // MARK: Taking the terminal over

  /// Takes the terminal over for the first time.
  func enter() {
    line.makeRaw()
    queue.send(EscapeSequences.enter(usesMouse: options.usesMouse) + pixels(options.usesMouse))
  }

  func leave() {
    let cut = queue.drop() ? EscapeSequences.cancel : []
    let picture = lens == nil ? [] : lensMethod?.end ?? []
    lens = nil
    queue.send(
      cut + picture + pixels(false) + EscapeSequences.leave(usesMouse: options.usesMouse),
      withinMilliseconds: 100)
    _ = queue.drop()
    pacer.forget()
    line.restore()
    condyle_signals_arm(0)
    errors?.pause()
  }

  func enterAgain() {
    errors?.catchAgain()
    condyle_signals_arm(1)
    enter()
    if !queue.isEmpty { watcher.wake() }
    writer.forget()
    takeSize()
    deliver(.continued)
  }
}
