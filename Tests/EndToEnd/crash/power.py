"""A server whose disk forgets, when it is killed, all that was written since the last fsync."""

import subprocess
from pathlib import Path

from server import Server

SCRIPT = Path(__file__).resolve().parents[3] / "scripts/powerloss/powerloss"


class PowerLossServer(Server):
    def __init__(self, binary, folder, library):
        super().__init__(binary, folder)
        self.data = self.folder.resolve() / "data"
        self.shadow = self.folder.resolve() / "shadow"
        self.data.mkdir()
        self.database = self.data / "todo.sqlite"
        self.preload = {
            "LD_PRELOAD": str(library), "POWERLOSS_DIR": str(self.data), "POWERLOSS_SHADOW": str(self.shadow)}

    def start(self, patience=20, before=None):
        self.disk("begin")
        return super().start(patience, before)

    def kill(self):
        super().kill()
        self.disk("rollback")

    def variables(self):
        return {**super().variables(), **self.preload}

    def disk(self, verb):
        subprocess.run([SCRIPT, verb, self.data, self.shadow], check=True)
