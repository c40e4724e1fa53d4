// DICOM data sets and pixel codecs through DCMTK.
//
// The only door to DCMTK. No C++ exception leaves it, nothing is printed, and of a header only the
// attributes of `condyle_dicom_header` come out: no patient, no dates, no institution. Who the patient
// is has a call of its own, `condyle_dicom_read_identity`, for the one place that shows it.
#ifndef CONDYLE_CDCMTK_H
#define CONDYLE_CDCMTK_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

// What a call answers.
enum condyle_dicom_status {
  CONDYLE_DICOM_OK = 0,
  CONDYLE_DICOM_UNREADABLE = 1,     // not DICOM, or damaged; see the text
  CONDYLE_DICOM_CUT_SHORT = 2,      // the file ends before its contents do
  CONDYLE_DICOM_UNKNOWN_SYNTAX = 3, // no decoder for the transfer syntax
  CONDYLE_DICOM_NO_PIXELS = 4,      // there is no pixel data element
  CONDYLE_DICOM_SIZE_MISMATCH = 5,  // pixel data or codestream of another size than the header says
  CONDYLE_DICOM_NO_MEMORY = 6,
  CONDYLE_DICOM_NOT_16_BIT = 7      // not one sample of 16 allocated bits
};

// Room for the reason of a failure, always ended by 0.
typedef struct condyle_dicom_error {
  char text[256];
} condyle_dicom_error;

// The attributes that may leave a header. Texts are ended by 0 and empty when absent; a count is -1
// and a `has_` flag 0 when absent. Texts come from outside: not yet safe to show.
typedef struct condyle_dicom_header {
  char transfer_syntax[65];
  char sop_class[65];
  char sop_instance[65];
  char series[65];
  char study[65];
  char frame_of_reference[65];
  char modality[17];
  char image_type[129]; // values parted by a backslash
  char photometric[17];
  char rescale_type[17];
  char laterality[17];
  char image_laterality[17];
  char patient_position[17];
  char kernel[65];
  char lossy[17];
  char series_description[257]; // UTF-8
  int32_t rows, columns, bits_allocated, bits_stored, high_bit, pixel_representation;
  int32_t samples_per_pixel, number_of_frames, acquisition_number, instance_number, series_number;
  int32_t has_slope, has_intercept, has_position, has_orientation, has_pixel_spacing;
  int32_t has_thickness, has_spacing_between, has_tilt, has_padding, has_padding_limit;
  double slope, intercept;
  double position[3];      // mm, LPS
  double orientation[6];   // row direction, column direction
  double pixel_spacing[2]; // mm: between rows, between columns
  double thickness, spacing_between; // mm
  double tilt;                       // degrees
  uint16_t padding, padding_limit;   // the stored 16 bits
} condyle_dicom_header;

// Silences the logger and registers the codecs, once; may be called from any thread.
// 1 when DCMTK found its data dictionary, without which implicit files cannot be read.
int condyle_dicom_start(void);

// An upper bound of the sequence items in a data set, found without parsing it: DCMTK parses nested
// sequences recursively, and enough of them would exhaust the stack.
size_t condyle_dicom_count_items(const uint8_t *bytes, size_t count);
int condyle_dicom_count_items_in_file(const char *path, size_t *items,
                                      condyle_dicom_error *error);

// Reads the attributes before the pixel data of a regular file.
int condyle_dicom_read_header(const char *path, condyle_dicom_header *header,
                              condyle_dicom_error *error);

// Who a header says the patient is. Texts are ended by 0 and empty when absent, and come from outside:
// not yet safe to show.
typedef struct condyle_dicom_identity {
  char name[513];      // UTF-8, in the form of the attribute: family^given, groups parted by "="
  char birth_date[17]; // YYYYMMDD
  char study_date[17]; // YYYYMMDD
  int32_t is_guessed;  // whether the name's characters could only be read as Latin-1
} condyle_dicom_identity;

// Reads who the patient is, and nothing else, from a regular file.
int condyle_dicom_read_identity(const char *path, condyle_dicom_identity *identity,
                                condyle_dicom_error *error);

// Decodes the one frame of a file into `count` = rows × columns stored values, as 16 bits in host
// order, neither masked nor extended. For all syntaxes but JPEG 2000.
int condyle_dicom_read_pixels(const char *path, int32_t rows, int32_t columns, uint16_t *pixels,
                              size_t count, condyle_dicom_error *error);

// The JPEG 2000 codestream of a file with one frame: its fragments joined, to be freed with
// `condyle_dicom_free`.
int condyle_dicom_read_codestream(const char *path, uint8_t **bytes, size_t *count,
                                  condyle_dicom_error *error);

// What is written of one CT slice. All texts are plain ASCII and ended by 0.
typedef struct condyle_dicom_ct {
  const char *sop_instance, *series, *study, *frame_of_reference;
  const char *patient_name, *patient_id, *series_description, *body_part, *laterality;
  const char *position, *orientation, *pixel_spacing, *thickness, *slice_location;
  const char *intercept, *kernel, *manufacturer, *model, *software;
  int32_t instance_number, rows, columns;
  int32_t is_signed; // whether the stored values are signed
  int32_t syntax;    // 0 explicit little endian, 1 JPEG-LS lossless, 2 JPEG lossless
} condyle_dicom_ct;

// Encodes one slice of `count` = rows × columns stored values as a whole file, the same bytes every
// time; to be freed with `condyle_dicom_free`.
int condyle_dicom_write_ct(const condyle_dicom_ct *ct, const uint16_t *pixels, size_t count,
                           uint8_t **bytes, size_t *length, condyle_dicom_error *error);

// Frees what the functions above gave; NULL is allowed.
void condyle_dicom_free(uint8_t *bytes);

#ifdef __cplusplus
}
#endif
#endif
