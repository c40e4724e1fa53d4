internal import Meshing
internal import Reviewing
internal import Volumes

extension Session {
  /// The jobs for all bones whose surface is older than their labels and not being made.
  ///
  /// Only a screen shows surfaces; a script makes them when it exports. The cost is that of copying
  /// the bricks that the edits touched, or the bone's box when those are more.
  mutating func surfaceJobs() -> [Effect] {
    guard situation != nil, screen.columns > 0, stroke == nil else { return [] }
    var jobs: [Effect] = []
    for entry in labels.table.entries {
      let wanted = changedAt[entry.value] ?? 0
      let made = surfaceVersions[entry.value] ?? -1
      guard made < wanted else { continue }
      guard tally.counts[Int(entry.value)] > 0 else {
        surfaces[entry.value] = nil
        surfaceVersions[entry.value] = wanted
        surfaceDebts[entry.value] = nil
        checksInWork.remove(entry.value)
        continue
      }
      let edited = editedBox(of: entry.value)
      if surfacesInWork.contains(entry.value) {
        // A whole surface that is in the making is worth nothing when the whole must be made again.
        guard edited == nil, let debt = surfaceDebts[entry.value], debt.isWholeOrdered,
          debt.ordered < wanted
        else { continue }
      }
      surfacesInWork.insert(entry.value)
      surfaceDebts[entry.value, default: SurfaceDebt()].ordered = version
      surfaceDebts[entry.value]?.isWholeOrdered = edited == nil
      jobs.append(.makeSurface(surfaceJob(entry.value, edited)))
    }
    return jobs
  }

  /// Where a bone changed since its surface was made; nil when that has to be made whole.
  private func editedBox(of bone: UInt8) -> VoxelBox? {
    guard surfaces[bone] != nil || surfacesInWork.contains(bone),
      let box = surfaceDebts[bone]?.box, !box.isEmpty
    else { return nil }
    let size = labels.volume.size
    let needed = BrickGrid(size).voxels(neededFor: box).intersection(VoxelBox(size))
    return needed.size.count < tally.boxes[Int(bone)].size.count ? box : nil
  }

  private func surfaceJob(_ bone: UInt8, _ edited: VoxelBox?) -> SurfaceJob {
    let box =
      edited.map { BrickGrid(labels.volume.size).voxels(neededFor: $0) } ?? tally.boxes[Int(bone)]
    return SurfaceJob(
      bone: bone, version: version, block: LabelBlock(copying: box, of: labels.volume),
      edited: edited, doubt: review.doubt,
      reference: screen.surface.colouring == .change ? references[bone] : nil)
  }

  /// Takes a finished surface in; one that is older than what is shown is dropped.
  mutating func take(_ shown: ShownSurface, of bone: UInt8) -> [Effect] {
    let version = shown.summary.version
    if version >= surfaceDebts[bone]?.ordered ?? 0 { surfacesInWork.remove(bone) }
    surfaceDebts[bone]?.settle(version: version)
    if version > surfaceVersions[bone] ?? -1 {
      surfaceVersions[bone] = version
      let isThere = tally.counts[Int(bone)] > 0
      surfaces[bone] = isThere ? shown : nil
      if !isThere { surfaceDebts[bone] = nil }
      if isThere, shown.summary.checks == nil { checksInWork.insert(bone) }
      if let change = shown.change { changes[bone] = change }
    }
    return surfaceJobs() + changeJobs()
  }

  /// Takes in what a look at a surface found, when it is still the one that is shown.
  mutating func take(_ checks: SurfaceChecks, of bone: UInt8, version: Int, isLast: Bool) {
    guard surfaces[bone]?.summary.version == version else { return }
    surfaces[bone]?.summary.checks = checks
    if isLast { checksInWork.remove(bone) }
  }
}
