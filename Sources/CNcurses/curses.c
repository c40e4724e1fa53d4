#define _GNU_SOURCE 1
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "condyle_ncurses.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *output;
static FILE *keys;
static WINDOW *listener;
static int highest_pair;

const char *condyle_ncurses_version(void) { return curses_version(); }

int condyle_locale_is_utf8(void) {
  static const char *const choices[] = {"", "C.UTF-8", "en_US.UTF-8"};
  for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
    if (setlocale(LC_CTYPE, choices[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  }
  return 0;
}

int condyle_locale_name_is_utf8(const char *name) {
  locale_t named = newlocale(LC_CTYPE_MASK, name, (locale_t)0);
  if (!named) return 0;
  int is = strcmp(nl_langinfo_l(CODESET, named), "UTF-8") == 0;
  freelocale(named);
  return is;
}

static int code(int which, int held) { return CONDYLE_KEY_BASE + 16 * which + held; }

static void define(const char *sequence, int which, int held) {
  define_key(sequence, code(which, held));
}

/* Terminals send what their description says only most of the time: both forms of the arrows, all
   four of Home and End, and what may be held with them, as xterm writes it. */
static void define_keys(void) {
  static const struct {
    char final;
    int which;
  } letters[] = {{'A', CONDYLE_KEY_UP},    {'B', CONDYLE_KEY_DOWN}, {'C', CONDYLE_KEY_RIGHT},
                 {'D', CONDYLE_KEY_LEFT},  {'H', CONDYLE_KEY_HOME}, {'F', CONDYLE_KEY_END}};
  static const struct {
    int number;
    int which;
  } numbers[] = {{1, CONDYLE_KEY_HOME},    {2, CONDYLE_KEY_INSERT},    {3, CONDYLE_KEY_DELETE},
                 {4, CONDYLE_KEY_END},     {5, CONDYLE_KEY_PAGE_UP},   {6, CONDYLE_KEY_PAGE_DOWN},
                 {7, CONDYLE_KEY_HOME},    {8, CONDYLE_KEY_END}};
  char sequence[16];
  /* Some descriptions name a key that is one control character, as "linux" does with ^Z. */
  for (int byte = 1; byte < 0x20; byte++) {
    snprintf(sequence, sizeof sequence, "%c", byte);
    if (byte != 0x1B) define_key(sequence, 0);
  }
  define_key("\177", 0);
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
    for (int held = 0; held < 8; held++) {
      if (held == 0) {
        snprintf(sequence, sizeof sequence, "\033[%c", letters[i].final);
        define(sequence, letters[i].which, 0);
        snprintf(sequence, sizeof sequence, "\033O%c", letters[i].final);
      } else {
        snprintf(sequence, sizeof sequence, "\033[1;%d%c", held + 1, letters[i].final);
      }
      define(sequence, letters[i].which, held);
    }
  }
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    for (int held = 0; held < 8; held++) {
      if (held == 0) {
        snprintf(sequence, sizeof sequence, "\033[%d~", numbers[i].number);
      } else {
        snprintf(sequence, sizeof sequence, "\033[%d;%d~", numbers[i].number, held + 1);
      }
      define(sequence, numbers[i].which, held);
    }
  }
  define("\033[a", CONDYLE_KEY_UP, 1); /* rxvt, with Shift */
  define("\033[b", CONDYLE_KEY_DOWN, 1);
  define("\033[c", CONDYLE_KEY_RIGHT, 1);
  define("\033[d", CONDYLE_KEY_LEFT, 1);
  define("\033[Z", CONDYLE_KEY_TAB, 1);
  define("\033OM", CONDYLE_KEY_ENTER, 0);
  define("\033[<", CONDYLE_KEY_MOUSE, 0);
  define("\033[M", CONDYLE_KEY_OLD_MOUSE, 0);
  define("\033[I", CONDYLE_KEY_FOCUS_IN, 0);
  define("\033[O", CONDYLE_KEY_FOCUS_OUT, 0);
  define("\033[200~", CONDYLE_KEY_PASTE_BEGIN, 0);
  define("\033[201~", CONDYLE_KEY_PASTE_END, 0);
  define("\033[0n", CONDYLE_KEY_ACKNOWLEDGED, 0);
}

