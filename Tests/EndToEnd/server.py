"""The real program as a process: started, stopped, killed, started again on the same database and port."""

import http.client
import os
import socket
import subprocess
import time
from pathlib import Path


class Server:
    def __init__(self, binary, folder, command="serve", **environment):
        self.binary = str(binary)
        self.folder = Path(folder)
        self.command = command
        self.database = self.folder / "todo.sqlite"
        self.log = self.folder / f"{command}.log"
        self.port = free_port()
        self.environment = environment
        self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def start(self, patience=20, before=None):
        """Starts it and returns the seconds until it was ready; `before` runs in the new process first."""
        began = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, self.command], env=self.variables(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                preexec_fn=before)
        while time.monotonic() - began < patience:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended with {self.process.returncode}:\n{self.tail()}")
            if self.is_ready():
                return time.monotonic() - began
            time.sleep(0.005)
        self.kill()
        raise AssertionError(f"the server was not ready after {patience} s:\n{self.tail()}")

    def stop(self, patience=20):
        """Asks it to stop and returns its exit status."""
        self.process.terminate()
        return self.process.wait(patience)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def run(self, *arguments, **keywords):
        """Runs another command of the program on the same database."""
        return subprocess.run(
            [self.binary, *arguments], env=self.variables(), capture_output=True, text=True, timeout=60, **keywords)

    def tail(self, lines=40):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def variables(self):
        inherited = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        return {
            **inherited, "HOME": str(self.folder), "DATABASE_URL": f"sqlite://{self.database}",
            "HOST": "127.0.0.1", "PORT": str(self.port), "RATE_LIMIT": "off", **self.environment,
        }

    def is_ready(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
