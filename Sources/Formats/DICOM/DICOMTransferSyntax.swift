internal import Files

/// How the pixels of a file are stored.
public struct DICOMTransferSyntax: Sendable, Hashable {
  /// The UID from the file meta group.
  public let uid: String

  /// Takes a UID.
  public init(uid: String) { self.uid = uid }

  /// The name, safe to show.
  public var name: String {
    Self.names[uid] ?? "the unknown transfer syntax \(SafeText.cleaned(uid))"
  }

  /// Whether the whole data set is compressed, not the pixels alone.
  public var isDeflated: Bool { uid == "1.2.840.10008.1.2.1.99" }

  /// Whether OpenJPEG decodes it.
  public var isJPEG2000: Bool {
    uid == "1.2.840.10008.1.2.4.90" || uid == "1.2.840.10008.1.2.4.91"
  }

  /// Whether the pixels are stored as they are, so that a second thread has little to do.
  public var isRaw: Bool {
    [
      "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2",
    ].contains(uid)
  }

  /// Whether the compression itself loses something, whatever the header says.
  public var isLossy: Bool {
    ["1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51"].contains(uid)
  }

  /// Whether DCMTK can read the header of such a file.
  var isKnownToParser: Bool {
    Self.names[uid] != nil && !Self.unparsed.contains(uid)
  }

  /// Whether there is a decoder.
  public var isDecodable: Bool { isRaw || Self.decodable.contains(uid) }

  private static let decodable: Set<String> = [
    "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51",
    "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.80",
    "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91",
    "1.2.840.10008.1.2.5",
  ]

  // Newer than the DCMTK of Debian 12, which refuses the whole file.
  private static let unparsed: Set<String> = [
    "1.2.840.10008.1.2.4.110", "1.2.840.10008.1.2.4.112", "1.2.840.10008.1.2.4.201",
    "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203", "1.2.840.10008.1.2.8.1",
  ]

  // PS3.6, table A-1.
  private static let names = [
    "1.2.840.10008.1.2": "implicit little endian",
    "1.2.840.10008.1.2.1": "explicit little endian",
    "1.2.840.10008.1.2.1.99": "deflated explicit little endian",
    "1.2.840.10008.1.2.2": "explicit big endian",
    "1.2.840.10008.1.2.4.50": "JPEG baseline (lossy)",
    "1.2.840.10008.1.2.4.51": "JPEG extended (lossy)",
    "1.2.840.10008.1.2.4.57": "JPEG lossless",
    "1.2.840.10008.1.2.4.70": "JPEG lossless",
    "1.2.840.10008.1.2.4.80": "JPEG-LS lossless",
    "1.2.840.10008.1.2.4.81": "JPEG-LS near lossless",
    "1.2.840.10008.1.2.4.90": "JPEG 2000 lossless",
    "1.2.840.10008.1.2.4.91": "JPEG 2000",
    "1.2.840.10008.1.2.4.92": "JPEG 2000 part 2 lossless",
    "1.2.840.10008.1.2.4.93": "JPEG 2000 part 2",
    "1.2.840.10008.1.2.4.100": "MPEG-2",
    "1.2.840.10008.1.2.4.102": "MPEG-4",
    "1.2.840.10008.1.2.4.110": "JPEG XL lossless",
    "1.2.840.10008.1.2.4.112": "JPEG XL",
    "1.2.840.10008.1.2.4.201": "High-Throughput JPEG 2000 lossless",
    "1.2.840.10008.1.2.4.202": "High-Throughput JPEG 2000 lossless",
    "1.2.840.10008.1.2.4.203": "High-Throughput JPEG 2000",
    "1.2.840.10008.1.2.5": "RLE",
    "1.2.840.10008.1.2.8.1": "deflated image frames",
  ]
}
