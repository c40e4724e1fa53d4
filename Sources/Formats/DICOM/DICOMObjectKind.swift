internal import Files

/// The kinds of DICOM object, by name, for telling the user what was left out and why.
enum DICOMObjectKind {
  /// CT Image Storage: one slice a file.
  static let ct = "1.2.840.10008.5.1.4.1.1.2"

  /// Why an object of this class is not a CT slice, safe to show; nil when it is one.
  static func refusal(sopClass: String, modality: String) -> String? {
    if sopClass == ct { return nil }
    if let name = names[sopClass] { return name }
    let what =
      modality.isEmpty ? "an object of unknown kind" : SafeText.cleaned(modality, limit: 16)
    return "\(what) (class \(SafeText.cleaned(sopClass))), not a CT slice"
  }

  // PS3.4, table B.5-1: what is found beside a CT.
  private static let names = [
    "1.2.840.10008.1.3.10": "a DICOMDIR, an index of files",
    "1.2.840.10008.5.1.4.1.1.2.1": "Enhanced (multi-frame) CT, which is not read yet",
    "1.2.840.10008.5.1.4.1.1.2.2": "legacy converted multi-frame CT, which is not read yet",
    "1.2.840.10008.5.1.4.1.1.1": "a computed radiograph (CR), not CT",
    "1.2.840.10008.5.1.4.1.1.1.1": "a digital radiograph (DX), not CT",
    "1.2.840.10008.5.1.4.1.1.4": "an MR image, not CT",
    "1.2.840.10008.5.1.4.1.1.4.1": "an enhanced MR image, not CT",
    "1.2.840.10008.5.1.4.1.1.6.1": "an ultrasound image, not CT",
    "1.2.840.10008.5.1.4.1.1.7": "a secondary capture, not CT",
    "1.2.840.10008.5.1.4.1.1.7.2": "a multi-frame secondary capture, not CT",
    "1.2.840.10008.5.1.4.1.1.7.4": "a multi-frame secondary capture, not CT",
    "1.2.840.10008.5.1.4.1.1.11.1": "a presentation state, without an image",
    "1.2.840.10008.5.1.4.1.1.12.1": "an X-ray angiogram, not CT",
    "1.2.840.10008.5.1.4.1.1.13.1.1": "an X-ray 3-D angiogram, not CT",
    "1.2.840.10008.5.1.4.1.1.20": "a nuclear medicine image, not CT",
    "1.2.840.10008.5.1.4.1.1.66.4": "a DICOM segmentation (SEG), not CT",
    "1.2.840.10008.5.1.4.1.1.66.7": "a DICOM label map segmentation (SEG), not CT",
    "1.2.840.10008.5.1.4.1.1.77.1.6": "a microscopy image, not CT",
    "1.2.840.10008.5.1.4.1.1.88.11": "a structured report (SR), without an image",
    "1.2.840.10008.5.1.4.1.1.88.22": "a structured report (SR), without an image",
    "1.2.840.10008.5.1.4.1.1.88.33": "a structured report (SR), without an image",
    "1.2.840.10008.5.1.4.1.1.88.34": "a structured report (SR), without an image",
    "1.2.840.10008.5.1.4.1.1.88.67": "a radiation dose report (SR), without an image",
    "1.2.840.10008.5.1.4.1.1.91.1": "microscopy annotations, without an image",
    "1.2.840.10008.5.1.4.1.1.104.1": "an encapsulated PDF, without an image",
    "1.2.840.10008.5.1.4.1.1.104.3": "an encapsulated STL, without an image",
    "1.2.840.10008.5.1.4.1.1.128": "a PET image, not CT",
    "1.2.840.10008.5.1.4.1.1.481.3": "a radiotherapy structure set, without an image",
  ]
}
