internal import CDCMTK
internal import Files

/// What is asked of a file before DCMTK parses it, so that hostile contents end in an error.
enum DICOMGuard {
  /// The most bytes of a single slice: 4096 × 4096 of 16 bits is half of it.
  static let greatestLength = 64 << 20
  /// The most sequence items; DCMTK recurses once for each level and breaks at some 10 000.
  static let greatestItemCount = 2048

  /// Refuses unknown transfer syntaxes, and files that are too long or too nested for a slice.
  static func check(_ path: String, _ meta: DICOMMetaGroup) throws {
    let syntax = DICOMTransferSyntax(uid: meta.transferSyntax)
    let kind = DICOMObjectKind.refusal(sopClass: meta.sopClass, modality: "")
    if !meta.transferSyntax.isEmpty, !syntax.isKnownToParser {
      if let kind { throw DICOMError.notASlice(path: path, what: kind) }
      throw DICOMError.unknownSyntax(path: path, name: syntax.name)
    }
    guard try InputFile.size(path) <= greatestLength else {
      throw DICOMError.notASlice(path: path, what: kind ?? "larger than one slice (64 MiB)")
    }
    let items = syntax.isDeflated ? try inflatedItems(path, meta) : try plainItems(path)
    guard items <= greatestItemCount else {
      throw DICOMError.notASlice(
        path: path, what: kind ?? "made of \(items) nested items, more than one slice has")
    }
  }

  private static func plainItems(_ path: String) throws -> Int {
    var items = 0
    var error = condyle_dicom_error()
    let status = condyle_dicom_count_items_in_file(path, &items, &error)
    if let failure = DICOMFile.failure(status, error, path: path, syntax: "") { throw failure }
    return items
  }

  /// Counts in the inflated data set, and refuses one that grows beyond a slice.
  private static func inflatedItems(_ path: String, _ meta: DICOMMetaGroup) throws -> Int {
    let bytes = try InputFile.read(path, limit: greatestLength)
    let inflater = Inflater()
    var at = min(meta.end, bytes.count)
    var total = 0
    var items = 0
    while !inflater.ended {
      let piece: [UInt8]
      do {
        piece = try inflater.next(bytes, at: &at, room: 1 << 20)
      } catch {
        throw DICOMError.damaged(path: path, reason: "the deflated data set cannot be inflated")
      }
      if piece.isEmpty { break }
      total += piece.count
      guard total <= greatestLength else {
        throw DICOMError.notASlice(path: path, what: "larger than one slice (64 MiB) once inflated")
      }
      items += condyle_dicom_count_items(piece, piece.count)
    }
    return items
  }
}
