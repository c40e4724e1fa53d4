// SQLite, and what Swift cannot import of it: a macro that is a function pointer, and a variadic call.
#ifndef CONDYLE_CSQLITE_H
#define CONDYLE_CSQLITE_H
#include <sqlite3.h>

// Binds a copy of the bytes.
int condyle_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, int count);
int condyle_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count);

// Settings for a file that may be hostile: no schema tricks, no extensions, tight limits.
// `length` is the greatest row in bytes.
int condyle_sqlite_harden(sqlite3 *database, int length);
#endif
