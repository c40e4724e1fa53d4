// Text and lines drawn with Cairo on a buffer of pixels, in DejaVu Sans.
#ifndef CONDYLE_CCAIRO_H
#define CONDYLE_CCAIRO_H
#include <stddef.h>
#include <stdint.h>

const char *condyle_cairo_version(void);

// Whether fontconfig really finds this family, and not something that stands in for it.
int condyle_font_is_here(const char *family);

// A drawing over a copy of `width` x `height` pixels of three bytes; NULL when there is no memory.
typedef struct condyle_drawing condyle_drawing;
condyle_drawing *condyle_drawing_new(const uint8_t *rgb, int width, int height);
void condyle_drawing_free(condyle_drawing *drawing);
// Copies the pixels out, three bytes each; 0, or not 0 when Cairo had failed on the way.
int condyle_drawing_read(condyle_drawing *drawing, uint8_t *rgb);
// Cairo's words for what failed.
const char *condyle_drawing_error(condyle_drawing *drawing);

// sRGB and opacity, 0...1, for all that follows.
void condyle_drawing_colour(condyle_drawing *drawing, double r, double g, double b, double alpha);
// Nothing is drawn outside the rectangle until condyle_drawing_unclip; the two may nest.
void condyle_drawing_clip(condyle_drawing *drawing, double x, double y, double w, double h);
void condyle_drawing_unclip(condyle_drawing *drawing);
void condyle_drawing_fill_rectangle(condyle_drawing *drawing, double x, double y, double w,
                                    double h);
// Adds a line through `count` points (x, y pairs) to the path; drawn by condyle_drawing_stroke, so
// that lines which cross are not darker there.
void condyle_drawing_add_line(condyle_drawing *drawing, const double *points, size_t count,
                              int is_closed);
void condyle_drawing_stroke(condyle_drawing *drawing, double width);

// The font for all that follows; `size` in pixels.
void condyle_drawing_font(condyle_drawing *drawing, const char *family, int is_bold, double size);
// The advance of UTF-8 text in pixels.
double condyle_drawing_text_width(condyle_drawing *drawing, const char *text);
// Draws UTF-8 text from `x` on the base line `y`.
void condyle_drawing_text(condyle_drawing *drawing, double x, double y, const char *text);
#endif
