/* Preloaded before libfaketime: timers as the system has them. Those of libfaketime 0.9.10 take the time at which a
 * timer of the steady clock ends for one on the wall clock, so that once that was set no timer rings any more. */

#define _GNU_SOURCE
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

int timerfd_settime(int timer, int flags, const struct itimerspec *value, struct itimerspec *previous) {
    return (int)syscall(SYS_timerfd_settime, timer, flags, value, previous);
}
