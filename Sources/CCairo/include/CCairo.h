// Text and lines drawn with Cairo on a buffer of pixels.
#ifndef CONDYLE_CCAIRO_H
#define CONDYLE_CCAIRO_H
const char *condyle_cairo_version(void);
#endif
