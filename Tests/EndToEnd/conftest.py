import os
from pathlib import Path

import pytest

from server import Server

ROOT = Path(__file__).resolve().parents[2]


def pytest_addoption(parser):
    parser.addoption("--crash-rounds", type=int, default=5, help="kills in the crash test")
    parser.addoption("--crash-seed", type=int, default=None, help="seed of the crash test; a new one if not given")
    parser.addoption("--stream-people", type=int, default=50, help="people who listen")
    parser.addoption("--stream-rate", type=int, default=60, help="changes in a second while they do")
    parser.addoption("--stream-seconds", type=int, default=4, help="for how long")
    parser.addoption("--stream-p99", type=float, default=1000, help="milliseconds from an event's time to its listener")
    parser.addoption("--order-changes", type=int, default=320, help="changes of two tasks by many clients at once")
    parser.addoption("--stalled-events", type=int, default=1000, help="events that a stalled client does not read")
    parser.addoption("--due-series", type=int, default=60, help="series that fall due in the test of background work")
    parser.addoption("--due-dates", type=int, default=60, help="tasks that do")
    parser.addoption("--due-seconds", type=int, default=6, help="within how long")
    parser.addoption("--due-rounds", type=int, default=2, help="kills meanwhile")
    parser.addoption(
        "--due-leases", action="store_true", help="wait, for minutes, until what a killed process was sending is sent")
    parser.addoption(
        "--clock-net", action="store_true", help="let the scheduler find out by itself that the clock was set")
    parser.addoption("--rules", type=int, default=500, help="random recurrence rules to compare with dateutil")
    parser.addoption("--zones", type=int, default=8, help="zones in which a daily series is followed; 0 for all")
    parser.addoption("--rules-seed", type=int, default=None, help="seed of these rules; a new one if not given")


@pytest.fixture(scope="session")
def binary():
    path = Path(os.environ.get("TODO_BINARY", ROOT / ".build/debug/todo"))
    if not path.exists():
        pytest.fail(f"{path} does not exist: build it first")
    return path


@pytest.fixture
def server(binary, tmp_path):
    """A server with a database of its own, running."""
    server = Server(binary, tmp_path)
    server.start()
    yield server
    if server.is_running:
        server.stop()
