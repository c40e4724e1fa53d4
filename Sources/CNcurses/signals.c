#define _GNU_SOURCE 1
#include "condyle_ncurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int told[] = {SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGCONT, SIGTSTP};
static const int fatal[] = {SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGABRT};
enum { TOLD = sizeof told / sizeof *told, FATAL = sizeof fatal / sizeof *fatal };

static struct sigaction told_before[TOLD], fatal_before[FATAL], pipe_before;
static stack_t stack_before;
static char *handler_stack;
static int handler_stack_is_ours;
enum { HANDLER_STACK = 64 * 1024 };

static condyle_guard guard;
static char restore[512];
static int pipe_ends[2] = {-1, -1};
static atomic_int is_armed;
static atomic_int has_failed;

static void tell(int number) {
  int error = errno;
  unsigned char byte = (unsigned char)number;
  if (write(pipe_ends[1], &byte, 1) < 0) {
    /* The pipe is full: the reader has signals enough. */
  }
  errno = error;
}

static void write_for_a_while(int to, const char *text, size_t count) {
  for (int tries = 0; count > 0 && tries < 12; tries++) {
    ssize_t wrote = write(to, text, count);
    if (wrote > 0) {
      text += wrote;
      count -= (size_t)wrote;
    } else if (wrote < 0 && errno == EAGAIN) {
      struct pollfd wait = {.fd = to, .events = POLLOUT};
      poll(&wait, 1, 10);
    } else if (wrote < 0 && errno != EINTR) {
      return;
    }
  }
}

static void put_back(void) {
  if (atomic_exchange(&is_armed, 0) == 0) return;
  int flags = fcntl(guard.output, F_GETFL);
  if (flags >= 0) fcntl(guard.output, F_SETFL, flags | O_NONBLOCK);
  write_for_a_while(guard.output, restore, guard.restore_count);
  tcsetattr(guard.input, TCSANOW, &guard.settings);
  if (guard.output_flags >= 0) fcntl(guard.output, F_SETFL, guard.output_flags);
  if (guard.input_flags >= 0) fcntl(guard.input, F_SETFL, guard.input_flags);
}

void condyle_copy_text(int from, int to) {
  char text[4096];
  off_t end = lseek(from, 0, SEEK_CUR);
  off_t start = end > (off_t)sizeof text ? end - (off_t)sizeof text : 0;
  ssize_t count = pread(from, text, (size_t)(end - start), start);
  if (count <= 0) return;
  for (ssize_t i = 0; i < count; i++) {
    unsigned char byte = (unsigned char)text[i];
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) text[i] = ' ';
  }
  write_for_a_while(to, text, (size_t)count);
}

static void fail(int number) {
  if (atomic_exchange(&has_failed, 1) == 0) {
    int shows = atomic_load(&is_armed);
    put_back();
    if (shows && guard.standard_error >= 0) {
      char text[160] = "\nCondyle stopped because of a fault of its own (signal ";
      size_t count = strlen(text);
      if (number >= 10) text[count++] = (char)('0' + number / 10 % 10);
      text[count++] = (char)('0' + number % 10);
      static const char rest[] =
          ").\nEverything committed is in the case file; reopen it to go on.\n";
      memcpy(text + count, rest, sizeof rest - 1);
      write_for_a_while(guard.standard_error, text, count + sizeof rest - 1);
      if (guard.caught_errors >= 0) condyle_copy_text(guard.caught_errors, guard.standard_error);
    }
  }
  signal(number, SIG_DFL);
  raise(number);
}

static void catch_told(int at) {
  struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(told[at], &action, NULL);
}

int condyle_signals_catch(const condyle_guard *wanted) {
  static int has_exit;
  if (pipe_ends[0] >= 0 || wanted->restore_count > sizeof restore) return -1;
  if (pipe2(pipe_ends, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
  guard = *wanted;
  memcpy(restore, wanted->restore, wanted->restore_count);
  atomic_store(&has_failed, 0);
  atomic_store(&is_armed, 1);
  if (!has_exit) { /* somebody may call exit() while the screen is up */
    has_exit = 1;
    atexit(put_back);
  }
  for (int i = 0; i < TOLD; i++) {
    sigaction(told[i], NULL, &told_before[i]);
    catch_told(i);
  }
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  sigaction(SIGPIPE, &ignore, &pipe_before);

  /* A stack of its own, as the usual one may be what overflowed. */
  sigaltstack(NULL, &stack_before);
  if (!handler_stack) handler_stack = malloc(HANDLER_STACK);
  stack_t own = {.ss_sp = handler_stack, .ss_size = HANDLER_STACK};
  handler_stack_is_ours = handler_stack && sigaltstack(&own, NULL) == 0;
  struct sigaction action = {.sa_handler = fail,
                             .sa_flags = (int)(SA_ONSTACK | SA_RESETHAND | SA_NODEFER)};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < FATAL; i++) sigaction(fatal[i], &action, &fatal_before[i]);
  return pipe_ends[0];
}

void condyle_signals_release(void) {
  if (pipe_ends[0] < 0) return;
  atomic_store(&is_armed, 0);
  for (int i = 0; i < TOLD; i++) sigaction(told[i], &told_before[i], NULL);
  for (int i = 0; i < FATAL; i++) sigaction(fatal[i], &fatal_before[i], NULL);
  sigaction(SIGPIPE, &pipe_before, NULL);
  if (handler_stack_is_ours) sigaltstack(&stack_before, NULL);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
  pipe_ends[0] = pipe_ends[1] = -1;
}

void condyle_signals_arm(int armed) { atomic_store(&is_armed, armed); }

void condyle_signals_stop(void) {
  struct sigaction usual = {.sa_handler = SIG_DFL}, stop_before, go_before;
  sigemptyset(&usual.sa_mask);
  sigaction(SIGTSTP, &usual, &stop_before);
  sigaction(SIGCONT, &usual, &go_before);
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &before);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  sigaction(SIGTSTP, &stop_before, NULL);
  sigaction(SIGCONT, &go_before, NULL);
}
