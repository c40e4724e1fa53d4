internal import Volumes

extension BrickSurface {
  // Room for edits that add to the surface, so that the arrays stay where they are.
  private static let slack = 1 << 14

  /// Puts the mesh together from all pieces.
  mutating func assemble() {
    vertexStarts = [0]
    triangleStarts = [0]
    for piece in pieces {
      vertexStarts.append(vertexStarts[vertexStarts.count - 1] + piece.positions.count)
      triangleStarts.append(triangleStarts[triangleStarts.count - 1] + 6 * piece.quads.count)
    }
    var positions: [SIMD3<Float>] = []
    positions.reserveCapacity((vertexStarts.last ?? 0) + Self.slack)
    for piece in pieces { positions.append(contentsOf: piece.positions) }
    var triangles: [UInt32] = []
    triangles.reserveCapacity((triangleStarts.last ?? 0) + 6 * Self.slack)
    triangles.append(contentsOf: repeatElement(0, count: triangleStarts.last ?? 0))
    for number in pieces.indices { fillTriangles(of: number, positions, &triangles) }
    mesh = Mesh(positions: positions, triangles: triangles)
  }

  /// Writes the triangles of a piece to their place, each quad cut along its shorter diagonal.
  ///
  /// Two cells that lie opposite across a grid edge share that edge only, so either diagonal is safe.
  func fillTriangles(
    of number: Int, _ positions: [SIMD3<Float>], _ triangles: inout [UInt32]
  ) {
    let neighbours = lowerNeighbours(of: number)
    let own = UInt32(truncatingIfNeeded: vertexStarts[number])
    let positions = positions.span
    let piece = pieces[number]
    let quads = piece.quads.span
    var out = triangles.mutableSpan
    var at = triangleStarts[number]
    for place in quads.indices {
      let names = quads[place]
      let corners: SIMD4<UInt32>
      if (names.x | names.y | names.z | names.w) & CornerName.neighbour == 0 {
        corners = names &+ SIMD4(repeating: own)
      } else {
        corners = SIMD4(
          vertex(names.x, own, neighbours), vertex(names.y, own, neighbours),
          vertex(names.z, own, neighbours), vertex(names.w, own, neighbours))
      }
      let ac = positions[Int(corners.z)] - positions[Int(corners.x)]
      let bd = positions[Int(corners.w)] - positions[Int(corners.y)]
      // A little in favour of one diagonal, so that rounding does not choose where both are equal.
      let isSecond = (bd * bd).sum() < (ac * ac).sum() * 0.999
      out[at] = corners.x
      out[at &+ 1] = corners.y
      out[at &+ 2] = isSecond ? corners.w : corners.z
      out[at &+ 3] = isSecond ? corners.y : corners.x
      out[at &+ 4] = corners.z
      out[at &+ 5] = corners.w
      at &+= 6
    }
  }

  /// The places of the pieces at steps 0 and -1 along x, y and z (bits 0, 1 and 2), -1 where none is.
  func lowerNeighbours(of number: Int) -> [Int] {
    let brick = grid.brick(keys[number])
    return (0..<8).map { step in
      let other = VoxelIndex(
        brick.x - (step & 1), brick.y - (step >> 1 & 1), brick.z - (step >> 2))
      guard other.x >= -1, other.y >= -1, other.z >= -1 else { return -1 }
      return place(of: grid.key(other)) ?? -1
    }
  }

  /// The place of a brick's number in `keys`.
  func place(of key: Int) -> Int? {
    let place = keys.lowerBound(of: key)
    return place < keys.count && keys[place] == key ? place : nil
  }

  /// The vertex of the mesh that a corner's name stands for.
  @inline(__always)
  private func vertex(_ name: UInt32, _ own: UInt32, _ neighbours: [Int]) -> UInt32 {
    guard name & CornerName.neighbour != 0 else { return own &+ name }
    var (x, y, z) = (Int(name & 63), Int(name &>> 6 & 63), Int(name &>> 12 & 63))
    let step = (x == 0 ? 1 : 0) | (y == 0 ? 2 : 0) | (z == 0 ? 4 : 0)
    (x, y, z) = ((x &- 1) & 31, (y &- 1) & 31, (z &- 1) & 31)
    let number = neighbours[step]
    return UInt32(truncatingIfNeeded: vertexStarts[number])
      &+ pieces[number].vertex(x, y, z, cycle: name &>> 18 & 3)
  }
}

extension [Int] {
  /// The first place whose number is not below `value`, in a sorted array.
  func lowerBound(of value: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
