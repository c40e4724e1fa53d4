internal import Volumes

extension BrickSurface {
  /// Puts new pieces in the place of those of some bricks, and mends the mesh where it stands.
  ///
  /// Only the new pieces and their upper neighbours, whose quads use their vertices, have their
  /// triangles written anew; all others move to their new place, with the numbers of their vertices
  /// moved too. The cost is that of the new pieces, and of one pass over what lies behind the first.
  mutating func replace(_ touched: [Int], by made: [BrickPiece?]) {
    let (oldVertices, oldTriangles) = (vertexStarts, triangleStarts)
    // The place that each piece had before; -1 for a new one.
    var sources = Array(pieces.indices)
    for (key, piece) in zip(touched, made) {
      let place = keys.lowerBound(of: key)
      let isThere = place < keys.count && keys[place] == key
      switch (piece, isThere) {
      case (let piece?, true):
        pieces[place] = piece
        sources[place] = -1
      case (let piece?, false):
        keys.insert(key, at: place)
        pieces.insert(piece, at: place)
        sources.insert(-1, at: place)
      case (nil, true):
        keys.remove(at: place)
        pieces.remove(at: place)
        sources.remove(at: place)
      case (nil, false): break
      }
    }
    countStarts()
    let upper = upperNeighbours(of: touched)
    let isFresh = keys.indices.map { sources[$0] < 0 || upper.contains(keys[$0]) }
    mesh.positions.rearrange(
      runs(sources, oldVertices, vertexStarts) { sources[$0] >= 0 }, filler: .zero,
      count: vertexStarts[pieces.count])
    for number in pieces.indices where sources[number] < 0 {
      mesh.positions.write(pieces[number].positions, at: vertexStarts[number])
    }
    // Taken out of the mesh, so that they are written where they stand.
    var triangles = mesh.triangles
    mesh.triangles = []
    triangles.rearrange(
      runs(sources, oldTriangles, triangleStarts) { !isFresh[$0] }, filler: 0,
      count: triangleStarts[pieces.count])
    for number in pieces.indices {
      if isFresh[number] {
        fillTriangles(of: number, mesh.positions, &triangles)
      } else {
        moveVertices(of: number, sources, oldVertices, &triangles)
      }
    }
    mesh.triangles = triangles
  }

  private mutating func countStarts() {
    vertexStarts = [0]
    triangleStarts = [0]
    vertexStarts.reserveCapacity(pieces.count + 1)
    triangleStarts.reserveCapacity(pieces.count + 1)
    var (vertices, triangles) = (0, 0)
    for piece in pieces {
      vertices += piece.positions.count
      triangles += 6 * piece.quads.count
      vertexStarts.append(vertices)
      triangleStarts.append(triangles)
    }
  }

  private func upperNeighbours(of touched: [Int]) -> Set<Int> {
    var upper: Set<Int> = []
    for key in touched {
      let brick = grid.brick(key)
      for step in 1..<8 {
        let other = VoxelIndex(
          brick.x + (step & 1), brick.y + (step >> 1 & 1), brick.z + (step >> 2))
        guard other.x < grid.counts.x - 1, other.y < grid.counts.y - 1,
          other.z < grid.counts.z - 1
        else { continue }
        upper.insert(grid.key(other))
      }
    }
    return upper
  }

  /// What is kept of an array of parts, and where it goes; neighbours that stay neighbours are one run.
  private func runs(
    _ sources: [Int], _ old: [Int], _ new: [Int], isKept: (Int) -> Bool
  ) -> [ArrayRun] {
    var runs: [ArrayRun] = []
    for number in sources.indices where isKept(number) {
      let source = old[sources[number]]..<old[sources[number] + 1]
      if let last = runs.last, last.source.upperBound == source.lowerBound,
        last.target + last.source.count == new[number]
      {
        runs[runs.count - 1].source = last.source.lowerBound..<source.upperBound
      } else {
        runs.append(ArrayRun(source: source, target: new[number]))
      }
    }
    return runs
  }

  /// Moves the numbers of the vertices that a kept piece's triangles use.
  private func moveVertices(
    of number: Int, _ sources: [Int], _ old: [Int], _ indices: inout [UInt32]
  ) {
    func move(_ place: Int) -> UInt32 {
      UInt32(truncatingIfNeeded: vertexStarts[place] - old[sources[place]])
    }
    let neighbours = lowerNeighbours(of: number).filter { $0 >= 0 }
    let own = move(number)
    let range = triangleStarts[number]..<triangleStarts[number + 1]
    var triangles = indices.mutableSpan
    if neighbours.allSatisfy({ move($0) == own }) {
      guard own != 0 else { return }
      for at in range { triangles[at] &+= own }
      return
    }
    // The neighbours' vertices, and the own ones, each move by their own amount.
    let parts = neighbours.map { place in
      (
        first: UInt32(truncatingIfNeeded: old[sources[place]]),
        end: UInt32(truncatingIfNeeded: old[sources[place] + 1]), move: move(place)
      )
    }
    for at in range {
      let vertex = triangles[at]
      for part in parts where vertex >= part.first && vertex < part.end {
        triangles[at] = vertex &+ part.move
        break
      }
    }
  }
}

/// A part of an array that moves to another place in it.
struct ArrayRun {
  var source: Range<Int>
  var target: Int
}

extension Array where Element: BitwiseCopyable {
  /// Moves runs to their targets and makes the array `count` long; the rest is to be filled.
  ///
  /// - Parameter runs: in order, without overlap both before and after.
  mutating func rearrange(_ runs: [ArrayRun], filler: Element, count: Int) {
    if count > self.count { append(contentsOf: repeatElement(filler, count: count - self.count)) }
    withUnsafeMutableBufferPointer { elements in
      guard let base = elements.baseAddress else { return }
      // What moves down goes first, lowest first; then what moves up, highest first. A run that moves
      // down cannot reach one before it that is yet to move up: that one's target lies between.
      for run in runs where run.target < run.source.lowerBound {
        (base + run.target).update(from: base + run.source.lowerBound, count: run.source.count)
      }
      for run in runs.reversed() where run.target > run.source.lowerBound {
        (base + run.target).update(from: base + run.source.lowerBound, count: run.source.count)
      }
    }
    if count < self.count { removeLast(self.count - count) }
  }

  /// Overwrites elements from a place on.
  mutating func write(_ new: [Element], at place: Int) {
    withUnsafeMutableBufferPointer { elements in
      _ = elements[place..<place + new.count].update(fromContentsOf: new)
    }
  }
}
