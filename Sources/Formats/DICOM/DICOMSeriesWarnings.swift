internal import Volumes

/// What a careful reader tells about a series that it could read.
enum DICOMSeriesWarnings {
  /// All sentences that apply, safe to show.
  static func all(
    _ slices: [DICOMHeader], _ values: DICOMSliceValues, _ facts: DICOMSeriesFacts,
    _ geometry: Geometry
  ) -> [String] {
    [
      unit(slices, facts), calibration(values), clamping(facts), rounding(values, facts),
      padding(facts), loss(facts), side(slices, facts), modality(facts),
      spacing(slices, geometry),
    ].compactMap { $0 }
  }

  private static func unit(_ slices: [DICOMHeader], _ facts: DICOMSeriesFacts) -> String? {
    if slices.contains(where: { $0.slope == nil || $0.intercept == nil }) {
      return "Rescale slope or intercept is missing; stored values are taken as HU."
    }
    if !["HU", ""].contains(facts.rescaleType) {
      return "The values are not declared as Hounsfield units but as '\(facts.rescaleType)'."
    }
    return nil
  }

  /// Air is -1000 HU by definition, and there is air around every knee.
  private static func calibration(_ values: DICOMSliceValues) -> String? {
    if values.range.lowerBound >= -200 {
      return "No voxel is below -200 HU (the lowest is \(values.range.lowerBound)): the values are "
        + "probably not calibrated Hounsfield units, or the volume holds no air."
    }
    let total = values.air.reduce(0, +)
    guard total * 50 >= values.sampled,
      let peak = values.air.indices.max(by: { values.air[$0] < values.air[$1] })
    else { return nil }
    let centre = -1490 + 20 * peak
    guard !((-1110)...(-850)).contains(centre) else { return nil }
    return "The dark voxels lie near \(centre) HU, where air should be near -1000: the values are "
      + "perhaps not calibrated Hounsfield units, or the volume holds no air."
  }

  private static func clamping(_ facts: DICOMSeriesFacts) -> String? {
    guard facts.range.lowerBound < -32768 || facts.range.upperBound > 32767 else { return nil }
    return "Values from \(facts.range.lowerBound) to \(facts.range.upperBound) HU were cut to "
      + "-32768 to 32767."
  }

  private static func rounding(
    _ values: DICOMSliceValues, _ facts: DICOMSeriesFacts
  ) -> String? {
    guard values.isRounded else { return nil }
    return "Values were rounded to whole HU (slope \(facts.slopes.lowerBound)"
      + (facts.slopes.lowerBound == facts.slopes.upperBound
        ? ")." : " to \(facts.slopes.upperBound)).")
  }

  private static func padding(_ facts: DICOMSeriesFacts) -> String? {
    guard facts.paddingVoxels > 0 else { return nil }
    return "\(facts.paddingVoxels) voxels are padding, not measurements; they keep the HU that "
      + "their stored value gives."
  }

  private static func loss(_ facts: DICOMSeriesFacts) -> String? {
    guard facts.isLossy else { return nil }
    return "The images were compressed with loss; fine detail may be artificial."
  }

  private static func side(_ slices: [DICOMHeader], _ facts: DICOMSeriesFacts) -> String? {
    let named = DICOMSeriesFacts.namedSides(slices)
    guard named.contains("R"), named.contains("L") else { return nil }
    return "The header names both sides, R and L; the side is taken as unknown."
  }

  private static func modality(_ facts: DICOMSeriesFacts) -> String? {
    guard facts.modality != "CT" else { return nil }
    return "The images are of the CT class but their modality is '\(facts.modality)'."
  }

  private static func spacing(_ slices: [DICOMHeader], _ geometry: Geometry) -> String? {
    guard slices.count > 1, geometry.spacing.z > 1.0001 else { return nil }
    return SliceSpacing.notice(geometry.spacing.z)
  }
}
