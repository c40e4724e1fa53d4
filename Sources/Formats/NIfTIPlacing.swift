internal import Volumes

/// Where a NIfTI volume lies, out of the two or three answers its header gives.
struct NIfTIPlacing {
  let geometry: Geometry
  let notices: [String]

  /// Takes the sform when there is one, else the qform, else spacing alone.
  ///
  /// When sform and qform part by more than 0.01 mm at a corner, the one whose corners lie nearer to
  /// those of `matching` is taken, else the sform, and a notice says so.
  init(_ header: NIfTIHeader, matching: (Geometry, GridSize)?, path: String) throws {
    var notices: [String] = []
    if header.millimetres != 1 {
      notices.append(
        "The file measures in \(header.millimetres > 1 ? "metres" : "micrometres"); "
          + "everything is shown in millimetres.")
    }
    let sform = header.sformCode > 0 ? Self.result(Self.sform, header) : nil
    let qform = header.qformCode > 0 ? Self.result(Self.qform, header) : nil
    switch (sform, qform) {
    case (.success(let sform), .success(let qform)):
      geometry = Self.choose(sform, qform, header.size, matching, &notices)
    case (.success(let only), nil), (nil, .success(let only)):
      geometry = only
    case (.success(let good), .failure(let failure)):
      notices.append("The qform cannot be used and the sform is taken. \(failure.message)")
      geometry = good
    case (.failure(let failure), .success(let good)):
      notices.append("The sform cannot be used and the qform is taken. \(failure.message)")
      geometry = good
    case (.failure(let failure), _), (_, .failure(let failure)):
      throw NIfTIError.geometry(path: path, failure)
    case (nil, nil):
      notices.append(
        "The header gives neither sform nor qform: left and right are unknown. "
          + "The axes are taken as left, posterior, superior from 0.")
      geometry = try Self.result(Self.spacingAlone, header).get(path)
    }
    self.notices = notices
  }

  private static func choose(
    _ sform: Geometry, _ qform: Geometry, _ size: GridSize,
    _ matching: (Geometry, GridSize)?, _ notices: inout [String]
  ) -> Geometry {
    let apart = sform.greatestCornerDistance(to: qform, size: size)
    guard apart > 0.01 else { return sform }
    var chosen = sform
    var reason = "the sform is used"
    if let (other, otherSize) = matching {
      let bySform = cornerGap(sform, size, other, otherSize)
      let byQform = cornerGap(qform, size, other, otherSize)
      if byQform < bySform { chosen = qform }
      reason = "the \(byQform < bySform ? "qform" : "sform") is used, it lies nearer to the CT"
    }
    let mm = (apart * 100).rounded() / 100
    notices.append("sform and qform differ by up to \(mm) mm; \(reason). Check left and right.")
    return chosen
  }

  /// The greatest distance in mm from a corner of one grid to the nearest corner of the other, so
  /// that flipped axes do not count.
  private static func cornerGap(
    _ a: Geometry, _ aSize: GridSize, _ b: Geometry, _ bSize: GridSize
  ) -> Double {
    let others = corners(b, bSize)
    return corners(a, aSize).map { corner in
      others.map { corner.distance(to: $0) }.min() ?? 0
    }.max() ?? 0
  }

  private static func corners(_ geometry: Geometry, _ size: GridSize) -> [PatientPoint] {
    (0..<8).map { corner in
      geometry.point(
        VoxelIndex(
          corner & 1 == 0 ? 0 : size.x - 1, corner & 2 == 0 ? 0 : size.y - 1,
          corner & 4 == 0 ? 0 : size.z - 1))
    }
  }

  private static func sform(_ header: NIfTIHeader) throws(Geometry.Failure) -> Geometry {
    let (x, y, z) = header.sformRows
    let mm = header.millimetres
    return try Geometry(rasRows: (x * mm, y * mm, z * mm))
  }

  private static func qform(_ header: NIfTIHeader) throws(Geometry.Failure) -> Geometry {
    let handed = header.pixdim.x < 0 ? -1.0 : 1.0
    let scale = SIMD3(abs(header.pixdim.y), abs(header.pixdim.z), abs(header.pixdim.w) * handed)
    let columns = Quaternion.rotation(header.quaternion).scalingColumns(by: scale)
    let offset = header.quaternionOffset
    let mm = header.millimetres
    let (i, j, k) = columns.columns
    return try Geometry(
      rasRows: (
        SIMD4(i.x, j.x, k.x, offset.x) * mm, SIMD4(i.y, j.y, k.y, offset.y) * mm,
        SIMD4(i.z, j.z, k.z, offset.z) * mm
      ))
  }

  private static func spacingAlone(_ header: NIfTIHeader) throws(Geometry.Failure) -> Geometry {
    let pixdim = header.pixdim
    let spacing = SIMD3(abs(pixdim.y), abs(pixdim.z), abs(pixdim.w)) * header.millimetres
    return try Geometry(spacing: spacing, origin: PatientPoint(0, 0, 0))
  }

  private static func result(
    _ make: (NIfTIHeader) throws(Geometry.Failure) -> Geometry, _ header: NIfTIHeader
  ) -> Result<Geometry, Geometry.Failure> {
    do throws(Geometry.Failure) { return .success(try make(header)) } catch {
      return .failure(error)
    }
  }
}

extension Result where Success == Geometry, Failure == Geometry.Failure {
  fileprivate func get(_ path: String) throws -> Geometry {
    switch self {
    case .success(let geometry): return geometry
    case .failure(let failure): throw NIfTIError.geometry(path: path, failure)
    }
  }
}
