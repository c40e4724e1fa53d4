#include "CCairo.h"

#include <cairo/cairo.h>
#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

const char *condyle_cairo_version(void) { return cairo_version_string(); }

int condyle_font_is_here(const char *family) {
  FcPattern *wanted = FcPatternCreate();
  if (!wanted) return 0;
  FcPatternAddString(wanted, FC_FAMILY, (const FcChar8 *)family);
  FcConfigSubstitute(NULL, wanted, FcMatchPattern);
  FcDefaultSubstitute(wanted);
  FcResult result;
  FcPattern *found = FcFontMatch(NULL, wanted, &result);
  FcChar8 *name = NULL;
  int is_here = found && FcPatternGetString(found, FC_FAMILY, 0, &name) == FcResultMatch &&
                strcmp((const char *)name, family) == 0;
  if (found) FcPatternDestroy(found);
  FcPatternDestroy(wanted);
  return is_here;
}

struct condyle_drawing {
  cairo_surface_t *surface;
  cairo_t *cairo;
};

static void fill(cairo_surface_t *surface, const uint8_t *rgb) {
  const int width = cairo_image_surface_get_width(surface);
  const int height = cairo_image_surface_get_height(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  unsigned char *data = cairo_image_surface_get_data(surface);
  cairo_surface_flush(surface);
  for (int y = 0; y < height; y++) {
    uint32_t *row = (uint32_t *)(void *)(data + (size_t)y * (size_t)stride);
    for (int x = 0; x < width; x++, rgb += 3) {
      row[x] = (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
    }
  }
  cairo_surface_mark_dirty(surface);
}

condyle_drawing *condyle_drawing_new(const uint8_t *rgb, int width, int height) {
  condyle_drawing *d = calloc(1, sizeof *d);
  if (!d) return NULL;
  d->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  d->cairo = cairo_create(d->surface);
  if (cairo_status(d->cairo) != CAIRO_STATUS_SUCCESS) {
    condyle_drawing_free(d);
    return NULL;
  }
  fill(d->surface, rgb);
  // The same picture on every machine: grey edges, no subpixel order, no hinting to the grid.
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_ON);
  cairo_set_font_options(d->cairo, options);
  cairo_font_options_destroy(options);
  cairo_set_line_join(d->cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(d->cairo, CAIRO_LINE_CAP_ROUND);
  return d;
}

void condyle_drawing_free(condyle_drawing *d) {
  if (!d) return;
  cairo_destroy(d->cairo);
  cairo_surface_destroy(d->surface);
  free(d);
}

int condyle_drawing_read(condyle_drawing *d, uint8_t *rgb) {
  if (cairo_status(d->cairo) != CAIRO_STATUS_SUCCESS) return 1;
  cairo_surface_flush(d->surface);
  const int width = cairo_image_surface_get_width(d->surface);
  const int height = cairo_image_surface_get_height(d->surface);
  const int stride = cairo_image_surface_get_stride(d->surface);
  const unsigned char *data = cairo_image_surface_get_data(d->surface);
  for (int y = 0; y < height; y++) {
    const uint32_t *row = (const uint32_t *)(const void *)(data + (size_t)y * (size_t)stride);
    for (int x = 0; x < width; x++, rgb += 3) {
      rgb[0] = (uint8_t)(row[x] >> 16);
      rgb[1] = (uint8_t)(row[x] >> 8);
      rgb[2] = (uint8_t)row[x];
    }
  }
  return 0;
}

const char *condyle_drawing_error(condyle_drawing *d) {
  return cairo_status_to_string(cairo_status(d->cairo));
}

void condyle_drawing_colour(condyle_drawing *d, double r, double g, double b, double alpha) {
  cairo_set_source_rgba(d->cairo, r, g, b, alpha);
}

void condyle_drawing_clip(condyle_drawing *d, double x, double y, double w, double h) {
  cairo_save(d->cairo);
  cairo_new_path(d->cairo);
  cairo_rectangle(d->cairo, x, y, w, h);
  cairo_clip(d->cairo);
}

void condyle_drawing_unclip(condyle_drawing *d) { cairo_restore(d->cairo); }

void condyle_drawing_fill_rectangle(condyle_drawing *d, double x, double y, double w, double h) {
  cairo_new_path(d->cairo);
  cairo_rectangle(d->cairo, x, y, w, h);
  cairo_fill(d->cairo);
}

void condyle_drawing_add_line(condyle_drawing *d, const double *points, size_t count,
                              int is_closed) {
  if (count == 0) return;
  cairo_move_to(d->cairo, points[0], points[1]);
  for (size_t i = 1; i < count; i++) cairo_line_to(d->cairo, points[2 * i], points[2 * i + 1]);
  if (is_closed) cairo_close_path(d->cairo);
}

void condyle_drawing_stroke(condyle_drawing *d, double width) {
  cairo_set_line_width(d->cairo, width);
  cairo_stroke(d->cairo);
}

void condyle_drawing_font(condyle_drawing *d, const char *family, int is_bold, double size) {
  cairo_select_font_face(d->cairo, family, CAIRO_FONT_SLANT_NORMAL,
                         is_bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(d->cairo, size);
}

double condyle_drawing_text_width(condyle_drawing *d, const char *text) {
  cairo_text_extents_t extents;
  cairo_text_extents(d->cairo, text, &extents);
  return extents.x_advance;
}

void condyle_drawing_text(condyle_drawing *d, double x, double y, const char *text) {
  cairo_new_path(d->cairo);
  cairo_move_to(d->cairo, x, y);
  cairo_show_text(d->cairo, text);
  cairo_new_path(d->cairo);
}
