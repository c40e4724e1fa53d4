internal import Meshing
internal import Reviewing
internal import Viewing
internal import Volumes

extension MeasuredChange {
  /// A job's surfaces measured against the AI's, which are made when they are not there yet.
  static func made(by job: ChangeJob) -> [UInt8: MeasuredChange] {
    let missing = job.surfaces.keys.filter { job.references[$0] == nil }
    let boxes = missing.isEmpty ? [:] : boxes(of: missing, in: job.ai)
    return job.surfaces.reduce(into: [:]) { measured, item in
      let reference =
        job.references[item.key]
        ?? SurfaceDistance(to: mesh(of: item.key, in: boxes[item.key], job))
      measured[item.key] = MeasuredChange(of: item.value, from: reference)
    }
  }

  /// The AI's surface of a bone; empty when the AI has no such bone, or too much of it for a surface.
  private static func mesh(of bone: UInt8, in box: VoxelBox?, _ job: ChangeJob) -> Mesh {
    guard let box, !box.isEmpty else { return Mesh() }
    let block = LabelBlock(
      size: job.ai.size, geometry: job.geometry, box: box, voxels: job.ai.voxels(in: box))
    return (try? BrickSurface(of: [bone], in: block, box: box))?.mesh ?? Mesh()
  }

  /// Where the AI's bones lie, slab by slab: all of the labels at once would double the memory.
  private static func boxes(of bones: [UInt8], in ai: BrickedLabels) -> [UInt8: VoxelBox] {
    var boxes: [UInt8: VoxelBox] = [:]
    let size = ai.size
    for lower in stride(from: 0, to: size.z, by: BrickedLabels.side) {
      let upper = min(lower + BrickedLabels.side, size.z)
      let slab = VoxelBox(lower: VoxelIndex(0, 0, lower), upper: VoxelIndex(size.x, size.y, upper))
      let bounds = LabelBounds(
        of: Volume(size: slab.size, geometry: .unit, voxels: ai.voxels(in: slab)))
      for bone in bones {
        let found = bounds.box(of: [bone])
        guard !found.isEmpty else { continue }
        let part = VoxelBox(
          lower: VoxelIndex(found.lower.x, found.lower.y, found.lower.z + lower),
          upper: VoxelIndex(found.upper.x, found.upper.y, found.upper.z + lower))
        boxes[bone] = boxes[bone].map { $0.union(part) } ?? part
      }
    }
    return boxes
  }
}
