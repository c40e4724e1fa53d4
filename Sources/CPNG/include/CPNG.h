// Writing PNG through libpng. Nothing here reads one: a PNG from outside is never opened.
#ifndef CONDYLE_CPNG_H
#define CONDYLE_CPNG_H
#include <stddef.h>
#include <stdint.h>

const char *condyle_png_version(void);

// One text of the file: Latin-1 as tEXt, or UTF-8 as iTXt when `is_utf8` is not 0. Both end in NUL.
typedef struct {
  const char *keyword;
  const char *text;
  int is_utf8;
} condyle_png_text;

// What condyle_png_encode answers.
#define CONDYLE_PNG_DONE 0
#define CONDYLE_PNG_NO_MEMORY 1
#define CONDYLE_PNG_REFUSED 2

// Encodes `width` x `height` pixels of three bytes (sRGB, rows from the top, no padding) into memory.
// `pixels_per_metre` 0 writes no pHYs. The bytes in `*out` are freed with condyle_png_free. On failure
// `message` holds libpng's reason. libpng's error jump never leaves this function.
int condyle_png_encode(const uint8_t *rgb, uint32_t width, uint32_t height,
                       uint32_t pixels_per_metre, const condyle_png_text *texts, int text_count,
                       uint8_t **out, size_t *out_count, char *message, size_t message_capacity);
void condyle_png_free(uint8_t *bytes);
#endif
