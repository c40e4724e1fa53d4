internal import Volumes

/// The steps in a flat array that lead across a plane, down it and to its slice.
struct SliceStrides {
  /// Elements from one voxel to the next across the screen's axis.
  let across: Int
  /// Elements from one voxel to the next along the screen's vertical axis.
  let down: Int
  /// The element of the slice's voxel (0, 0).
  let start: Int

  /// Works out the steps of a plane.
  init(_ view: PlaneView) {
    let steps = [1, view.size.x, view.size.x * view.size.y]
    across = steps[view.axes.across]
    down = steps[view.axes.down]
    start = view.slice * steps[view.axes.through]
  }
}

/// Resamples one row of pixels: first down the columns of voxels, then across.
///
/// - Parameters:
///   - mean: room for one value a voxel across; overwritten.
///   - result: one value a pixel, left alone where a pixel lies outside.
func resampleRow<Element: BinaryInteger & BitwiseCopyable>(
  _ source: Span<Element>, _ strides: SliceStrides, row: Int, downStarts: Span<Int>,
  downVoxels: Span<Int>, downWeights: Span<Float>, acrossStarts: Span<Int>,
  acrossVoxels: Span<Int>, acrossWeights: Span<Float>, used: Range<Int>,
  mean: inout MutableSpan<Float>, result: inout MutableSpan<Float>
) {
  for voxel in used { mean[voxel] = 0 }
  for term in downStarts[row]..<downStarts[row &+ 1] {
    let weight = downWeights[term]
    var at =
      strides.start &+ downVoxels[term] &* strides.down &+ used.lowerBound &* strides.across
    for voxel in used {
      mean[voxel] += weight * Float(source[at])
      at &+= strides.across
    }
  }
  for pixel in 0..<result.count {
    var sum: Float = 0
    for term in acrossStarts[pixel]..<acrossStarts[pixel &+ 1] {
      sum += acrossWeights[term] * mean[acrossVoxels[term]]
    }
    result[pixel] = sum
  }
}
