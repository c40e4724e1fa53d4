internal import Reviewing
internal import Volumes

extension Session {
  /// Voxels round a bone that its surface depends on: the reach of the surface's field, and one.
  private static let margin = 6

  /// The jobs for all bones whose surface is older than their labels and not being made.
  ///
  /// Only a screen shows surfaces; a script makes them when it exports. The cost is that of copying
  /// the bones' blocks.
  mutating func surfaceJobs() -> [Effect] {
    guard situation != nil, screen.columns > 0, stroke == nil else { return [] }
    var jobs: [Effect] = []
    for entry in labels.table.entries {
      let wanted = changedAt[entry.value] ?? 0
      let made = surfaceVersions[entry.value] ?? -1
      guard made < wanted, !surfacesInWork.contains(entry.value) else { continue }
      guard tally.counts[Int(entry.value)] > 0 else {
        surfaces[entry.value] = nil
        surfaceVersions[entry.value] = wanted
        continue
      }
      surfacesInWork.insert(entry.value)
      jobs.append(.makeSurface(surfaceJob(entry.value)))
    }
    return jobs
  }

  private func surfaceJob(_ bone: UInt8) -> SurfaceJob {
    let box = tally.boxes[Int(bone)].grown(by: Self.margin)
      .intersection(VoxelBox(labels.volume.size))
    let geometry = labels.volume.geometry.translated(to: box.lower)
    var voxels = Block.copy(labels.volume.voxels.span, labels.volume.size, box)
    Block.keepOnly(bone, &voxels)
    return SurfaceJob(
      bone: bone, version: version,
      block: Volume(size: box.size, geometry: geometry, voxels: voxels),
      doubt: review.doubt.map {
        Volume(
          size: box.size, geometry: geometry, voxels: Block.copy($0.voxels.span, $0.size, box))
      },
      reference: screen.surface.colouring == .change ? references[bone] : nil)
  }

  /// Takes a finished surface in; one that is older than what is shown is dropped.
  mutating func take(_ shown: ShownSurface, of bone: UInt8) -> [Effect] {
    surfacesInWork.remove(bone)
    if shown.summary.version > surfaceVersions[bone] ?? -1 {
      surfaceVersions[bone] = shown.summary.version
      surfaces[bone] = tally.counts[Int(bone)] > 0 ? shown : nil
      if let change = shown.change { changes[bone] = change }
    }
    return surfaceJobs() + changeJobs()
  }
}

/// Copies of parts of a volume.
enum Block {
  /// The voxels of a box inside the volume, x fastest.
  static func copy(_ voxels: Span<UInt8>, _ size: GridSize, _ box: VoxelBox) -> [UInt8] {
    let width = box.size.x
    return [UInt8](unsafeUninitializedCapacity: box.size.count) { target, count in
      var to = 0
      for z in box.lower.z..<box.upper.z {
        for y in box.lower.y..<box.upper.y {
          let from = (z &* size.y &+ y) &* size.x &+ box.lower.x
          for x in 0..<width { target[to &+ x] = voxels[from &+ x] }
          to &+= width
        }
      }
      count = to
    }
  }

  /// Clears every voxel that does not hold a value.
  static func keepOnly(_ value: UInt8, _ voxels: inout [UInt8]) {
    var span = voxels.mutableSpan
    for offset in 0..<span.count where span[offset] != value { span[offset] = 0 }
  }
}
