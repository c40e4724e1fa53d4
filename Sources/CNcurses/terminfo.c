/* Apart from curses.c, as <term.h> makes macros of words such as "columns". */
#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#include "condyle_ncurses.h"

#include <curses.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

int condyle_terminfo_read(const char *term, condyle_terminfo *out) {
  int answer = 0;
  TERMINAL *before = cur_term;
  if (setupterm(term, STDERR_FILENO, &answer) != OK) return answer == 1 ? 0 : answer;
  out->colours = tigetnum("colors");
  out->says_rgb = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || tigetflag("Tc") > 0;
  TERMINAL *read = cur_term;
  set_curterm(before);
  del_curterm(read);
  return CONDYLE_TERMINFO_FOUND;
}

size_t condyle_curses_string(const char *name, char *out, size_t capacity) {
  const char *text = cur_term ? tigetstr(name) : NULL;
  if (!text || text == (const char *)-1) return 0;
  size_t count = 0;
  while (*text && count < capacity) {
    if (text[0] == '$' && text[1] == '<') { /* a pause for hardware of the past */
      const char *end = strchr(text, '>');
      if (end) {
        text = end + 1;
        continue;
      }
    }
    out[count++] = *text++;
  }
  return count;
}
