#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "condyle_ncurses.h"
#include <curses.h>

const char *condyle_ncurses_version(void) { return curses_version(); }
