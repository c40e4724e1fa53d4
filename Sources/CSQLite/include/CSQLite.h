// SQLite, and the two of its macros that Swift cannot import.
#ifndef CONDYLE_CSQLITE_H
#define CONDYLE_CSQLITE_H
#include <sqlite3.h>
#endif
