#include "failure.h"

#include <dcmtk/dcmdata/dccodec.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>

#include <cstdlib>
#include <cstring>

// Loads a file without its long values and finds its pixel data.
static int load(DcmFileFormat &file, const char *path, DcmPixelData *&pixels,
                condyle_dicom_error *error) {
  const OFCondition loaded =
      file.loadFile(path, EXS_Unknown, EGL_noChange, 256, ERM_fileOnly);
  if (loaded.bad()) return fail(error, loaded);
  DcmElement *element = NULL;
  if (file.getDataset()->findAndGetElement(DCM_PixelData, element).bad() || !element) {
    return fail(error, CONDYLE_DICOM_NO_PIXELS, "no pixel data");
  }
  pixels = dynamic_cast<DcmPixelData *>(element);
  if (!pixels) return fail(error, CONDYLE_DICOM_NO_PIXELS, "the pixel data have another type");
  return CONDYLE_DICOM_OK;
}

// The data set may have changed since its header was read; a decoder relies on these.
static int checkLayout(DcmDataset &data, int32_t rows, int32_t columns,
                       condyle_dicom_error *error) {
  Uint16 r = 0, c = 0, bits = 0, samples = 0;
  Sint32 frames = 1;
  data.findAndGetUint16(DCM_Rows, r);
  data.findAndGetUint16(DCM_Columns, c);
  data.findAndGetUint16(DCM_BitsAllocated, bits);
  data.findAndGetUint16(DCM_SamplesPerPixel, samples);
  data.findAndGetSint32(DCM_NumberOfFrames, frames);
  if (r != rows || c != columns) {
    return fail(error, CONDYLE_DICOM_SIZE_MISMATCH, "rows or columns differ from the header");
  }
  if (bits != 16 || samples != 1 || frames > 1) {
    return fail(error, CONDYLE_DICOM_NOT_16_BIT, "not one frame of one sample of 16 bits");
  }
  return CONDYLE_DICOM_OK;
}

// A codestream smaller than the header says would leave part of the picture undefined: read the
// frame header (SOFn, or SOF55 of JPEG-LS) of the first fragment.
static int checkCodestream(DcmPixelSequence &sequence, int32_t rows, int32_t columns,
                           condyle_dicom_error *error) {
  DcmPixelItem *item = NULL;
  Uint8 *bytes = NULL;
  if (sequence.getItem(item, 1).bad() || !item || item->getUint8Array(bytes).bad() || !bytes) {
    return fail(error, CONDYLE_DICOM_NO_PIXELS, "no compressed fragment");
  }
  const size_t count = item->getLength();
  size_t at = 2;
  while (at + 9 <= count && bytes[at] == 0xFF) {
    const Uint8 marker = bytes[at + 1];
    if (marker == 0xFF) {
      at++;
      continue;
    }
    const bool isTable = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
    if ((marker >= 0xC0 && marker <= 0xCF && !isTable) || marker == 0xF7) {
      const int height = bytes[at + 5] << 8 | bytes[at + 6];
      const int width = bytes[at + 7] << 8 | bytes[at + 8];
      if (height == rows && width == columns) return CONDYLE_DICOM_OK;
      return fail(error, CONDYLE_DICOM_SIZE_MISMATCH,
                  "the compressed picture has another size than the header says");
    }
    at += 2 + (static_cast<size_t>(bytes[at + 2]) << 8 | bytes[at + 3]);
  }
  return fail(error, CONDYLE_DICOM_UNREADABLE, "the compressed picture has no frame header");
}

static int readRaw(DcmPixelData &pixels, uint16_t *out, size_t count, condyle_dicom_error *error) {
  const size_t length = pixels.getLength();
  if (length != count * 2) {
    snprintf(error->text, sizeof error->text, "%zu bytes of pixel data where %zu are expected",
             length, count * 2);
    return length < count * 2 ? CONDYLE_DICOM_CUT_SHORT : CONDYLE_DICOM_SIZE_MISMATCH;
  }
  const OFCondition read = pixels.getPartialValue(out, 0, static_cast<Uint32>(length));
  return read.good() ? CONDYLE_DICOM_OK : fail(error, read);
}

