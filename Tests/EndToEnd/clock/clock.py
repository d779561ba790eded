"""The wall clock of a running server, to be set by a test: by libfaketime, which leaves the steady clock alone."""

import glob
import subprocess
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

TIMERS = Path(__file__).parent / "timers.c"


class Clock:
    def __init__(self, folder):
        self.file = folder / "clock"
        self.timers = folder / "libtimers.so"
        subprocess.run(["cc", "-O2", "-Wall", "-Werror", "-fPIC", "-shared", "-o", self.timers, TIMERS], check=True)
        self.offset = timedelta(0)
        self.shift(timedelta(0))

    @property
    def environment(self):
        (library,) = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
        return {
            "LD_PRELOAD": f"{self.timers}:{library}", "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            # Names of nothing: memory of its own the library would announce in the environment, which moves there and
            # takes the program's arguments out of Swift's reach (github.com/swiftlang/swift/issues/76080).
            "FAKETIME_SHARED": "/todo-no-semaphore /todo-no-memory",
        }

    @property
    def now(self):
        return datetime.now(timezone.utc) + self.offset

    def shift(self, duration):
        """Sets it on or back."""
        self.offset += duration
        new = self.file.with_suffix(".new")
        new.write_text(f"{self.offset.total_seconds():+.0f}s\n")
        # At once, as the server may read it at any time.
        new.replace(self.file)
        self.set_at = time.monotonic()
