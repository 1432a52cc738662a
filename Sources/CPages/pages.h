// A call of Linux with more than one form, which Swift cannot make.

#ifndef SUMWHERE_PAGES_H
#define SUMWHERE_PAGES_H

#if defined(__linux__)
#include <linux/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// Moves mapped pages, without copying them, to where there is room for `new_count` bytes; what is
// mapped there goes. Both addresses and `old_count` are whole pages. 0 where that was not done.
static inline int pages_move(void *old, size_t old_count, void *target, size_t new_count) {
  const int flags = MREMAP_MAYMOVE | MREMAP_FIXED;
  return syscall(SYS_mremap, old, old_count, new_count, flags, target) == (long)target;
}
#endif

#endif
