#include <argon2.h>
#ifdef __linux__
#include <malloc.h> /* mallopt: who computes 19 MiB hashes wants them back */
#endif
