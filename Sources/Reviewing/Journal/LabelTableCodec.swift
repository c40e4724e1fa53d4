internal import Volumes

/// Label tables as bytes, for the journal's `settings` events and the chain's first link.
enum LabelTableCodec {
  static let limit = 1 << 20

  static func encode(_ table: LabelTable) -> [UInt8] {
    var out = ByteWriter()
    out.number(table.entries.count)
    for entry in table.entries {
      out.byte(entry.value)
      out.text(entry.name)
      out.fixed(UInt64(bitPattern: Int64(entry.sourceValue)))
      out.text(entry.side?.rawValue ?? "")
      out.byte(entry.parent ?? 0)
      out.fixed(UInt64(bitPattern: Int64(entry.colourRole)))
      out.byte((entry.isLocked ? 1 : 0) | (entry.isVisible ? 2 : 0))
    }
    return out.bytes
  }

  static func decode(_ bytes: [UInt8]) throws(CodecError) -> LabelTable {
    var source = ByteSource(bytes)
    let count = try source.number()
    guard count <= 255 else { throw CodecError("a table of \(count) labels, at most 255 fit") }
    var entries: [LabelEntry] = []
    for _ in 0..<count {
      let value = try source.byte()
      let name = try source.text(limit: 4_096)
      let sourceValue = try signed(&source)
      let side = try source.text(limit: 16)
      let parent = try source.byte()
      let role = try signed(&source)
      let flags = try source.byte()
      guard value != 0, !entries.contains(where: { $0.value == value }), flags <= 3 else {
        throw CodecError("label value \(value) is there twice, is 0, or has unknown flags")
      }
      entries.append(
        LabelEntry(
          value: value, name: name, sourceValue: sourceValue, side: Side(rawValue: side),
          parent: parent == 0 ? nil : parent, colourRole: role, isLocked: flags & 1 != 0,
          isVisible: flags & 2 != 0))
    }
    try source.end()
    return LabelTable(entries)
  }

  private static func signed(_ source: inout ByteSource) throws(CodecError) -> Int {
    var bits: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bits |= UInt64(try source.byte()) << shift
    }
    return Int(Int64(bitPattern: bits))
  }
}
