public import Canvas
public import Volumes

/// What the screen adds to a session: its size, its panes, its mode, and what lies on top.
public struct ScreenState: Hashable, Sendable {
  /// Cells across; 0 without a screen.
  public var columns = 0
  /// Cells down; 0 without a screen.
  public var rows = 0
  /// How many times taller than wide a cell is; a half block is then half that.
  public var cellAspect = 2.0
  /// What the cells of the screen can show.
  public var cells = CellAbilities()
  /// The pane that keys work on.
  public var focus = Pane.axial
  /// Whether the focused pane has the whole room.
  public var isMaximised = false
  /// The grid's place in the middle of each plane's pane; without one, of the first view.
  public var middles: [Plane: GridPoint] = [:]
  /// Millimetres from pixel to pixel across in each plane; a plane without one frames all of the bones.
  public var scales: [Plane: Double] = [:]
  /// How the surfaces are seen.
  public var surface = SurfaceFraming()
  /// What the hand does.
  public var mode = Mode.look
  /// The tools used last, the latest first: "paint", "erase".
  public var lastTools = ["paint", "erase"]
  /// Whether moving the cursor paints.
  public var isPenDown = false
  /// Whether the cursor's lines are drawn.
  public var showsCrosshair = true
  /// How labels are drawn when they are shown again.
  public var overlayBefore = OverlayMode.outline
  /// The share of a label's colour in a fill, 0...1.
  public var opacity = 0.35
  /// What lies on top of the panes; nil for nothing.
  public var popup: Popup?
  /// The bone whose name flashes because it was just chosen; nil for none.
  public var flashing: UInt8?
  /// Whether the five keys that matter are shown: until the first key that does something.
  public var showsFirstKeys = true
  /// Whether the picture waits for a click to give the focus back.
  public var wasUnfocused = false
  /// What the mouse drags; nil for nothing.
  public var drag: Drag?
  /// Work in the background that the user waits for; nil for none.
  public var work: Work?

  /// The line to the terminal.
  public var link = LinkState()
  /// How exactly the mouse tells where it is.
  public var pointer = Pointer.none

  /// A screen that is not there yet.
  public init() {}

  /// What the hand does.
  public enum Mode: Hashable, Sendable {
    /// Looks: nothing can be changed.
    case look
    /// Uses a tool along a path: "paint" or "erase".
    case tool(String)
  }

  /// What a drag of the mouse does, and where it was last.
  public struct Drag: Hashable, Sendable {
    /// What it does.
    public enum Purpose: Hashable, Sendable {
      /// Moves the cursor.
      case cursor
      /// Zooms about the place where it began.
      case zoom
      /// Moves the picture.
      case pan
      /// Turns the surfaces.
      case turn
      /// Paints or erases: the verb.
      case stroke(String)
    }

    /// What it does.
    public var purpose: Purpose
    /// The pane in which it began.
    public var pane: Pane
    /// The button that is held.
    public var button: MouseEvent.Button
    /// Where it was last, in cells.
    public var last: SIMD2<Double>
    /// Where it began, in cells.
    public var start: SIMD2<Double>
    /// Whether it has been anywhere else: else it is a click.
    public var hasMoved = false
  }

  /// Something that takes time.
  public struct Work: Hashable, Sendable {
    /// Such as "export".
    public var name: String
    /// The share that is done, 0...1; nil when it cannot be known.
    public var share: Double?
    /// What is being done now.
    public var step: String

    /// Takes what, how far, and what now.
    public init(name: String, share: Double?, step: String) {
      (self.name, self.share, self.step) = (name, share, step)
    }
  }
}

/// How the surfaces are seen.
public struct SurfaceFraming: Hashable, Sendable {
  /// What a surface's colour tells.
  public enum Colouring: String, Hashable, Sendable, CaseIterable {
    /// Which bone it is; how unsure the AI was; how far it lies from the AI's surface.
    case bone, hesitation, change
  }

  /// From where.
  public var orientation = SurfaceOrientation(.anterior)
  /// How many times larger than fitting.
  public var magnification = 1.0
  /// What the colours tell.
  public var colouring = Colouring.bone
  /// Shift of the middle in mm, across and down the screen.
  public var shift = SIMD2<Double>(0, 0)

  /// From the front, as large as fits.
  public init() {}
}
