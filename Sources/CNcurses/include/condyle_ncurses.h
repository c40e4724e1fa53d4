/* ncurses behind a few functions: its globals are no values that Swift may read, and its variadic
   calls cannot be imported. */
#ifndef CONDYLE_NCURSES_H
#define CONDYLE_NCURSES_H

/* The version of the library that is linked, such as "ncurses 6.4.20221231". */
const char *condyle_ncurses_version(void);

#endif
