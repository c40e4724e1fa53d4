#include "CPNG.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

const char *condyle_png_version(void) { return PNG_LIBPNG_VER_STRING; }

void condyle_png_free(uint8_t *bytes) { free(bytes); }

// Everything that must survive libpng's longjmp lives here, not in a local that a register may hold.
typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
  char *message;
  size_t message_capacity;
  int no_memory;
} sink;

static void on_error(png_structp png, png_const_charp reason) {
  sink *s = png_get_error_ptr(png);
  if (s->message_capacity > 0) {
    strncpy(s->message, reason, s->message_capacity - 1);
    s->message[s->message_capacity - 1] = 0;
  }
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp reason) {
  (void)png;
  (void)reason;
}

static void on_bytes(png_structp png, png_bytep bytes, size_t count) {
  sink *s = png_get_io_ptr(png);
  if (s->capacity - s->count < count) {
    size_t capacity = s->capacity ? s->capacity * 2 : 1 << 16;
    while (capacity - s->count < count) capacity *= 2;
    uint8_t *grown = realloc(s->bytes, capacity);
    if (!grown) {
      s->no_memory = 1;
      png_error(png, "no memory");
    }
    s->bytes = grown;
    s->capacity = capacity;
  }
  memcpy(s->bytes + s->count, bytes, count);
  s->count += count;
}

static void on_flush(png_structp png) { (void)png; }

static void set_texts(png_structp png, png_infop info, const condyle_png_text *texts, int count) {
  for (int i = 0; i < count; i++) {
    png_text text;
    memset(&text, 0, sizeof text);
    text.compression = texts[i].is_utf8 ? PNG_ITXT_COMPRESSION_NONE : PNG_TEXT_COMPRESSION_NONE;
    text.key = (png_charp)(uintptr_t)texts[i].keyword;
    text.text = (png_charp)(uintptr_t)texts[i].text;
    if (texts[i].is_utf8) {
      text.itxt_length = strlen(texts[i].text);
      text.lang = (png_charp)(uintptr_t)"";
      text.lang_key = (png_charp)(uintptr_t)"";
    } else {
      text.text_length = strlen(texts[i].text);
    }
    png_set_text(png, info, &text, 1);
  }
}

static int encode(png_structp png, png_infop info, sink *s, const uint8_t *rgb, uint32_t width,
                  uint32_t height, uint32_t pixels_per_metre, const condyle_png_text *texts,
                  int text_count) {
  if (setjmp(png_jmpbuf(png))) return s->no_memory ? CONDYLE_PNG_NO_MEMORY : CONDYLE_PNG_REFUSED;
  png_set_write_fn(png, s, on_bytes, on_flush);
  png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  if (pixels_per_metre > 0) {
    png_set_pHYs(png, info, pixels_per_metre, pixels_per_metre, PNG_RESOLUTION_METER);
  }
  set_texts(png, info, texts, text_count);
  png_write_info(png, info);
  for (uint32_t row = 0; row < height; row++) {
    png_write_row(png, rgb + (size_t)row * width * 3);
  }
  png_write_end(png, info);
  return CONDYLE_PNG_DONE;
}

int condyle_png_encode(const uint8_t *rgb, uint32_t width, uint32_t height,
                       uint32_t pixels_per_metre, const condyle_png_text *texts, int text_count,
                       uint8_t **out, size_t *out_count, char *message, size_t message_capacity) {
  *out = NULL;
  *out_count = 0;
  sink s = {NULL, 0, 0, message, message_capacity, 0};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &s, on_error, on_warning);
  if (!png) return CONDYLE_PNG_NO_MEMORY;
  png_infop info = png_create_info_struct(png);
  int result = CONDYLE_PNG_NO_MEMORY;
  if (info) {
    result = encode(png, info, &s, rgb, width, height, pixels_per_metre, texts, text_count);
  }
  png_destroy_write_struct(&png, &info);
  if (result != CONDYLE_PNG_DONE) {
    free(s.bytes);
    return result;
  }
  *out = s.bytes;
  *out_count = s.count;
  return CONDYLE_PNG_DONE;
}
