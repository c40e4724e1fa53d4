#include "CCairo.h"

#include <cairo/cairo.h>

const char *condyle_cairo_version(void) { return cairo_version_string(); }
