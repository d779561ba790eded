"""The server is killed at random moments while clients change tasks; nothing that it acknowledged may be missing,
nothing else may be half there, and a stream that resumes may not miss, repeat or reorder an event.

With the power loss, also everything is gone that was written since the last fsync."""

import secrets
import subprocess

import pytest

from conftest import ROOT
from crash.power import PowerLossServer
from crash.trial import PEOPLE, WRITERS_EACH, Trial
from server import Server


@pytest.fixture(scope="session")
def forgetful_disk():
    subprocess.run(["make", "--quiet", "-C", ROOT / "scripts/powerloss"], check=True)
    return ROOT / ".build/powerloss/libpowerloss.so"


def test_nothing_acknowledged_is_lost_by_a_kill(binary, tmp_path, request, capsys):
    attempt(Server(binary, tmp_path), "kills", request, capsys)


def test_nothing_acknowledged_is_lost_by_a_power_loss(binary, forgetful_disk, tmp_path, request, capsys):
    attempt(PowerLossServer(binary, tmp_path, forgetful_disk), "power losses", request, capsys)


def attempt(server, what, request, capsys):
    rounds = request.config.getoption("--crash-rounds")
    seed = request.config.getoption("--crash-seed") or secrets.randbelow(2**32)
    trial = Trial(server, seed)
    trial.begin()
    for number in range(rounds):
        trial.round(number)
    trial.end()
    with capsys.disabled():
        print(f"\n{rounds} {what}, {trial.summary()}")
    assert not trial.faults, f"seed {seed}:\n" + "\n".join(trial.faults[:20])
    assert trial.acknowledged > rounds * PEOPLE * WRITERS_EACH, f"seed {seed}: too little happened to prove anything"
