/// The colours of labels, by role from 1.
public struct Palette: Hashable, Sendable {
  /// The colours of the roles 1, 2, 3, …; further roles begin again.
  public let colours: [Colour]

  /// Takes at least one colour.
  public init(_ colours: [Colour]) {
    precondition(!colours.isEmpty, "a palette needs a colour")
    self.colours = colours
  }

  /// The colour of a role; any number has one.
  public subscript(role: Int) -> Colour {
    let place = (role - 1) % colours.count
    return colours[place < 0 ? place + colours.count : place]
  }

  /// After the set of Okabe and Ito, "Color Universal Design", 2008, without black and grey, lightened
  /// where it would sink into the grey of a CT; violet stands for their vermilion, which the heat ramp
  /// passes through.
  public static let okabeIto = Palette(
    [0x56B4E9, 0x1FC08F, 0xF0E442, 0xA99BFF, 0xD98CBB, 0x4A8FE0, 0xE69F00, 0xB5E3FF].map {
      Colour(hex: $0)
    })
}
