// JPEG 2000 through OpenJPEG: one picture of one component, from memory to memory.
#ifndef CONDYLE_COPENJPEG_H
#define CONDYLE_COPENJPEG_H
#include <stddef.h>
#include <stdint.h>

enum condyle_j2k_status {
  CONDYLE_J2K_OK = 0,
  CONDYLE_J2K_DAMAGED = 1,       // no codestream, or it cannot be decoded; see the text
  CONDYLE_J2K_SIZE_MISMATCH = 2, // another size than expected
  CONDYLE_J2K_UNSUPPORTED = 3    // more than one component, or more than 16 bits
};

typedef struct condyle_j2k_error {
  char text[256];
} condyle_j2k_error;

// Decodes a raw codestream or a JP2 file into `width` × `height` values, row by row, each as the low
// 16 bits of the decoded number. The picture's size is compared with the expected one before
// anything is allocated for it. Nothing is printed.
int condyle_j2k_decode(const uint8_t *bytes, size_t count, int32_t width, int32_t height,
                       uint16_t *pixels, condyle_j2k_error *error);
#endif
