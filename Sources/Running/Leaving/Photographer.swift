internal import Canvas
internal import Files
internal import Meshing
internal import Reporting
internal import Reviewing
internal import Viewing
internal import Volumes

/// Takes pictures of a case.
struct Photographer {
  let set: WorkingSet
  let labels: LabelMap
  let side: LateralityEvidence

  /// The bytes of a PNG file.
  ///
  /// - Throws: `SnapshotFailure`, `CaseRefusal`, or what the drawing throws.
  func picture(_ request: SnapshotRequest) throws -> [UInt8] {
    guard request.path.lowercased().hasSuffix(".png") else {
      throw SnapshotFailure.notPNG(path: request.path)
    }
    if request.showsHeat, set.doubt == nil { throw SnapshotFailure.noDoubt }
    let volumes = try PictureVolumes(
      ct: set.ct, labels: labels, doubt: set.doubt, doubtKind: set.doubtKind)
    switch request.content {
    case .plane: return try plane(request, volumes)
    case .montage: return try montage(request, volumes)
    case .layout: return try layout(request, volumes)
    }
  }

  private func plane(_ request: SnapshotRequest, _ volumes: PictureVolumes) throws -> [UInt8] {
    let plane = request.plane ?? .axial
    let axis = PlaneAxes(plane, labels.volume.geometry).through
    let count = labels.volume.size[axis]
    let slice = try request.slice ?? middle(request)[axis]
    guard (0..<count).contains(slice) else {
      throw SnapshotFailure.noSuchSlice(slice: slice, plane: plane.rawValue, count: count)
    }
    var picture = PlanePicture(volumes: volumes, plane: plane, slice: slice, caption: caption)
    picture.style = style(request)
    return try SnapshotPicture.plane(picture)
  }

  private func montage(_ request: SnapshotRequest, _ volumes: PictureVolumes) throws -> [UInt8] {
    let bone = try bone(request)
    guard !labels.bounds(of: [bone.value]).isEmpty else {
      throw CaseRefusal.emptyBone(name: bone.name)
    }
    var picture = MontagePicture(
      volumes: volumes, bone: bone.value, surface: try surfaces([bone]), caption: caption)
    picture.plane = request.plane
    picture.style = style(request)
    return try SnapshotPicture.montage(picture)
  }

  private func layout(_ request: SnapshotRequest, _ volumes: PictureVolumes) throws -> [UInt8] {
    let cursor = try request.cursor ?? middle(request)
    var picture = LayoutPicture(
      volumes: volumes, cursor: cursor,
      surfaces: try surfaces(labels.table.entries.filter(\.isVisible)), caption: caption)
    picture.style = style(request)
    return try SnapshotPicture.layout(picture)
  }

  private func style(_ request: SnapshotRequest) -> PictureStyle {
    var style = PictureStyle()
    style.window = request.window ?? .bone
    style.overlay = request.overlay
    if let opacity = request.opacity { style.opacity = opacity }
    style.showsHeat = request.showsHeat
    style.pixelsPerMillimetre = request.pixelsPerMillimetre
    return style
  }

  private var caption: PictureCaption {
    PictureCaption(
      code: set.code, side: side.side, sideSource: side.shortSource, notices: notices)
  }

  /// What the picture alone would not tell.
  private var notices: [String] {
    let counts = labels.voxelCounts()
    let hidden = labels.table.entries.filter { !$0.isVisible && counts[Int($0.value)] > 0 }
    return (set.ct == nil ? ["The CT is not at hand: labels only."] : [])
      + (hidden.isEmpty ? [] : ["Hidden: " + hidden.map(\.name).joined(separator: ", ") + "."])
  }

  private func surfaces(_ entries: [LabelEntry]) throws -> [SurfacePart] {
    let palette = Theme.dark.labels
    let bounds = LabelBounds(of: labels.volume)
    return try entries.filter { !bounds.box(of: [$0.value]).isEmpty }.map { entry in
      SurfacePart(
        try SurfaceExtraction.mesh(of: [entry.value], in: labels.volume, bounds: bounds).mesh,
        palette[entry.colourRole])
    }
  }

  private func bone(_ request: SnapshotRequest) throws -> LabelEntry {
    if let name = request.bone { return try labels.table.entry(called: name) }
    let counts = labels.voxelCounts()
    guard
      let entry = labels.table.entries.first(where: { counts[Int($0.value)] > 0 })
        ?? labels.table.entries.first
    else { throw CaseRefusal.emptyBone(name: "the label map") }
    return entry
  }

  /// The middle of the bone, of all bones when none is named, else of the volume.
  private func middle(_ request: SnapshotRequest) throws -> VoxelIndex {
    let values =
      request.bone == nil
      ? Set(labels.table.entries.map(\.value)) : [try bone(request).value]
    let found = labels.bounds(of: values)
    let box = found.isEmpty ? VoxelBox(labels.volume.size) : found
    return box.centre
  }
}
