internal import Canvas
internal import Files
internal import Meshing
internal import Viewing
internal import Volumes

/// How whole the bones are, how they lie and where they touch, in words.
///
/// Facts; nothing is judged. Only bones of the knee are told of in words, and of long lists the first.
struct AnatomyReport {
  /// What was measured.
  let facts: AnatomyFacts
  /// The labels that it was measured on.
  let labels: LabelMap

  // Small parts and cavities are many in a noisy map, and the first are the largest.
  private static let most = 3

  /// Measures a label map, with the limits that lie beside the themes.
  ///
  /// - Throws: `BoneLimits.Failure`, `FileError`.
  init(of labels: LabelMap, header: Side?) throws {
    self.labels = labels
    facts = AnatomyFacts(
      of: labels, header: header, limits: try BoneLimits.read(from: ThemeFinder.here.folders))
  }

  /// The words; each line begins with what it is about.
  var lines: [(topic: String, text: String)] {
    let bones = facts.bones.filter { $0.kind != nil }
    guard !bones.isEmpty else { return [] }
    var lines = facts.legs.flatMap { orders($0) + shafts($0) }
    lines += bones.flatMap { parts($0) + cavities($0) + gaps($0) + cuts($0) }
    lines += contacts
    lines += facts.sizes.filter { !$0.isWithin }.map { ("size", size($0)) }
    return lines
  }

  private func orders(_ leg: LegFacts) -> [(String, String)] {
    let side = leg.side.map { " (\($0.rawValue))" } ?? ""
    let wrong = leg.orders.filter { !$0.holds }.map {
      "not so: \($0.relation.words), by \(Figures.fixed(-$0.offset, 1)) mm the other way round"
    }
    let right = leg.orders.filter(\.holds).map(\.relation.words)
    var texts: [String] = []
    if !right.isEmpty { texts.append(right.joined(separator: ", ")) }
    texts += wrong
    if !leg.missing.isEmpty {
      texts.append("no voxel of " + leg.missing.map(\.rawValue).joined(separator: ", "))
    }
    if !leg.ambiguous.isEmpty {
      texts.append("more than one " + leg.ambiguous.map(\.rawValue).joined(separator: ", "))
    }
    return texts.map { ("order", $0 + side) }
  }

  private func shafts(_ leg: LegFacts) -> [(String, String)] {
    guard !leg.shafts.isEmpty else { return [] }
    let side = leg.side.map { " (\($0.rawValue))" } ?? ""
    let texts = leg.shafts.map {
      "\($0.kind.rawValue) \(Figures.fixed($0.length, 0)) mm"
        + ($0.isCut ? "" : " to its end")
    }
    return [("in view", texts.joined(separator: ", ") + ", from the joint line" + side)]
  }

  private func parts(_ bone: BoneFacts) -> [(String, String)] {
    guard bone.parts.count > 1 else { return [] }
    return [
      (
        "parts",
        "\(bone.name) is in \(bone.parts.count): \(Figures.volume(bone.parts[0].volume)), "
          + listed(Array(bone.parts.dropFirst()))
      )
    ]
  }

  private func cavities(_ bone: BoneFacts) -> [(String, String)] {
    let closed = bone.cavities.filter(\.opensAt.isEmpty).map(\.part)
    guard !closed.isEmpty else { return [] }
    return [
      (
        "cavities",
        "\(bone.name) encloses \(closed.count): " + listed(closed)
      )
    ]
  }

  private func listed(_ parts: [VoxelPart]) -> String {
    let texts = parts.prefix(Self.most).map {
      "\(Figures.volume($0.volume)) at \(Self.text($0.voxel))"
    }
    let left = parts.count - Self.most
    return texts.joined(separator: ", ") + (left > 0 ? " and \(left) smaller" : "")
  }

  private func gaps(_ bone: BoneFacts) -> [(String, String)] {
    bone.emptySlices.map { gap in
      let (first, last) = (gap.slices.lowerBound, gap.slices.upperBound - 1)
      let slices = first == last ? "slice \(first)" : "slices \(first) to \(last)"
      return (
        "gap", "\(bone.name) has no voxel in \(slices) along \("xyz".dropFirst(gap.axis).prefix(1))"
      )
    }
  }

  private func cuts(_ bone: BoneFacts) -> [(String, String)] {
    bone.cuts.filter { !$0.isExpected }.map { cut in
      (
        "cut",
        "\(bone.name) is cut by the edge of the scan at \(cut.towards), "
          + "\(Figures.fixed(cut.area, 0)) mm²"
      )
    }
  }

  private var contacts: [(String, String)] {
    facts.contacts.filter {
      facts.bone(of: $0.first)?.kind != nil && facts.bone(of: $0.second)?.kind != nil
    }.map { contact in
      let names = [contact.first, contact.second].map { labels.table.name(of: $0) }
      return (
        "contact",
        "\(names[0]) touches \(names[1]) on \(Figures.fixed(contact.area, 1)) mm² round "
          + PositionText.all(contact.point)
      )
    }
  }

  private func size(_ fact: SizeFact) -> String {
    let name = labels.table.name(of: fact.bone)
    let isVolume = fact.quantity == .volume
    func words(_ size: Double) -> String {
      isVolume ? Figures.volume(size) : "\(Figures.fixed(size, 0)) mm²"
    }
    let quantity = isVolume ? "" : " a mean cross-section of"
    let limit =
      fact.size > fact.greatest
      ? "more than \(words(fact.greatest))" : "less than \(words(fact.least ?? 0))"
    return "\(name) has\(quantity) \(words(fact.size)), \(limit) (\(fact.source))"
  }

  private static func text(_ voxel: VoxelIndex) -> String { "\(voxel.x),\(voxel.y),\(voxel.z)" }
}

extension LegFacts.Relation {
  /// The order in words, as it is in everybody.
  var words: String {
    switch self {
    case .femurAboveTibia: "femur above tibia"
    case .patellaBeforeFemur: "patella before femur"
    case .patellaBeforeTibia: "patella before tibia"
    case .fibulaLateralOfTibia: "fibula lateral of tibia"
    case .fibulaBehindTibia: "fibula behind tibia"
    }
  }
}
