public import Canvas

/// Where everything lies on a screen of a given size.
///
/// From 110 × 34 cells on, the four panes stand two by two beside the panel. On smaller screens the
/// focused pane is large, and a second one stands under the panel.
public struct ScreenLayout: Hashable, Sendable {
  /// The smallest screen that is drawn on.
  public static let least = (columns: 60, rows: 18)

  /// Whether the screen is too small for anything but a sentence.
  public let isTooSmall: Bool
  /// The line with code, side, volume, window, mode and saving.
  public let identity: CellRect
  /// Each visible pane with its border.
  public let panes: [Pane: CellRect]
  /// Bones, tool and legend; empty when a pane is maximised.
  public let panel: CellRect
  /// The line with mode, brush, rules and read-out.
  public let status: CellRect
  /// The line for messages and for commands being typed.
  public let message: CellRect

  /// Lays a screen out.
  public init(columns: Int, rows: Int, focus: Pane, isMaximised: Bool) {
    isTooSmall = columns < Self.least.columns || rows < Self.least.rows
    identity = CellRect(x: 0, y: 0, width: columns, height: 1)
    status = CellRect(x: 0, y: rows - 2, width: columns, height: 1)
    message = CellRect(x: 0, y: rows - 1, width: columns, height: 1)
    let body = CellRect(x: 0, y: 1, width: columns, height: rows - 3)
    if isTooSmall {
      (panes, panel) = ([:], CellRect(x: 0, y: 0, width: 0, height: 0))
    } else if isMaximised {
      (panes, panel) = ([focus: body], CellRect(x: 0, y: 0, width: 0, height: 0))
    } else if columns >= 110, rows >= 34 {
      (panes, panel) = Self.four(body)
    } else {
      (panes, panel) = Self.two(body, focus)
    }
  }

  private static func four(_ body: CellRect) -> ([Pane: CellRect], CellRect) {
    let side = body.width >= 160 ? 32 : 28
    let left = (body.width - side) / 2
    let right = body.width - side - left
    let upper = body.height / 2
    let lower = body.height - upper
    let middle = body.y + upper
    return (
      [
        .axial: CellRect(x: 0, y: body.y, width: left, height: upper),
        .coronal: CellRect(x: left, y: body.y, width: right, height: upper),
        .sagittal: CellRect(x: 0, y: middle, width: left, height: lower),
        .surface: CellRect(x: left, y: middle, width: right, height: lower),
      ], CellRect(x: left + right, y: body.y, width: side, height: body.height)
    )
  }

  private static func two(_ body: CellRect, _ focus: Pane) -> ([Pane: CellRect], CellRect) {
    let side = min(30, body.width * 3 / 8)
    let large = CellRect(x: 0, y: body.y, width: body.width - side, height: body.height)
    // The panel keeps its bones and tool; what is left is for a second picture, if it can show one.
    let panelRows = min(body.height, 14)
    let rest = body.height - panelRows
    var panes = [focus: large]
    if rest >= 6 {
      panes[focus == .surface ? .axial : .surface] = CellRect(
        x: large.right, y: body.y + panelRows, width: side, height: rest)
    }
    return (
      panes,
      CellRect(
        x: large.right, y: body.y, width: side, height: rest >= 6 ? panelRows : body.height)
    )
  }

  /// The cells of a pane's picture, inside its border; nil when the pane is not seen.
  public func picture(of pane: Pane) -> CellRect? {
    guard let rect = panes[pane]?.inset(by: 1), !rect.isEmpty else { return nil }
    return rect
  }

  /// The pane whose picture a cell lies in.
  public func pane(column: Int, row: Int) -> Pane? {
    panes.first { $0.value.inset(by: 1).contains(column: column, row: row) }?.key
  }
}
