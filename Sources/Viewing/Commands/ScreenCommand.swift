public import Canvas

/// What a user may ask of the screen, by key or by typing.
///
/// The steps work in a script as well, which has a session but no screen; what only a screen can show
/// is refused there.
public enum ScreenCommand: Hashable, Sendable {
  /// A direction on the screen.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    case left, right, up, down
  }

  /// A change of a switch.
  public enum Switch: String, Hashable, Sendable, CaseIterable {
    case on, off, toggle
  }

  /// A change of scale.
  public enum Zoom: Hashable, Sendable {
    /// One step.
    case `in`, out
    /// All of the bones; all of the slices.
    case fit, whole
    /// Millimetres a pixel.
    case to(Double)
  }

  /// Moves the cursor by voxels in the focused plane; turns the surface when that has the focus.
  case move(Direction, Int)
  /// Goes forward (or back) by slices of the focused plane.
  case sliceStep(Int)
  /// Goes to the first or last slice.
  case sliceEnd(isLast: Bool)
  /// Gives the focus to a pane.
  case pane(Pane)
  /// Gives the focus to the next (1) or previous (-1) pane.
  case paneStep(Int)
  /// Gives the focused pane the whole room.
  case maximise(Switch)
  /// Changes the scale about the cursor.
  case zoom(Zoom)
  /// Chooses the next (1) or previous (-1) bone.
  case boneStep(Int)
  /// Leaves editing.
  case look
  /// Takes a tool that works along a path; with `toggles` the same tool is left again.
  case mode(String, toggles: Bool)
  /// Takes the tool that was used before this one.
  case lastTool
  /// Shows the tools by letter.
  case tools
  /// Makes the brush larger (1) or smaller (-1) by one step.
  case brushStep(Int)
  /// Takes the next shape of brush.
  case brushShape
  /// Uses the tool at the cursor.
  case apply
  /// Puts the pen down or lifts it.
  case pen(Switch)
  /// Switches the HU range on or off, keeping its limits.
  case range(Switch)
  /// Turns the HU range inside out.
  case invertRange
  /// Takes the next rule of what may be painted over.
  case overNext
  /// Takes the next way to draw labels.
  case overlayNext
  /// Shows no labels, or shows them again as before.
  case overlayToggle
  /// Sets the share of colour in a fill, 0...1.
  case opacity(Double)
  /// Changes it by tenths.
  case opacityStep(Int)
  /// Switches the heat map; in the surface pane, its colours.
  case heatToggle
  /// Takes the next grey window.
  case windowNext
  /// Changes the grey window by the arrows.
  case windowFree
  /// Shows or hides the cursor's lines.
  case crosshair(Switch)
  /// Brings the cursor into the middle of every pane.
  case centre
  /// Turns the surfaces to a standard view.
  case view(SurfaceOrientation.Standard)
  /// Sets what the surface's colours tell.
  case colouring(SurfaceFraming.Colouring)
  /// Puts the cursor onto the bone in the middle of the surface pane.
  case pick
  /// Shows all that is known about the chosen bone's surface.
  case surfaceFacts
  /// Opens the card on which the chosen bone is judged.
  case signCard
  /// Shows the patient's identity as the header gives it.
  case identity
  /// Shows what must be told about the case.
  case notices
  /// Writes a note in the user's editor.
  case editNote
  /// Shows the notes of the case.
  case notes
  /// Shows keys and commands.
  case help
  /// Opens the command line with a text.
  case commandLine(String)
  /// Changes how the terminal is used.
  case set(TerminalSetting)
  /// Tells how the terminal is used; nil for all.
  case tellSetting(TerminalSetting.Name?)
  /// Shows the focused pane as a picture of true pixels.
  case lens
  /// Shows what is known about the terminal.
  case terminalInfo
  /// Takes a preset of keys.
  case keys(String)
  /// Gives a key, by its name, a command, or "none".
  case bind(key: String, command: String)
  /// Draws everything anew.
  case redraw
  /// Stops the program until the shell continues it.
  case suspend
}
