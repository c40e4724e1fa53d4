internal import Canvas
internal import Viewing

/// What the loop needs of a terminal; a test gives it one that is none.
@MainActor
protocol ScreenPort: AnyObject {
  /// Cells across.
  var columns: Int { get }
  /// Cells down.
  var rows: Int { get }
  /// How many times taller than wide a cell is.
  var cellAspect: Double { get }
  /// Whether a frame may be shown.
  var isDrained: Bool { get }
  /// Whether all pictures are shown as they are.
  var isExact: Bool { get }
  /// Shows a frame; false when the terminal does not take one now.
  func show(_ frame: Frame) -> Bool
  /// The line, seen from what was told of it before.
  func link(after state: LinkState) -> LinkState
  /// How exactly the mouse tells where it is.
  var pointer: Pointer { get }
  /// Changes how the terminal is used; answers what is so now.
  func set(_ setting: TerminalSetting) -> String
  /// How the terminal is used, nil for all of it.
  func words(of name: TerminalSetting.Name?) -> String
  /// What is known about the terminal, as lines.
  var facts: [String] { get }
  /// What its cells can show.
  var cells: CellAbilities { get }
  /// Whether a picture of true pixels can be shown.
  var lensOffer: LensOffer { get }
  /// Shows a picture of true pixels over cells, and no frame until it is closed; false when that failed.
  func openLens(_ picture: Raster, over rect: CellRect) -> Bool
  /// Takes that picture away.
  func closeLens()
  /// Draws what is shown anew.
  func repaint()
  /// Gives the terminal back to the shell until it continues the program.
  func suspend()
  /// Gives the terminal to something else while `body` runs.
  func lend(_ body: () -> Void)
  /// Gives the terminal back for good.
  func close()
  /// Hears that everything is dealt with and shown, and that nothing is under way: from now on only the
  /// user makes something happen.
  func rest()
}

extension ScreenPort {
  /// Whoever shows everything at once shows it exactly.
  var isExact: Bool { true }
  /// Nothing is known of a line.
  func link(after state: LinkState) -> LinkState { state }
  /// A test says where it points.
  var pointer: Pointer { .pixels }
  /// Nothing can be set.
  func set(_ setting: TerminalSetting) -> String { "there is nothing to set" }
  /// Nothing can be told of what cannot be set.
  func words(of name: TerminalSetting.Name?) -> String { "there is nothing to set" }
  /// Whoever shows frames elsewhere shows all colours.
  var cells: CellAbilities { CellAbilities() }
  /// There are no pixels.
  var lensOffer: LensOffer { .refused("this screen has no pixels") }
  /// Nothing can be shown over cells.
  func openLens(_ picture: Raster, over rect: CellRect) -> Bool { false }
  /// Nothing is to be taken away.
  func closeLens() {}
  /// There is nothing to tell.
  var facts: [String] { [] }
  /// A terminal has nothing to do then.
  func rest() {}
  /// Nothing has to be given back where there is no terminal.
  func lend(_ body: () -> Void) { body() }
}

/// What makes a frame of a session.
@MainActor
protocol FramePainter {
  /// The frame to show.
  mutating func frame(of session: Session) -> Frame
  /// The focused pane as a picture of true pixels; nil when it shows none.
  func lens(of session: Session, cell: SIMD2<Double>, most: Int) -> LensPicture?
}

extension FramePainter {
  /// There is none.
  func lens(of session: Session, cell: SIMD2<Double>, most: Int) -> LensPicture? { nil }
}
