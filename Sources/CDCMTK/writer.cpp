#include "failure.h"

#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djrplol.h>
#include <dcmtk/dcmjpls/djrparam.h>

#include <cstdlib>
#include <cstring>

// Sets attributes one after the other and remembers the first failure.
struct Attributes {
  DcmDataset &data;
  OFCondition condition = EC_Normal;

  void text(const DcmTagKey &tag, const char *value) {
    if (condition.good()) condition = data.putAndInsertString(tag, value);
  }
  void number(const DcmTagKey &tag, Uint16 value) {
    if (condition.good()) condition = data.putAndInsertUint16(tag, value);
  }
};

static void putGeneral(Attributes &to, const condyle_dicom_ct &ct) {
  char instance[16];
  snprintf(instance, sizeof instance, "%d", ct.instance_number);
  to.text(DCM_ImageType, "ORIGINAL\\PRIMARY\\AXIAL");
  to.text(DCM_SOPClassUID, UID_CTImageStorage);
  to.text(DCM_SOPInstanceUID, ct.sop_instance);
  // No date and no time: the same voxels give the same bytes on any day.
  to.text(DCM_StudyDate, "");
  to.text(DCM_StudyTime, "");
  to.text(DCM_AccessionNumber, "");
  to.text(DCM_Modality, "CT");
  to.text(DCM_Manufacturer, ct.manufacturer);
  to.text(DCM_ManufacturerModelName, ct.model);
  to.text(DCM_SoftwareVersions, ct.software);
  to.text(DCM_ReferringPhysicianName, "");
  to.text(DCM_SeriesDescription, ct.series_description);
  to.text(DCM_PatientName, ct.patient_name);
  to.text(DCM_PatientID, ct.patient_id);
  to.text(DCM_PatientBirthDate, "");
  to.text(DCM_PatientSex, "");
  to.text(DCM_BodyPartExamined, ct.body_part);
  to.text(DCM_SliceThickness, ct.thickness);
  to.text(DCM_KVP, "120");
  to.text(DCM_ConvolutionKernel, ct.kernel);
  to.text(DCM_PatientPosition, "HFS");
  to.text(DCM_StudyInstanceUID, ct.study);
  to.text(DCM_SeriesInstanceUID, ct.series);
  to.text(DCM_StudyID, "1");
  to.text(DCM_SeriesNumber, "1");
  to.text(DCM_AcquisitionNumber, "1");
  to.text(DCM_InstanceNumber, instance);
  to.text(DCM_ImagePositionPatient, ct.position);
  to.text(DCM_ImageOrientationPatient, ct.orientation);
  to.text(DCM_FrameOfReferenceUID, ct.frame_of_reference);
  to.text(DCM_PositionReferenceIndicator, "");
  to.text(DCM_SliceLocation, ct.slice_location);
  if (ct.laterality[0]) to.text(DCM_Laterality, ct.laterality);
}

static void putPixels(Attributes &to, const condyle_dicom_ct &ct, const uint16_t *pixels,
                      size_t count) {
  to.number(DCM_SamplesPerPixel, 1);
  to.text(DCM_PhotometricInterpretation, "MONOCHROME2");
  to.number(DCM_Rows, static_cast<Uint16>(ct.rows));
  to.number(DCM_Columns, static_cast<Uint16>(ct.columns));
  to.text(DCM_PixelSpacing, ct.pixel_spacing);
  to.number(DCM_BitsAllocated, 16);
  to.number(DCM_BitsStored, 16);
  to.number(DCM_HighBit, 15);
  to.number(DCM_PixelRepresentation, ct.is_signed ? 1 : 0);
  to.text(DCM_RescaleIntercept, ct.intercept);
  to.text(DCM_RescaleSlope, "1");
  to.text(DCM_RescaleType, "HU");
  if (to.condition.good()) {
    to.condition = to.data.putAndInsertUint16Array(DCM_PixelData, pixels,
                                                   static_cast<unsigned long>(count));
  }
}

static OFCondition compress(DcmDataset &data, int32_t wanted, E_TransferSyntax &syntax) {
  syntax = EXS_LittleEndianExplicit;
  if (wanted == 0) return EC_Normal;
  const DJLSRepresentationParameter jpegLS(0, OFTrue);
  const DJ_RPLossless jpeg;
  syntax = wanted == 1 ? EXS_JPEGLSLossless : EXS_JPEGProcess14SV1;
  const DcmRepresentationParameter *parameter = &jpeg;
  if (wanted == 1) parameter = &jpegLS;
  const OFCondition changed = data.chooseRepresentation(syntax, parameter);
  if (changed.good()) data.removeAllButCurrentRepresentations();
  return changed;
}

// After a codestream of odd length DCMTK leaves the padding byte as it happens to be in memory. The
// file ends with that fragment and a sequence delimiter of 8 bytes.
static void clearPadding(uint8_t *bytes, size_t length) {
  if (length < 11) return;
  uint8_t *last = bytes + length - 9;
  if (last[-2] == 0xFF && last[-1] == 0xD9) *last = 0;
}

int condyle_dicom_write_ct(const condyle_dicom_ct *ct, const uint16_t *pixels, size_t count,
                           uint8_t **bytes, size_t *length, condyle_dicom_error *error) {
  *bytes = NULL;
  *length = 0;
  return guarded(error, [&]() -> int {
    const bool fits = ct->rows > 0 && ct->rows <= 0xFFFF && ct->columns > 0 &&
                      ct->columns <= 0xFFFF && count < (1u << 30) &&
                      count == static_cast<size_t>(ct->rows) * static_cast<size_t>(ct->columns);
    if (!fits) return fail(error, CONDYLE_DICOM_SIZE_MISMATCH, "the buffer has another size");
    DcmFileFormat file;
    Attributes attributes{*file.getDataset()};
    putGeneral(attributes, *ct);
    putPixels(attributes, *ct, pixels, count);
    if (attributes.condition.bad()) return fail(error, attributes.condition);
    E_TransferSyntax syntax = EXS_Unknown;
    const OFCondition compressed = compress(*file.getDataset(), ct->syntax, syntax);
    if (compressed.bad()) return fail(error, compressed);

    // A lossless codec may exceed the raw size a little on noise.
    const size_t room = count * 4 + 65536;
    uint8_t *buffer = static_cast<uint8_t *>(malloc(room));
    if (!buffer) return fail(error, CONDYLE_DICOM_NO_MEMORY, "out of memory");
    *bytes = buffer;
    DcmOutputBufferStream stream(buffer, static_cast<offile_off_t>(room));
    file.transferInit();
    const OFCondition written = file.write(stream, syntax, EET_ExplicitLength, NULL, EGL_noChange,
                                           EPD_withoutPadding);
    file.transferEnd();
    if (written.bad()) {
      free(buffer);
      *bytes = NULL;
      return fail(error, written);
    }
    void *start = NULL;
    offile_off_t filled = 0;
    stream.flushBuffer(start, filled);
    *length = static_cast<size_t>(filled);
    if (ct->syntax != 0) clearPadding(buffer, *length);
    return CONDYLE_DICOM_OK;
  });
}
