"""Two processes do the background work of one database, and are killed at random moments while much falls due: every
occurrence is made once, every due date announced once, and everybody outside told of it, twice only by a sender that
died between the acceptance and its record."""

import random
import secrets

from background.receiver import TryingReceiver
from background.trial import Trial
from server import Server


def test_nothing_due_is_forgotten_or_doubled_by_kills(binary, tmp_path, request, capsys):
    option = request.config.getoption
    seed = option("--crash-seed") or secrets.randbelow(2**32)
    receiver = TryingReceiver(random.Random(seed))
    servers = [Server(binary, tmp_path, command, EGRESS_ALLOW=receiver.place) for command in ("serve", "notifications")]
    trial = Trial(servers, receiver, random.Random(seed))
    try:
        trial.begin(
            people=4 + option("--due-series") // 1000, series=option("--due-series"), due_dates=option("--due-dates"),
            seconds=option("--due-seconds"))
        trial.run(option("--due-rounds"))
        trial.end(waits_for_leases=option("--due-leases"))
    finally:
        for server in servers:
            if server.is_running:
                server.kill()
        receiver.close()
    with capsys.disabled():
        print(f"\nseed {seed}: {trial.summary()}")
    assert not trial.faults, f"seed {seed}:\n" + "\n".join(trial.faults[:20])
    assert len(trial.kills) == option("--due-rounds")
