internal import Canvas
internal import Editing
internal import Reviewing
internal import Volumes

extension Session {
  /// Carries out what happened at the screen.
  mutating func updateScreen(_ action: Action) throws(CommandError) -> [Effect] {
    switch action {
    case .input(let event): return try take(event)
    case .resized(let columns, let rows, let aspect):
      owed += endStroke()
      screen.drag = nil
      (screen.columns, screen.rows, screen.cellAspect) = (columns, rows, aspect)
      keepCursorVisible()
    case .cells(let cells): screen.cells = cells
    case .interrupted:
      stroke?.name += " (interrupted)"
      return endStroke()
    case .history(let undo, let redo): (undoStep, redoStep) = (undo, redo)
    case .surfaceMade(let bone, let shown): return take(shown, of: bone)
    case .surfaceChecked(let bone, let version, let checks, let isLast):
      take(checks, of: bone, version: version, isLast: isLast)
    case .surfaceFailed(let bone, let version, let reason):
      surfacesInWork.remove(bone)
      checksInWork.remove(bone)
      surfaceVersions[bone] = version
      surfaceDebts[bone] = nil
      surfaces[bone] = nil
      message = "no surface of \(labels.table.name(of: bone)): \(reason)"
      isComplaint = true
    case .changeMeasured(let measured): return take(measured)
    case .identity(let lines): show(identity: lines)
    case .notes(let lines): screen.popup = .notes(lines, firstLine: 0)
    case .terminal(let lines): screen.popup = .terminal(lines, firstLine: 0)
    case .link(let link): screen.link = link
    case .pointer(let pointer): screen.pointer = pointer
    case .pathsFound(let paths, let query): take(paths: paths, for: query)
    case .freeNames(let picture, let folder): freeNames = (picture, folder)
    case .signed(let record, let bone, let side, let text):
      standings?.terms.side = side
      standings?.add(record, on: bone)
      agreedToChange.remove(bone)
      message = text
      // Never refused: the surgeon decides, and the answer tells what the decision rests on.
      if record.verdict == Verdict.accept.rawValue, let warning = unseenWarning(of: bone) {
        message += " — \(warning)"
      }
    case .shown: noteShown()
    case .progress(let work): screen.work = work
    case .workEnded(let text):
      screen.work = nil
      message = text
    default: break
    }
    return surfaceJobs()
  }

  private mutating func take(_ event: InputEvent) throws(CommandError) -> [Effect] {
    if screen.columns > 0, layout.isTooSmall { return takeUnseen(event) }
    switch event {
    case .key(let key) where isRedraw(key): return [.redraw]
    case .key(let key):
      screen.wasUnfocused = false
      message = ""
      return try press(key)
    case .mouse(let event): return try take(event)
    case .paste(let text):
      guard insert(pasted: text) else {
        throw CommandError(
          "pasted text is only taken where text is typed; : opens the command line")
      }
    case .focus(let isFocused):
      if !isFocused {
        owed += endStroke()
        screen.drag = nil
        screen.wasUnfocused = true
      }
    }
    return []
  }

  /// What is done while the window is too small to show anything: nobody changes what he cannot see.
  private mutating func takeUnseen(_ event: InputEvent) -> [Effect] {
    switch event {
    case .key(let key) where keymap.stroke(key)?.command == "quit":
      // The sentence asks for a second one where something runs.
      if case .question(let question) = screen.popup {
        if question.then == .quit { return agree(to: .quit) }
        _ = decline(question)
      }
      screen.popup = nil
      return quit()
    case .key(Key(.character("c"), control: true)):
      message = keymap.told("{quit} leaves; everything is saved already")
    case .key(Key(.character("z"), control: true)): return [.suspend]
    case .key(let key) where isRedraw(key): return [.redraw]
    case .focus(false): screen.wasUnfocused = true
    case .key, .mouse, .paste, .focus: break
    }
    return []
  }

  /// Whether a key only draws anew: then nothing that is open, begun or said changes.
  ///
  /// On top of the panes a key that writes something writes it, whatever it is bound to.
  func isRedraw(_ key: Key) -> Bool {
    guard keymap.stroke(key)?.command == "redraw" else { return false }
    if screen.popup == nil || key.control { return true }
    if case .function = key.code { return true }
    return false
  }

  private mutating func press(_ key: Key) throws(CommandError) -> [Effect] {
    if screen.popup != nil { return try pressInPopup(key) }
    if key == Key(.escape) { return escape() }
    if key == Key(.character("c"), control: true) {
      message = keymap.told("{quit} leaves; everything is saved already")
      return []
    }
    guard let stroke = keymap.stroke(key) else { throw unbound(key) }
    screen.showsFirstKeys = false
    if stroke.isPrompt {
      owed += endStroke()
      let text = stroke.command.replacing("{picture}", with: freeNames.picture)
        .replacing("{folder}", with: freeNames.folder)
      screen.popup = .commandLine(LineEditor(text))
      return []
    }
    let effects =
      try CommandParser.script(stroke.command).first
      .map { (_, command) throws(CommandError) in try carryOut(command) } ?? []
    if let answer = stroke.answer {
      message = keymap.told(answer)
      isComplaint = true
    }
    return effects
  }

  /// Leaves what was entered last: a stroke, the pen, work that runs, editing.
  private mutating func escape() -> [Effect] {
    if stroke != nil {
      screen.drag = nil
      return endStroke()
    }
    if screen.work != nil {
      message = "stopping…"
      return [.cancelWork]
    }
    guard screen.mode == .look else {
      screen.mode = .look
      message = "LOOK: nothing can be changed"
      return []
    }
    message = keymap.told("this is LOOK: nothing can be changed; {quit} leaves")
    return []
  }

  /// What is said of a key that does nothing.
  func unbound(_ key: Key) -> CommandError {
    CommandError(
      "\(Self.name(of: key)) does nothing here; \(keymap.word(for: "help")) shows the keys")
  }

  /// A key in words.
  static func name(of key: Key) -> String {
    let name =
      switch key.code {
      case .character(" "): "Space"
      case .character(let character): "“\(character)”"
      case .pageUp: "PgUp"
      case .pageDown: "PgDn"
      case .up: "the arrow up"
      case .down: "the arrow down"
      case .left: "the arrow left"
      case .right: "the arrow right"
      case .home: "Home"
      case .end: "End"
      case .insert: "Insert"
      case .delete: "Delete"
      case .backspace: "Backspace"
      case .tab: "Tab"
      case .enter: "Enter"
      case .escape: "Esc"
      case .function(let number): "F\(number)"
      case .unknown: "This key"
      }
    return (key.control ? "Ctrl-" : "") + (key.shift ? "Shift-" : "") + name
  }
}
