internal import Files
internal import Meshing
internal import Volumes

extension AnatomyReport {
  // A noisy map has thousands of parts; the counts tell of all.
  private static let mostListed = 20

  /// All facts; mm, mm², mm³, positions in LPS, voxels counted from 0.
  var json: JSONValue {
    [
      "bones": .array(facts.bones.map(bone)), "contacts": contactsJSON,
      "legs": .array(facts.legs.map(leg)), "sizes": .array(facts.sizes.map(size)),
    ]
  }

  /// Where two bones touch.
  var contactsJSON: JSONValue {
    .array(
      facts.contacts.map { contact in
        [
          "bones": .texts([name(contact.first), name(contact.second)]),
          "area_mm2": .number(contact.area), "faces": .int(contact.faces.all),
          "position": .vector(contact.point.vector),
        ]
      })
  }

  private func name(_ value: UInt8) -> String { labels.table.name(of: value) }

  private func bone(_ bone: BoneFacts) -> JSONValue {
    [
      "name": .string(bone.name),
      "value": .int(labels.table[bone.value]?.sourceValue ?? Int(bone.value)),
      "part_count": .int(bone.parts.count),
      "parts": .array(bone.parts.prefix(Self.mostListed).map { .object(Self.part($0)) }),
      "cavity_count": .int(bone.cavities.count),
      "cavities": .array(
        bone.cavities.prefix(Self.mostListed).map { cavity in
          .object(
            Self.part(cavity.part) + [
              .init("opens_at", .texts(cavity.opensAt.map(\.rawValue).sorted()))
            ])
        }),
      "cuts": .array(
        bone.cuts.map { cut in
          [
            "face": .string(cut.face.rawValue), "towards": .string(cut.towards),
            "area_mm2": .number(cut.area), "expected": .bool(cut.isExpected),
            "position": .vector(cut.point.vector),
          ]
        }),
      "empty_slices": .array(
        bone.emptySlices.map { gap in
          [
            "axis": .int(gap.axis), "first": .int(gap.slices.lowerBound),
            "last": .int(gap.slices.upperBound - 1),
          ]
        }),
    ]
  }

  private static func part(_ part: VoxelPart) -> [JSONValue.Member] {
    [
      .init("voxels", .int(part.voxelCount)), .init("volume_mm3", .number(part.volume)),
      .init("voxel", [.int(part.voxel.x), .int(part.voxel.y), .int(part.voxel.z)]),
      .init("position", .vector(part.point.vector)),
    ]
  }

  private func leg(_ leg: LegFacts) -> JSONValue {
    [
      "side": .optional(leg.side?.rawValue), "missing": .texts(leg.missing.map(\.rawValue)),
      "ambiguous": .texts(leg.ambiguous.map(\.rawValue)),
      "joint_line_mm": .optional(leg.jointLine),
      "orders": .array(
        leg.orders.map { order in
          [
            "relation": .string(order.relation.words), "offset_mm": .number(order.offset),
            "holds": .bool(order.holds),
          ]
        }),
      "in_view": .array(
        leg.shafts.map { shaft in
          [
            "bone": .string(shaft.kind.rawValue), "length_mm": .number(shaft.length),
            "cut": .bool(shaft.isCut),
          ]
        }),
    ]
  }

  private func size(_ fact: SizeFact) -> JSONValue {
    [
      "bone": .string(name(fact.bone)), "quantity": .string(fact.quantity.rawValue),
      "size": .number(fact.size), "least": .optional(fact.least),
      "greatest": .number(fact.greatest), "plausible": .bool(fact.isWithin),
      "source": .string(fact.source),
    ]
  }
}
