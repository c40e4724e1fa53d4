public import Volumes

/// The hesitation of a network, out of the probabilities nnU-Net v2 saves beside a label map.
public enum NNUNetProbabilities {
  /// What a file of probabilities says.
  public struct Reading: Sendable {
    /// The margin 1 − (p₁ − p₂), 0...255 standing for 0...1: 1 where two classes tie.
    public let doubt: Volume<UInt8>
    /// The number of classes, background included.
    public let classCount: Int
  }

  /// How far the sum over classes may lie from 1.
  static let sumTolerance: Float = 1e-3

  /// Streams `CASE.npz` once and checks it against the label map of the same prediction.
  ///
  /// The classes lie one after the other, so two numbers a voxel are carried along: the probability of
  /// its label and the greatest of the others. They are kept in 12 bits each, three bytes a voxel in
  /// all, because the floats of a whole knee would take 840 MB; the margin is therefore exact to
  /// 1/4095 before it is rounded to 1/255, and an argmax that differs from the label by less than
  /// 1/4095 passes for a tie. Each probability is checked to lie in 0...1; sums are checked at every
  /// voxel up to 8 million voxels, and beyond that at evenly spread ones.
  ///
  /// - Parameters:
  ///   - channelValues: the source value of each channel, as in `DatasetJSON.channelValues`; nil when
  ///     channel and value are the same.
  /// - Throws: `ProbabilityError`, `ZipError` or `FileError`.
  public static func read(
    _ path: String, labels: LabelMap, channelValues: [Int]? = nil
  ) throws -> Reading {
    let size = labels.volume.size
    let stream = try ProbabilityStream(path, size: size)
    let channels = try channels(stream, labels.table, channelValues)
    var leads = RunningLeads(count: size.count)
    var buffer = [Float](repeating: 0, count: ProbabilityStream.pieceCount)
    for (channel, label) in channels.enumerated() {
      var done = 0
      while done < size.count {
        let taken = min(buffer.count, size.count - done)
        try stream.next(taken, into: &buffer)
        if let bad = leads.take(buffer.span, taken, at: done, label, labels.volume.voxels.span) {
          throw ProbabilityError.notProbability(
            path: path, value: buffer[bad - done], channel: channel, voxel: size.index(bad))
        }
        done += taken
      }
    }
    if let (at, sum) = leads.wrongSum(tolerance: sumTolerance) {
      throw ProbabilityError.sum(path: path, value: sum, voxel: size.index(at))
    }
    let (count, first) = leads.mismatches()
    if let first {
      throw ProbabilityError.mismatch(path: path, count: count, first: size.index(first))
    }
    return Reading(
      doubt: Volume(size: size, geometry: labels.volume.geometry, voxels: leads.finish()),
      classCount: channels.count)
  }

  /// The stored label of each channel, nil for a channel that no label map can show.
  private static func channels(
    _ stream: ProbabilityStream, _ table: LabelTable, _ values: [Int]?
  ) throws -> [UInt8?] {
    if let values, values.count != stream.channelCount {
      throw ProbabilityError.channels(
        path: stream.path, found: stream.channelCount, expected: values.count)
    }
    let stored = Dictionary(
      table.entries.map { ($0.sourceValue, $0.value) }, uniquingKeysWith: { first, _ in first })
    return (values ?? Array(0..<stream.channelCount)).map { value in
      value == 0 ? 0 : stored[value] ?? UInt8(exactly: value)
    }
  }
}
