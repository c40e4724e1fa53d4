#include "COpenJPEG.h"

#include <openjpeg-2.5/openjpeg.h>
#include <stdio.h>
#include <string.h>

// A codestream in memory, read from the front.
typedef struct {
  const uint8_t *bytes;
  size_t count, at;
} source;

static OPJ_SIZE_T readBytes(void *buffer, OPJ_SIZE_T wanted, void *data) {
  source *from = data;
  const size_t left = from->count - from->at;
  if (left == 0) return (OPJ_SIZE_T)-1;
  const size_t got = wanted < left ? wanted : left;
  memcpy(buffer, from->bytes + from->at, got);
  from->at += got;
  return got;
}

static OPJ_OFF_T skipBytes(OPJ_OFF_T wanted, void *data) {
  source *from = data;
  if (wanted < 0) return -1;
  const size_t left = from->count - from->at;
  const size_t step = (uint64_t)wanted < left ? (size_t)wanted : left;
  from->at += step;
  return step == 0 && wanted > 0 ? -1 : (OPJ_OFF_T)step;
}

static OPJ_BOOL seekByte(OPJ_OFF_T place, void *data) {
  source *from = data;
  if (place < 0 || (uint64_t)place > from->count) return OPJ_FALSE;
  from->at = (size_t)place;
  return OPJ_TRUE;
}

// The first message is the cause; those after it are consequences.
static void keepText(const char *text, void *data) {
  condyle_j2k_error *error = data;
  if (error->text[0]) return;
  snprintf(error->text, sizeof error->text, "%s", text);
  const size_t length = strlen(error->text);
  if (length > 0 && error->text[length - 1] == '\n') error->text[length - 1] = 0;
}

static void dropText(const char *text, void *data) {
  (void)text;
  (void)data;
}

static int fail(condyle_j2k_error *error, int status, const char *text) {
  if (status != CONDYLE_J2K_DAMAGED || !error->text[0]) {
    snprintf(error->text, sizeof error->text, "%s", text);
  }
  return status;
}

static int checkImage(const opj_image_t *image, int32_t width, int32_t height,
                      condyle_j2k_error *error) {
  if (image->numcomps != 1) {
    return fail(error, CONDYLE_J2K_UNSUPPORTED, "more than one colour component");
  }
  const opj_image_comp_t *part = &image->comps[0];
  if (part->prec < 1 || part->prec > 16) {
    return fail(error, CONDYLE_J2K_UNSUPPORTED, "more than 16 bits a pixel");
  }
  if (part->w != (OPJ_UINT32)width || part->h != (OPJ_UINT32)height) {
    return fail(error, CONDYLE_J2K_SIZE_MISMATCH,
                "the compressed picture has another size than the header says");
  }
  return CONDYLE_J2K_OK;
}

static int decode(opj_codec_t *codec, opj_stream_t *stream, opj_image_t **image, int32_t width,
                  int32_t height, uint16_t *pixels, condyle_j2k_error *error) {
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  opj_set_error_handler(codec, keepText, error);
  opj_set_warning_handler(codec, dropText, NULL);
  opj_set_info_handler(codec, dropText, NULL);
  // Strict: a codestream that is cut short is an error, not a picture with a grey rest.
  if (!opj_setup_decoder(codec, &parameters) || !opj_decoder_set_strict_mode(codec, OPJ_TRUE) ||
      !opj_read_header(stream, codec, image)) {
    return fail(error, CONDYLE_J2K_DAMAGED, "no JPEG 2000 header");
  }
  int status = checkImage(*image, width, height, error);
  if (status != CONDYLE_J2K_OK) return status;
  if (!opj_decode(codec, stream, *image) || !opj_end_decompress(codec, stream)) {
    return fail(error, CONDYLE_J2K_DAMAGED, "the codestream cannot be decoded");
  }
  // Decoding may shrink the picture to the tiles that it found.
  status = checkImage(*image, width, height, error);
  if (status != CONDYLE_J2K_OK) return status;
  const OPJ_INT32 *values = (*image)->comps[0].data;
  if (!values) return fail(error, CONDYLE_J2K_DAMAGED, "no pixels");
  const size_t total = (size_t)width * (size_t)height;
  for (size_t at = 0; at < total; at++) pixels[at] = (uint16_t)values[at];
  return CONDYLE_J2K_OK;
}

int condyle_j2k_decode(const uint8_t *bytes, size_t count, int32_t width, int32_t height,
                       uint16_t *pixels, condyle_j2k_error *error) {
  error->text[0] = 0;
  if (count < 12 || width <= 0 || height <= 0) {
    return fail(error, CONDYLE_J2K_DAMAGED, "no codestream");
  }
  source from = {bytes, count, 0};
  opj_codec_t *codec = opj_create_decompress(bytes[0] == 0xFF ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
  opj_stream_t *stream = opj_stream_default_create(OPJ_TRUE);
  opj_image_t *image = NULL;
  int status = CONDYLE_J2K_DAMAGED;
  if (codec && stream) {
    opj_stream_set_user_data(stream, &from, NULL);
    opj_stream_set_user_data_length(stream, count);
    opj_stream_set_read_function(stream, readBytes);
    opj_stream_set_skip_function(stream, skipBytes);
    opj_stream_set_seek_function(stream, seekByte);
    status = decode(codec, stream, &image, width, height, pixels, error);
  } else {
    fail(error, CONDYLE_J2K_DAMAGED, "OpenJPEG could not start");
  }
  if (image) opj_image_destroy(image);
  if (stream) opj_stream_destroy(stream);
  if (codec) opj_destroy_codec(codec);
  return status;
}
