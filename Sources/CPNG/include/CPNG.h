// Writing PNG through libpng. Nothing here reads one: a PNG from outside is never opened.
#ifndef CONDYLE_CPNG_H
#define CONDYLE_CPNG_H
const char *condyle_png_version(void);
#endif