static int readCompressed(DcmDataset &data, DcmPixelData &pixels, int32_t rows, int32_t columns,
                          uint16_t *out, size_t count, condyle_dicom_error *error) {
  E_TransferSyntax syntax = EXS_Unknown;
  const DcmRepresentationParameter *parameter = NULL;
  pixels.getOriginalRepresentationKey(syntax, parameter);
  DcmPixelSequence *sequence = NULL;
  if (pixels.getEncapsulatedRepresentation(syntax, parameter, sequence).bad() || !sequence) {
    return fail(error, CONDYLE_DICOM_NO_PIXELS, "no compressed fragment");
  }
  if (!DcmCodecList::canChangeCoding(syntax, EXS_LittleEndianExplicit)) {
    return fail(error, CONDYLE_DICOM_UNKNOWN_SYNTAX, "no decoder for this transfer syntax");
  }
  if (syntax != EXS_RLELossless) {
    const int status = checkCodestream(*sequence, rows, columns, error);
    if (status != CONDYLE_DICOM_OK) return status;
  }
  Uint32 fragment = 0;
  OFString model;
  const OFCondition decoded = pixels.getUncompressedFrame(
      &data, 0, fragment, out, static_cast<Uint32>(count * 2), model);
  return decoded.good() ? CONDYLE_DICOM_OK : fail(error, decoded);
}

int condyle_dicom_read_pixels(const char *path, int32_t rows, int32_t columns, uint16_t *out,
                              size_t count, condyle_dicom_error *error) {
  return guarded(error, [&]() -> int {
    DcmFileFormat file;
    DcmPixelData *pixels = NULL;
    int status = load(file, path, pixels, error);
    if (status != CONDYLE_DICOM_OK) return status;
    DcmDataset &data = *file.getDataset();
    status = checkLayout(data, rows, columns, error);
    if (status != CONDYLE_DICOM_OK) return status;
    if (count > 0x7FFFFFFF || count != static_cast<size_t>(rows) * static_cast<size_t>(columns)) {
      return fail(error, CONDYLE_DICOM_SIZE_MISMATCH, "the buffer has another size");
    }
    if (DcmXfer(data.getOriginalXfer()).isEncapsulated()) {
      return readCompressed(data, *pixels, rows, columns, out, count, error);
    }
    return readRaw(*pixels, out, count, error);
  });
}

int condyle_dicom_read_codestream(const char *path, uint8_t **bytes, size_t *count,
                                  condyle_dicom_error *error) {
  *bytes = NULL;
  *count = 0;
  return guarded(error, [&]() -> int {
    DcmFileFormat file;
    DcmPixelData *pixels = NULL;
    const int status = load(file, path, pixels, error);
    if (status != CONDYLE_DICOM_OK) return status;
    E_TransferSyntax syntax = EXS_Unknown;
    const DcmRepresentationParameter *parameter = NULL;
    pixels->getOriginalRepresentationKey(syntax, parameter);
    DcmPixelSequence *sequence = NULL;
    if (pixels->getEncapsulatedRepresentation(syntax, parameter, sequence).bad() || !sequence) {
      return fail(error, CONDYLE_DICOM_NO_PIXELS, "no compressed fragment");
    }
    OFVector<Uint8> joined;
    // Item 0 is the offset table.
    for (unsigned long at = 1; at < sequence->card(); at++) {
      DcmPixelItem *item = NULL;
      Uint8 *part = NULL;
      if (sequence->getItem(item, at).bad() || !item) break;
      const size_t length = item->getLength();
      if (length == 0) continue;
      if (item->getUint8Array(part).bad() || !part) {
        return fail(error, CONDYLE_DICOM_CUT_SHORT, "a compressed fragment cannot be read");
      }
      const size_t before = joined.size();
      joined.resize(before + length);
      memcpy(&joined[before], part, length);
    }
    if (joined.empty()) return fail(error, CONDYLE_DICOM_NO_PIXELS, "no compressed fragment");
    *bytes = static_cast<uint8_t *>(malloc(joined.size()));
    if (!*bytes) return fail(error, CONDYLE_DICOM_NO_MEMORY, "out of memory");
    memcpy(*bytes, &joined[0], joined.size());
    *count = joined.size();
    return CONDYLE_DICOM_OK;
  });
}
