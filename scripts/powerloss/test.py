"""Proves the power cut on SQLite itself: with synchronous = FULL no commit is lost, with OFF some are."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile

LIBRARY = os.path.abspath(sys.argv[1])
TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "powerloss")

COMMITS = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA synchronous = " + sys.argv[2])
connection.execute("PRAGMA wal_autocheckpoint = 20")
connection.execute("CREATE TABLE IF NOT EXISTS rows (number INTEGER PRIMARY KEY, text TEXT)")
for _ in range(100):
    number = connection.execute("INSERT INTO rows (text) VALUES (hex(randomblob(500))) RETURNING number").fetchone()[0]
    os.write(1, f"{number}\\n".encode())
os.kill(os.getpid(), signal.SIGKILL)
"""

FILES = """
import os, signal, sys
folder = sys.argv[1] + "/"
def make(name, text, sync):
    descriptor = os.open(folder + name, os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(descriptor, text)
    if sync: os.fsync(descriptor)
    os.write(descriptor, b" and more")
def sync_folder():
    os.fsync(os.open(folder, os.O_RDONLY))
make("unnamed", b"synced, its name not", True)
os.unlink(folder + "unnamed")
make("empty", b"named, never synced", False)
make("half", b"synced", True)
make("old", b"old", True)
make("gone", b"gone", True)
sync_folder()
make("late", b"synced, its name not", True)
make("new", b"new", True)
os.rename(folder + "new", folder + "old")
os.unlink(folder + "gone")
descriptor = os.open(folder + "before", os.O_RDWR)
os.ftruncate(descriptor, 3)
os.kill(os.getpid(), signal.SIGKILL)
"""


def run(folder, shadow, program, *arguments):
    subprocess.run([TOOL, "begin", folder, shadow], check=True)
    environment = dict(os.environ, LD_PRELOAD=LIBRARY, POWERLOSS_DIR=folder, POWERLOSS_SHADOW=shadow)
    done = subprocess.run([sys.executable, "-c", program, *arguments], env=environment, stdout=subprocess.PIPE)
    assert done.returncode == -signal.SIGKILL, done.returncode
    subprocess.run([TOOL, "rollback", folder, shadow], check=True)
    return done.stdout.split()


def kept(path):
    if not os.path.exists(path):
        return 0
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return connection.execute("SELECT count(*) FROM rows").fetchone()[0]


with tempfile.TemporaryDirectory() as root:
    root = os.path.realpath(root)
    folder, shadow = root + "/disk", root + "/shadow"

    os.mkdir(folder)
    for round in range(1, 6):
        acknowledged = run(folder, shadow, COMMITS, folder + "/full.db", "FULL")
        assert len(acknowledged) == 100
        rows = kept(folder + "/full.db")
        assert rows == 100 * round, f"synchronous = FULL: {rows} rows after {100 * round} commits"
    print("synchronous = FULL: 500 of 500 commits kept over 5 power cuts")

    subprocess.run(["rm", "-r", folder])
    os.mkdir(folder)
    run(folder, shadow, COMMITS, folder + "/full.db", "FULL")
    acknowledged = run(folder, shadow, COMMITS, folder + "/full.db", "OFF")
    try:
        rows = kept(folder + "/full.db") - 100
    except (AssertionError, sqlite3.DatabaseError):
        rows = -1
    assert rows < 100, "synchronous = OFF: nothing was lost"
    print(f"synchronous = OFF: {'a broken database' if rows < 0 else f'{rows} of 100 commits kept'}")

    subprocess.run(["rm", "-r", folder])
    os.mkdir(folder)
    with open(folder + "/before", "w") as file:
        file.write("before")
    run(folder, shadow, FILES, folder)
    found = {name: open(f"{folder}/{name}").read() for name in os.listdir(folder)}
    assert found == {"before": "before", "empty": "", "half": "synced", "old": "old", "gone": "gone"}, found
    print("files: lengths, names and removals are durable with their fsync, and not before")
