#include "failure.h"

#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmdata/dcspchrs.h>

#include <cstring>

template <size_t N> static void copy(const OFString &text, char (&out)[N]) {
  const size_t count = text.length() < N - 1 ? text.length() : N - 1;
  memcpy(out, text.c_str(), count);
  out[count] = 0;
}

template <size_t N> static void copyText(DcmItem &item, const DcmTagKey &tag, char (&out)[N]) {
  OFString text;
  out[0] = 0;
  if (item.findAndGetOFStringArray(tag, text).good()) copy(text, out);
}

static int32_t count16(DcmItem &item, const DcmTagKey &tag) {
  Uint16 value = 0;
  return item.findAndGetUint16(tag, value).good() ? value : -1;
}

static int32_t countText(DcmItem &item, const DcmTagKey &tag) {
  Sint32 value = 0;
  return item.findAndGetSint32(tag, value).good() && value >= 0 ? value : -1;
}

static int32_t numbers(DcmItem &item, const DcmTagKey &tag, double *out, unsigned count) {
  for (unsigned at = 0; at < count; at++) {
    if (item.findAndGetFloat64(tag, out[at], at).bad()) return 0;
  }
  return 1;
}

// Padding may be declared US or SS; what is compared is the stored bits.
static int32_t bits16(DcmItem &item, const DcmTagKey &tag, uint16_t &out) {
  Uint16 plain = 0;
  Sint16 extended = 0;
  if (item.findAndGetUint16(tag, plain).good()) {
    out = plain;
    return 1;
  }
  if (item.findAndGetSint16(tag, extended).good()) {
    out = static_cast<uint16_t>(extended);
    return 1;
  }
  return 0;
}

// The only free text that is taken. What cannot be converted loses its 8-bit characters; where
// escape sequences switch the character set, even the 7-bit ones would be wrong.
static void copyDescription(DcmItem &item, condyle_dicom_header &header) {
  OFString raw, text;
  header.series_description[0] = 0;
  if (item.findAndGetOFStringArray(DCM_SeriesDescription, raw).bad()) return;
  DcmSpecificCharacterSet converter;
  if (converter.selectCharacterSet(item).good() && converter.convertString(raw, text).good()) {
    copy(text, header.series_description);
    return;
  }
  if (raw.find('\x1b') != OFString_npos) return;
  for (size_t at = 0; at < raw.length(); at++) {
    if (static_cast<unsigned char>(raw[at]) >= 0x80) raw[at] = '?';
  }
  copy(raw, header.series_description);
}

static void copyTexts(DcmFileFormat &file, condyle_dicom_header &header) {
  DcmItem &meta = *file.getMetaInfo();
  DcmItem &data = *file.getDataset();
  copyText(meta, DCM_TransferSyntaxUID, header.transfer_syntax);
  copyText(data, DCM_SOPClassUID, header.sop_class);
  copyText(data, DCM_SOPInstanceUID, header.sop_instance);
  // Anonymised files may carry these two in the file meta group only.
  if (!header.sop_class[0]) copyText(meta, DCM_MediaStorageSOPClassUID, header.sop_class);
  if (!header.sop_instance[0]) copyText(meta, DCM_MediaStorageSOPInstanceUID, header.sop_instance);
  copyText(data, DCM_SeriesInstanceUID, header.series);
  copyText(data, DCM_StudyInstanceUID, header.study);
  copyText(data, DCM_FrameOfReferenceUID, header.frame_of_reference);
  copyText(data, DCM_Modality, header.modality);
  copyText(data, DCM_ImageType, header.image_type);
  copyText(data, DCM_PhotometricInterpretation, header.photometric);
  copyText(data, DCM_RescaleType, header.rescale_type);
  copyText(data, DCM_Laterality, header.laterality);
  copyText(data, DCM_ImageLaterality, header.image_laterality);
  copyText(data, DCM_PatientPosition, header.patient_position);
  copyText(data, DCM_ConvolutionKernel, header.kernel);
  copyText(data, DCM_LossyImageCompression, header.lossy);
  copyDescription(data, header);
}

static void copyNumbers(DcmItem &data, condyle_dicom_header &header) {
  header.rows = count16(data, DCM_Rows);
  header.columns = count16(data, DCM_Columns);
  header.bits_allocated = count16(data, DCM_BitsAllocated);
  header.bits_stored = count16(data, DCM_BitsStored);
  header.high_bit = count16(data, DCM_HighBit);
  header.pixel_representation = count16(data, DCM_PixelRepresentation);
  header.samples_per_pixel = count16(data, DCM_SamplesPerPixel);
  header.number_of_frames = countText(data, DCM_NumberOfFrames);
  header.acquisition_number = countText(data, DCM_AcquisitionNumber);
  header.instance_number = countText(data, DCM_InstanceNumber);
  header.series_number = countText(data, DCM_SeriesNumber);
  header.has_slope = numbers(data, DCM_RescaleSlope, &header.slope, 1);
  header.has_intercept = numbers(data, DCM_RescaleIntercept, &header.intercept, 1);
  header.has_position = numbers(data, DCM_ImagePositionPatient, header.position, 3);
  header.has_orientation = numbers(data, DCM_ImageOrientationPatient, header.orientation, 6);
  header.has_pixel_spacing = numbers(data, DCM_PixelSpacing, header.pixel_spacing, 2);
  header.has_thickness = numbers(data, DCM_SliceThickness, &header.thickness, 1);
  header.has_spacing_between =
      numbers(data, DCM_SpacingBetweenSlices, &header.spacing_between, 1);
  header.has_tilt = numbers(data, DCM_GantryDetectorTilt, &header.tilt, 1);
  header.has_padding = bits16(data, DCM_PixelPaddingValue, header.padding);
  header.has_padding_limit = bits16(data, DCM_PixelPaddingRangeLimit, header.padding_limit);
}

int condyle_dicom_read_header(const char *path, condyle_dicom_header *header,
                              condyle_dicom_error *error) {
  memset(header, 0, sizeof *header);
  return guarded(error, [&]() -> int {
    DcmFileFormat file;
    // Values above 256 bytes stay in the file: nothing that is taken is longer.
    const OFCondition loaded = file.loadFileUntilTag(path, EXS_Unknown, EGL_noChange, 256,
                                                     ERM_fileOnly, DCM_PixelData);
    if (loaded.bad()) return fail(error, loaded);
    copyTexts(file, *header);
    copyNumbers(*file.getDataset(), *header);
    return CONDYLE_DICOM_OK;
  });
}
