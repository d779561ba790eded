#ifndef CMEMMEM_H
#define CMEMMEM_H

#include <stddef.h>

/* The C library has it; its header shows it only to programs that ask for GNU extensions. */
void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

#endif
