internal import Files
public import Volumes

/// What a series says about itself beyond its voxels.
///
/// Nothing about the patient but the side.
public struct DICOMSeriesFacts: Sendable, Hashable {
  /// CT.
  public var modality: String
  /// The side that the header names, nil when it names none, both, or two different ones.
  public var side: Side?
  /// The reconstruction kernel, safe to show; empty when absent.
  public var kernel: String
  /// HFS, FFS, ..., safe to show; empty when absent.
  public var patientPosition: String
  /// Slice thickness in mm as the tag has it; not the spacing.
  public var thickness: Double?
  /// How the pixels were stored, by name, without repeats.
  public var transferSyntaxes: [String]
  /// The smallest and greatest slope.
  public var slopes: ClosedRange<Double>
  /// The smallest and greatest intercept.
  public var intercepts: ClosedRange<Double>
  /// HU, US, or empty, safe to show.
  public var rescaleType: String
  /// Bits that carry the value.
  public var bitsStored: Int
  /// Whether the pixels were once compressed with loss.
  public var isLossy: Bool
  /// Voxels that the header marks as padding; they keep the HU that their stored value gives.
  public var paddingVoxels: Int
  /// The smallest and greatest HU before clamping to 16 bits.
  public var range: ClosedRange<Int>
  /// Files that were left out because another holds the same slice.
  public var duplicates: Int

  /// Takes the slices, at least one, and what was found in their voxels.
  init(_ slices: [DICOMHeader], _ values: DICOMSliceValues, duplicates: Int) {
    let first = slices[0]
    modality = SafeText.cleaned(first.modality, limit: 16)
    side = Self.side(slices)
    kernel = SafeText.cleaned(first.kernel, limit: 16)
    patientPosition = SafeText.cleaned(first.patientPosition, limit: 16)
    thickness = first.thickness
    transferSyntaxes = Set(slices.map(\.transferSyntax)).map(\.name).sorted()
    let slopes = slices.map { $0.slope ?? 1 }
    let intercepts = slices.map { $0.intercept ?? 0 }
    self.slopes = (slopes.min() ?? 1)...(slopes.max() ?? 1)
    self.intercepts = (intercepts.min() ?? 0)...(intercepts.max() ?? 0)
    rescaleType = SafeText.cleaned(first.rescaleType, limit: 16)
    bitsStored = first.bits.stored ?? 16
    isLossy = slices.contains(where: \.isLossy)
    paddingVoxels = values.paddingCount
    range = Int(values.range.lowerBound)...Int(values.range.upperBound)
    self.duplicates = duplicates
  }

  /// The one side that the slices name.
  private static func side(_ slices: [DICOMHeader]) -> Side? {
    let named = namedSides(slices)
    guard named.count == 1, let letter = named.first else { return nil }
    return Side.allCases.first { $0.letter == letter }
  }

  /// All sides that the slices name, R, L or anything else that is not empty.
  static func namedSides(_ slices: [DICOMHeader]) -> Set<String> {
    Set(slices.flatMap { [$0.laterality, $0.imageLaterality] }).subtracting([""])
  }
}
