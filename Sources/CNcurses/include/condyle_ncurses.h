/* ncurses behind a few functions: its globals are no values that Swift may read, and its variadic
   calls cannot be imported. Signals too: their handlers must be C. */
#ifndef CONDYLE_NCURSES_H
#define CONDYLE_NCURSES_H
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

/* The version of the library that is linked, such as "ncurses 6.4.20221231". */
const char *condyle_ncurses_version(void);

/* Makes the characters of this process UTF-8 and nothing else: the decimal point of every C library
   stays as it is. Answers 0 when no UTF-8 locale can be had. */
int condyle_locale_is_utf8(void);

/* Whether a locale of this name is installed and is UTF-8; the process' own stays as it is. */
int condyle_locale_name_is_utf8(const char *name);

/* What the description of a terminal says. */
typedef struct {
  int colours;  /* -1: none */
  int says_rgb; /* RGB or Tc */
} condyle_terminfo;

#define CONDYLE_TERMINFO_FOUND 1
#define CONDYLE_TERMINFO_UNKNOWN 0
#define CONDYLE_TERMINFO_NO_DATABASE (-1)
int condyle_terminfo_read(const char *term, condyle_terminfo *out);

/* One cell as ncurses is to draw it; a colour of -1 is the terminal's own. */
typedef struct {
  uint32_t glyph;
  int32_t foreground;
  int32_t background;
  uint32_t style;
} condyle_cell;
#define CONDYLE_STYLE_BOLD 1u
#define CONDYLE_STYLE_UNDERLINE 2u
#define CONDYLE_STYLE_REVERSE 4u

/* One screen at a time. `terminfo` (or NULL) is a compiled description that stands in for the
   database while the terminal `term` is looked up. Bytes of keys are read from `input`. ncurses
   takes `tty` for its terminal while it sets itself up; what it draws goes into the file `memory`,
   never to the tty. Both stay the caller's, but for `tty`, which becomes ncurses' own. Answers 0 on
   failure. */
int condyle_curses_open(const char *term, const char *terminfo, int input, int tty, int memory,
                        int columns, int rows, int with_colour);
void condyle_curses_close(void);

/* How many colours and pairs of them the open screen has; 0 colours in mono. */
int condyle_curses_colours(void);
int condyle_curses_pairs(void);

/* A string capability of the open screen without its padding; "" when there is none. */
size_t condyle_curses_string(const char *name, char *out, size_t capacity);

/* Takes a new size; everything must be drawn again. */
void condyle_curses_resize(int columns, int rows);

/* Forgets what the terminal shows: the next flush sends every cell, without clearing first. */
void condyle_curses_forget(void);

/* Forgets what the terminal shows in some rows: the next flush sends all of their cells. */
void condyle_curses_lose(int row, int count);

/* Forgets every pair of colours; every cell must be put again. */
void condyle_curses_reset_pairs(void);

/* Puts cells from (column, row) on. Answers the highest number of a pair in use, or -1 when ncurses
   had no pair left for a cell. */
int condyle_curses_put(int column, int row, const condyle_cell *cells, int count);

/* Draws what was put so far into the memory file.

   ncurses moves lines that stand elsewhere on the screen already, and with them what was drawn past it;
   idlok(…, FALSE) does not keep it from that. A line can only be taken for another one that moved when
   several change at a time: where that must not be, this is called before each line that is put. */
void condyle_curses_update(void);

/* Draws into the memory file, with the cursor at a place, or hidden in the upper left corner when
   `column` is -1. Colours and styles are the terminal's own behind it. */
void condyle_curses_flush(int column, int row);

/* The next key: a byte 0...255, a code from CONDYLE_KEY_BASE on, or -1 when nothing waits. */
int condyle_curses_key(void);

/* A key's code is base + 16 x which + held, held being Shift 1, Alt 2, Control 4. */
#define CONDYLE_KEY_BASE 0x2000
enum {
  CONDYLE_KEY_OTHER,
  CONDYLE_KEY_UP,
  CONDYLE_KEY_DOWN,
  CONDYLE_KEY_LEFT,
  CONDYLE_KEY_RIGHT,
  CONDYLE_KEY_HOME,
  CONDYLE_KEY_END,
  CONDYLE_KEY_INSERT,
  CONDYLE_KEY_DELETE,
  CONDYLE_KEY_PAGE_UP,
  CONDYLE_KEY_PAGE_DOWN,
  CONDYLE_KEY_TAB,
  CONDYLE_KEY_ENTER,
  CONDYLE_KEY_BACKSPACE,
  CONDYLE_KEY_MOUSE,     /* the start of an SGR report */
  CONDYLE_KEY_OLD_MOUSE, /* the start of a report of three bytes */
  CONDYLE_KEY_FOCUS_IN,
  CONDYLE_KEY_FOCUS_OUT,
  CONDYLE_KEY_PASTE_BEGIN,
  CONDYLE_KEY_PASTE_END,
  CONDYLE_KEY_ACKNOWLEDGED, /* the answer to ESC [ 5 n */
  CONDYLE_KEY_F1,           /* and F2 to F12 after it */
};

/* Signals. While they are caught, HUP, TERM, INT, WINCH, CONT and TSTP each write their number as a
   byte into a pipe, PIPE is ignored, and a fatal signal first puts the terminal back. */
typedef struct {
  int output;              /* where `restore` is written */
  int input;               /* whose termios is set back */
  int standard_error;      /* where the last sentence is written; -1: nowhere */
  int caught_errors;       /* a file whose text follows that sentence; -1: none */
  const char *restore;     /* copied */
  size_t restore_count;    /* at most 512 */
  int output_flags;        /* what F_SETFL sets back; -1: nothing */
  int input_flags;
  struct termios settings; /* as they were */
} condyle_guard;

/* Answers the pipe's end to read from, or -1. */
int condyle_signals_catch(const condyle_guard *guard);
/* Puts back what was there before. */
void condyle_signals_release(void);
/* Whether the guard puts the terminal back: not while it is left for a while. */
void condyle_signals_arm(int armed);
/* Stops this process as SIGTSTP does by default; returns when it goes on, or at once when nobody
   could make it go on. */
void condyle_signals_stop(void);
/* A file that is only in memory; with a limit it never grows beyond it. Answers -1 on failure. */
int condyle_memory_file(long limit);
/* A counter that poll() can wait for. Answers -1 on failure. */
int condyle_event_counter(void);
/* Writes the end of the text in a file, control characters left out. Safe in a handler. */
void condyle_copy_text(int from, int to);
#endif
