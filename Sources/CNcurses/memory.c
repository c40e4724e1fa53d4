#define _GNU_SOURCE 1
#include "condyle_ncurses.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

int condyle_memory_file(long limit) {
  int file = memfd_create("condyle", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0 || limit == 0) return file;
  if (ftruncate(file, limit) != 0 || fcntl(file, F_ADD_SEALS, F_SEAL_GROW) != 0) {
    close(file);
    return -1;
  }
  return file;
}

int condyle_event_counter(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