int condyle_curses_open(const char *term, const char *terminfo, int input, int tty, int memory,
                        int columns, int rows, int with_colour) {
  if (screen) return 0;
  int read_from = dup(input);
  if (read_from < 0) return 0;
  keys = fdopen(read_from, "r");
  output = keys ? fdopen(tty, "w") : NULL;
  if (!output) {
    if (keys) fclose(keys);
    else close(read_from);
    keys = NULL;
    return 0;
  }

  char *before = NULL;
  if (terminfo) {
    const char *value = getenv("TERMINFO");
    before = value ? strdup(value) : NULL;
    setenv("TERMINFO", terminfo, 1);
  }
  use_env(TRUE); /* without it, terminals whose description has no size are refused */
  use_tioctl(TRUE); /* LINES and COLUMNS may be stale */
  /* ncurses catches signals that nobody catches yet, and would keep them after its end. */
  static const int caught[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  enum { CAUGHT = sizeof caught / sizeof *caught };
  struct sigaction handlers[CAUGHT];
  for (int i = 0; i < CAUGHT; i++) sigaction(caught[i], NULL, &handlers[i]);
  screen = newterm(term, output, keys);
  for (int i = 0; i < CAUGHT; i++) sigaction(caught[i], &handlers[i], NULL);
  if (terminfo) {
    if (before) setenv("TERMINFO", before, 1);
    else unsetenv("TERMINFO");
    free(before);
  }
  if (!screen) {
    fclose(output);
    fclose(keys);
    output = keys = NULL;
    return 0;
  }
  /* The modes succeed only on a terminal, and wgetch reads whole lines without them; from then on
     ncurses' bytes belong into the memory file. */
  raw();
  noecho();
  nonl();
  set_escdelay(25);
  typeahead(-1);
  dup2(memory, tty);
  if (with_colour && has_colors()) {
    start_color();
    use_default_colors();
  }
  resizeterm(rows, columns);
  leaveok(stdscr, FALSE);
  idlok(stdscr, FALSE);
  idcok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  /* A pad, as reading from it refreshes nothing. */
  listener = newpad(1, 1);
  if (listener) {
    keypad(listener, TRUE);
    nodelay(listener, TRUE);
  }
  define_keys();
  highest_pair = 0;
  /* What ncurses says before its first picture is thrown away with it: the caller enters and leaves
     the screen itself. */
  doupdate();
  if (ftruncate(memory, 0) != 0 || lseek(memory, 0, SEEK_SET) != 0) return 0;
  condyle_curses_forget();
  return listener != NULL;
}

void condyle_curses_close(void) {
  if (!screen) return;
  endwin();
  if (listener) delwin(listener);
  delscreen(screen);
  fclose(output);
  fclose(keys);
  screen = NULL;
  listener = NULL;
  output = keys = NULL;
}

int condyle_curses_colours(void) { return screen && has_colors() ? COLORS : 0; }
int condyle_curses_pairs(void) { return screen && has_colors() ? COLOR_PAIRS : 0; }

void condyle_curses_resize(int columns, int rows) {
  if (!screen) return;
  resizeterm(rows, columns);
  condyle_curses_forget();
}

void condyle_curses_forget(void) {
  if (!screen) return;
  clearok(curscr, FALSE);
  clearok(newscr, FALSE);
  clearok(stdscr, FALSE);
  redrawwin(stdscr);
}

void condyle_curses_lose(int row, int count) {
  if (screen && count > 0) wredrawln(stdscr, row, count);
}

void condyle_curses_reset_pairs(void) {
  if (!screen) return;
  reset_color_pairs();
  highest_pair = 0;
}

static wchar_t drawable(uint32_t glyph) {
  if (glyph >= 0x20 && glyph < 0x7F) return (wchar_t)glyph;
  if (glyph >= 0x2500 && glyph < 0x2600) return (wchar_t)glyph;
  return glyph != 0xAD && glyph <= 0x10FFFF && wcwidth((wchar_t)glyph) == 1 ? (wchar_t)glyph : L'?';
}

int condyle_curses_put(int column, int row, const condyle_cell *cells, int count) {
  enum { PART = 256 };
  cchar_t buffer[PART];
  int exhausted = 0;
  /* 64 pairs of 8 colours are one too few: a pair and its reverse share one. */
  const int scarce = COLOR_PAIRS <= 256;
  while (count > 0) {
    int part = count < PART ? count : PART;
    for (int i = 0; i < part; i++) {
      wchar_t text[2] = {drawable(cells[i].glyph), 0};
      attr_t style = A_NORMAL;
      if (cells[i].style & CONDYLE_STYLE_BOLD) style |= A_BOLD;
      if (cells[i].style & CONDYLE_STYLE_UNDERLINE) style |= A_UNDERLINE;
      if (cells[i].style & CONDYLE_STYLE_REVERSE) style |= A_REVERSE;
      int pair = 0;
      if (cells[i].foreground >= 0 && cells[i].background >= 0) {
        int fore = cells[i].foreground, back = cells[i].background;
        if (scarce && fore < back) {
          int other = fore;
          fore = back;
          back = other;
          style ^= A_REVERSE;
        }
        pair = alloc_pair(fore, back);
        if (pair < 0) {
          pair = 0;
          exhausted = 1;
        }
        if (pair > highest_pair) highest_pair = pair;
      }
      setcchar(&buffer[i], text, style, 0, &pair);
    }
    wmove(stdscr, row, column);
    wadd_wchnstr(stdscr, buffer, part);
    cells += part;
    column += part;
    count -= part;
  }
  return exhausted ? -1 : highest_pair;
}

void condyle_curses_update(void) {
  if (!screen) return;
  leaveok(stdscr, TRUE); /* the place of the cursor does not matter yet */
  wnoutrefresh(stdscr);
  doupdate();
  leaveok(stdscr, FALSE);
}

void condyle_curses_flush(int column, int row) {
  if (!screen) return;
  /* Always at a known place, as others write behind ncurses and put the cursor back there. */
  wmove(stdscr, column >= 0 ? row : 0, column >= 0 ? column : 0);
  curs_set(column >= 0);
  wnoutrefresh(stdscr);
  doupdate();
}

static int own_code(int key) {
  switch (key) {
  case KEY_UP: return code(CONDYLE_KEY_UP, 0);
  case KEY_DOWN: return code(CONDYLE_KEY_DOWN, 0);
  case KEY_LEFT: return code(CONDYLE_KEY_LEFT, 0);
  case KEY_RIGHT: return code(CONDYLE_KEY_RIGHT, 0);
  case KEY_SR: return code(CONDYLE_KEY_UP, 1);
  case KEY_SF: return code(CONDYLE_KEY_DOWN, 1);
  case KEY_SLEFT: return code(CONDYLE_KEY_LEFT, 1);
  case KEY_SRIGHT: return code(CONDYLE_KEY_RIGHT, 1);
  case KEY_HOME: return code(CONDYLE_KEY_HOME, 0);
  case KEY_END: return code(CONDYLE_KEY_END, 0);
  case KEY_SHOME: return code(CONDYLE_KEY_HOME, 1);
  case KEY_SEND: return code(CONDYLE_KEY_END, 1);
  case KEY_IC: return code(CONDYLE_KEY_INSERT, 0);
  case KEY_DC: return code(CONDYLE_KEY_DELETE, 0);
  case KEY_SDC: return code(CONDYLE_KEY_DELETE, 1);
  case KEY_PPAGE: return code(CONDYLE_KEY_PAGE_UP, 0);
  case KEY_NPAGE: return code(CONDYLE_KEY_PAGE_DOWN, 0);
  case KEY_SPREVIOUS: return code(CONDYLE_KEY_PAGE_UP, 1);
  case KEY_SNEXT: return code(CONDYLE_KEY_PAGE_DOWN, 1);
  case KEY_BTAB: return code(CONDYLE_KEY_TAB, 1);
  case KEY_ENTER: return code(CONDYLE_KEY_ENTER, 0);
  case KEY_BACKSPACE: return code(CONDYLE_KEY_BACKSPACE, 0);
  default:
    if (key > KEY_F0 && key <= KEY_F(12)) return code(CONDYLE_KEY_F1 + key - KEY_F(1), 0);
    /* Shift and Control with a function key are counted on from F12. */
    if (key > KEY_F(12) && key <= KEY_F(24)) return code(CONDYLE_KEY_F1 + key - KEY_F(13), 1);
    if (key > KEY_F(24) && key <= KEY_F(36)) return code(CONDYLE_KEY_F1 + key - KEY_F(25), 4);
    return code(CONDYLE_KEY_OTHER, 0);
  }
}

int condyle_curses_key(void) {
  int key;
  /* Told by ncurses to itself when it is resized: no key that anybody has pressed. */
  do key = listener ? wgetch(listener) : ERR;
  while (key == KEY_RESIZE || key == KEY_MOUSE);
  if (key == ERR) return -1;
  return key < 256 || key >= CONDYLE_KEY_BASE ? key : own_code(key);
}
