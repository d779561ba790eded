"""What the server does when its storage fails, and that it recovers by itself."""

import resource
import signal
import sqlite3
import time

import pytest

from person import Person
from server import Server


@pytest.fixture
def limited(binary, tmp_path):
    """A server whose files can be kept from growing while it runs: a write beyond the limit fails."""
    server = Server(binary, tmp_path)
    # Without this the system would end the process instead of failing the write.
    server.start(before=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN))
    yield server
    if server.is_running:
        server.stop()


def limit_files(server, size):
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_without_room_reads_go_on_and_nothing_acknowledged_is_lost(limited):
    ada = Person(limited, "ada@example.org")
    ada.register()
    acknowledged = [ada.ask("POST", "/api/tasks", {"title": "before"}).body["id"]]

    limit_files(limited, (limited.folder / "todo.sqlite-wal").stat().st_size)
    for number in range(5):
        refused = ada.ask("POST", "/api/tasks", {"title": f"refused {number}"})
        assert refused.status == 503, refused.body
        assert int(refused.fields["retry-after"]) > 0
    assert ada.ask("GET", "/api/tasks").body["total"] == 1
    for _ in range(3):
        assert Person(limited, "").ask("GET", "/readyz").status == 503
    assert Person(limited, "").ask("GET", "/livez").status == 200

    limit_files(limited, resource.RLIM_INFINITY)
    assert Person(limited, "").ask("GET", "/readyz").status == 200, "readiness does not come back"
    created = ada.ask("POST", "/api/tasks", {"title": "after"})
    assert created.status == 201
    acknowledged.append(created.body["id"])
    items = ada.ask("GET", "/api/tasks?sort_order=asc").body["items"]
    assert [item["id"] for item in items] == acknowledged
    assert limited.stop() == 0
    assert limited.log.read_text().count("The database is in trouble") == 1
    assert limited.log.read_text().count("The database is well again") == 1


def test_another_process_that_writes_is_waited_for(server):
    ada = Person(server, "ada@example.org")
    ada.register()
    other = sqlite3.connect(server.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert ada.ask("GET", "/api/tasks").status == 200, "a reader waits for a writer"
    began = time.monotonic()
    held = ada.ask("POST", "/api/tasks", {"title": "held up"})
    assert held.status == 503 and time.monotonic() - began > 4, "it is waited for, and not for ever"
    other.execute("ROLLBACK")
    other.close()
    assert ada.ask("POST", "/api/tasks", {"title": "not held up"}).status == 201


def test_the_log_shows_the_links_that_nobody_sends_and_no_token(server):
    ada = Person(server, "ada@example.org")
    ada.register()
    assert ada.ask("GET", "/api/tasks").status == 200
    assert server.stop() == 0
    log = server.log.read_text()
    assert f"{server.url}/confirm-email?token=" in log
    assert ada.token not in log
    assert Person.PASSWORD not in log
