public import Volumes

/// The synthetic right knee: a CT, labels as an AI might give them, its probabilities, the truth.
///
/// The same voxels come out on every machine: the shapes need only + − × ÷ and square root, the
/// noise only integer hashes. With `clean`, the AI's labels are the truth; the CT is the same.
public struct KneePhantom: Sendable {
  /// The CT in HU: noise of 25 HU in the leg, exactly −1000 in air.
  public let ct: Volume<Int16>
  /// The labels of the AI, with the planted errors unless clean; table `.knee`.
  public let aiLabels: LabelMap
  /// What is true; table `.knee`.
  public let truthLabels: LabelMap
  /// The AI's probabilities.
  public let probabilities: KneeProbabilities
  /// What is wrong with the AI's labels; empty when clean, and without those outside the grid.
  public let errors: [PlantedError]

  /// The standard deviation of the noise, in HU.
  public static let noise = 25.0

  /// Makes the knee on the full grid or a part of it.
  public static func make(clean: Bool, on grid: PhantomGrid = .full) -> KneePhantom {
    var raster = KneeRaster(grid: grid)
    raster.fill()
    let labels = clean ? raster.truth : raster.faulty
    if clean { raster.clearFaults() }
    func map(_ voxels: [UInt8]) -> LabelMap {
      LabelMap(
        volume: Volume(size: grid.size, geometry: grid.geometry, voxels: voxels), table: .knee)
    }
    return KneePhantom(
      ct: Volume(size: grid.size, geometry: grid.geometry, voxels: raster.hu),
      aiLabels: map(labels),
      truthLabels: map(raster.truth),
      probabilities: KneeProbabilities(
        size: grid.size, labels: labels, truth: raster.truth, traits: raster.traits),
      errors: clean ? [] : PlantedError.Kind.allCases.compactMap { raster.error($0) })
  }
}

/// The arrays that the generator fills, each `grid.size.count` long, x fastest.
struct KneeRaster {
  let grid: PhantomGrid
  private(set) var hu: [Int16]
  private(set) var truth: [UInt8]
  private(set) var faulty: [UInt8]
  /// What the probabilities need to know of a voxel.
  private(set) var traits: [VoxelTraits]

  init(grid: PhantomGrid) {
    self.grid = grid
    hu = [Int16](repeating: -1000, count: grid.size.count)
    truth = [UInt8](repeating: 0, count: grid.size.count)
    faulty = truth
    traits = [VoxelTraits](repeating: VoxelTraits(), count: grid.size.count)
  }

  mutating func clearFaults() {
    faulty = truth
    for at in traits.indices { traits[at].fault = 0 }
  }

  mutating func fill() {
    let (i, j, k) = grid.geometry.columns.columns
    let corner = grid.geometry.origin.vector - PhantomGrid.knee.vector
    let size = grid.size
    // Scalars, because SIMD arithmetic is slow in an unoptimised build.
    let (ix, iy, iz) = (i.x, i.y, i.z)
    for z in 0..<size.z {
      for y in 0..<size.y {
        let start = corner + Double(y) * j + Double(z) * k
        let (sx, sy, sz) = (start.x, start.y, start.z)
        let slice = grid.first.z + z * grid.step
        let row = noiseKey(y, slice)
        var at = (z &* size.y &+ y) &* size.x
        for x in 0..<size.x {
          let along = Double(x)
          let sample = KneeSample(
            sx + along * ix, sy + along * iy, sz + along * iz, slice: slice)
          store(sample, at, key: row &+ UInt64(grid.first.x &+ x &* grid.step))
          at &+= 1
        }
      }
    }
  }

  /// The number of the first voxel of a row on the full grid.
  private func noiseKey(_ y: Int, _ slice: Int) -> UInt64 {
    let full = PhantomGrid.full.size
    return UInt64((slice * full.y + grid.first.y + y * grid.step) * full.x)
  }

  @inline(__always)
  private mutating func store(_ sample: KneeSample, _ at: Int, key: UInt64) {
    var value = sample.hu
    if sample.noise > 0 {
      value += KneePhantom.noise * sample.noise * LatticeNoise.bell(key)
    }
    // Truncation of a positive number rounds to the nearest; HU lie far above −4096.
    let rounded = Int(value + 4096.5) - 4096
    hu[at] = Int16(rounded < -1000 ? -1000 : rounded)
    truth[at] = sample.truth
    faulty[at] = sample.faulty
    traits[at] = VoxelTraits(
      rival: sample.rival, isFaint: sample.isFaint, fault: sample.fault)
  }

  /// What is wrong with one kind of fault, nil where the grid holds none.
  func error(_ kind: PlantedError.Kind) -> PlantedError? {
    let places = traits.indices.filter { traits[$0].fault == kind.code }.map(grid.size.index)
    guard !places.isEmpty else { return nil }
    var sum = SIMD3<Double>()
    for place in places { sum += GridPoint(place).vector }
    let centre = grid.geometry.point(GridPoint(sum / Double(places.count)))
    func distance(_ place: VoxelIndex) -> Double {
      grid.geometry.point(place).distance(to: centre)
    }
    let nearest = places.min { distance($0) < distance($1) } ?? places[0]
    return PlantedError(
      kind: kind, bone: kind.bone, positionVoxel: nearest,
      positionMillimetres: grid.geometry.point(nearest),
      volumeMM3: Double(places.count) * grid.geometry.voxelVolume, text: kind.text)
  }
}

/// What the probabilities need to know of a voxel besides its label.
struct VoxelTraits: BitwiseCopyable, Hashable {
  /// The label of another bone less than 7 mm away, 0 for none.
  var rival: UInt8 = 0
  /// Whether the true border passes less than 0.2 mm away.
  var isFaint = false
  /// The code of the planted fault, 0 for none.
  var fault: UInt8 = 0
}
