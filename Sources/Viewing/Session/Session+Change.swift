internal import Canvas
internal import Editing
internal import Reviewing
internal import Volumes

extension Session {
  /// The next colouring of the surfaces; hesitation only when there is a map.
  var nextColouring: SurfaceFraming.Colouring {
    let all = SurfaceFraming.Colouring.allCases.filter {
      $0 != .hesitation || review.doubt != nil
    }
    let at = all.firstIndex(of: screen.surface.colouring) ?? 0
    return all[(at + 1) % all.count]
  }

  /// Chooses what the surfaces' colours tell.
  mutating func setColouring(_ colouring: SurfaceFraming.Colouring) throws(CommandError) {
    if colouring == .hesitation, review.doubt == nil { throw Self.noDoubt }
    screen.surface.colouring = colouring
    switch colouring {
    case .bone, .hesitation: message = "surface coloured by \(colouring.rawValue)"
    case .change:
      message = "surface coloured by its distance from the AI's, in mm: − inside, + outside"
    }
  }

  /// The job for the bones whose distances from the AI's surface are wanted and not known; one at a
  /// time, because each of them may use a processor for a second.
  mutating func changeJobs() -> [Effect] {
    guard situation != nil, screen.surface.colouring == .change, changesInWork.isEmpty else {
      return []
    }
    let wanted = surfaces.filter { $0.value.summary.version != changes[$0.key]?.version }
    guard !wanted.isEmpty else { return [] }
    changesInWork = Set(wanted.keys)
    return [
      .measureChange(
        ChangeJob(
          surfaces: wanted, references: references.filter { wanted[$0.key] != nil },
          ai: review.ai, geometry: labels.volume.geometry))
    ]
  }

  /// Takes measured distances in; those of a surface that is no longer shown wait for their successor.
  mutating func take(_ measured: [UInt8: MeasuredChange]) -> [Effect] {
    changesInWork = []
    for (bone, result) in measured {
      references[bone] = result.reference
      guard surfaces[bone]?.summary.version == result.change.version else { continue }
      changes[bone] = result.change
    }
    return changeJobs()
  }
}
