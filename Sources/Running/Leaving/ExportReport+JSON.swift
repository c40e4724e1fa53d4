internal import Files
internal import Meshing
internal import Reviewing
internal import Volumes

extension ExportReport.Bone {
  /// A bone as the contract of `export` says.
  ///
  /// `file` and `sha256` are those of the first of `files`, for whoever knows only one.
  var json: JSONValue {
    let facts = surface.facts
    return [
      "name": .string(surface.entry.name), "value": .int(surface.entry.sourceValue),
      "side": .optional(side?.rawValue), "file": .optional(files.first?.name),
      "sha256": .optional(files.first?.digest.hex), "files": .array(files.map(\.json)),
      "status": .string(status.rawValue), "reason": .string(reason),
      "triangles": .int(facts.triangleCount), "vertices": .int(facts.vertexCount),
      "volume_mm3": .number(facts.volume), "area_mm2": .number(facts.area),
      "watertight": .bool(facts.isWatertight), "manifold": .bool(facts.isManifold),
      "components": .int(facts.componentCount), "cavities": .int(facts.cavityCount),
      "euler": .int(facts.topology.eulerNumber), "genus": facts.genus.map { .int($0) } ?? .null,
      "smallest_angle_degrees": .optional(facts.smallestAngle),
      "self_intersections": facts.selfIntersections.map { .int($0) } ?? .null,
      "defects": defects.json,
      "deviation_mm": [
        "mean": .optional(surface.deviation.mean), "max": .optional(surface.deviation.max),
      ],
      "voxel_volume_mm3": .number(surface.surface.voxelVolume),
      "volume_difference_percent": .optional(surface.volumeDifference),
      "cut_by": .texts(surface.surface.cappedFaces.map(\.rawValue).sorted()),
      "signed": .bool(status == .accepted), "verdict": standing?.json ?? .null,
    ]
  }
}

extension ExportReport.Bone.File {
  /// A file as a bone lists it; `signed` is about all that the file holds.
  fileprivate var json: JSONValue {
    [
      "format": .string(format.rawValue), "file": .string(name), "sha256": .string(digest.hex),
      "signed": .bool(isAccepted),
    ]
  }
}

extension ExportedFiles.Listed {
  /// As a sidecar lists a file of an earlier export: once, or once for each bone that was accepted in
  /// it, which goes on being known.
  var json: [JSONValue] {
    let file: [JSONValue.Member] = [
      .init("file", .string(self.file)), .init("sha256", .string(digest)),
      .init("frame", .optional(frame)), .init("recipe", .optional(recipe)),
    ]
    guard !accepted.isEmpty else { return [.object(file)] }
    return accepted.sorted { $0.value < $1.value }.map { bone in
      .object(
        file + [
          .init("name", .string(bone.name)), .init("value", .int(bone.value)),
          .init("signed", true), .init("verdict", ["digest": .string(bone.digest)]),
        ])
    }
  }
}

extension BoneContact {
  /// Where two bones touch, as `meshes.json` lists it; the position is the middle of the contact.
  func json(_ table: LabelTable, _ frame: PatientFrame) -> JSONValue {
    [
      "bones": .texts([table.name(of: first), table.name(of: second)]), "area_mm2": .number(area),
      "position": .vector(SIMD3<Double>(frame.coordinates(of: SIMD3<Float>(point.vector)))),
    ]
  }
}

extension MeshDefects {
  /// Each kind that was found and how often, as `meshes.json` carries it.
  var json: JSONValue {
    .array(all.map { ["kind": .string($0.kind.rawValue), "count": .int($0.count)] })
  }
}
