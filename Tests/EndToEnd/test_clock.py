"""The wall clock of a running server is set a day on, and then an hour back: what falls due is announced and made
once, and nothing of it is forgotten."""

import sqlite3
import time
from collections import Counter
from datetime import timedelta

import pytest

from background.plan import instant, wall_clock
from clock.clock import Clock
from crash.inspection import Log, faults, snapshot
from person import Person
from server import Server

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
# The scheduler looks at the clock so often at least, and is given a moment to work.
NET = 60 + 5


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path)


@pytest.fixture
def timed(binary, tmp_path, clock):
    server = Server(binary, tmp_path, **clock.environment)
    server.start()
    yield server
    if server.is_running:
        server.stop()


class Account:
    """What a person has asked for and what became of it, read from the database: a request could wake somebody."""

    def __init__(self, server, clock, needs_no_request):
        self.server = server
        self.clock = clock
        self.needs_no_request = needs_no_request
        self.person = Person(server, "ada@example.org")
        self.person.register()
        self.start = clock.now.replace(microsecond=0)
        self.tasks, self.series, self.longest_wait = {}, {}, 0

    def task(self, name, after):
        """A task that is due so long after the start."""
        body = {"title": name, "due_date": instant(self.start + after)}
        self.tasks[name] = self.made("/api/tasks", body)

    def hourly(self, catch_up):
        """A series that happens for the first time in half an hour."""
        body = {
            "title": catch_up, "recurrence_type": "custom", "recurrence_rule": "FREQ=HOURLY", "timezone": "UTC",
            "start_date": instant(self.start + 30 * MINUTE), "create_ahead": "P0D", "catch_up": catch_up}
        self.series[catch_up] = self.made("/api/recurring-tasks", body)

    def made(self, path, body):
        answer = self.person.ask("POST", path, body)
        assert answer.status == 201, answer.body
        return answer.body["id"]

    def hours(self, first, last):
        """The occurrences of an hourly series, by number."""
        return {wall_clock(self.start + 30 * MINUTE + hour * HOUR) for hour in range(first, last + 1)}

    def occurrences(self, catch_up):
        """Those that were made."""
        return {
            row[0] for row in self.rows(
                "SELECT occurrence FROM occurrences WHERE recurring_task_id = ? AND state = 'made'",
                bytes.fromhex(self.series[catch_up].replace("-", "")))}

    def announced(self, kind):
        """Names of tasks that were asked for, as often as this kind of event has happened to them."""
        names = {id: name for name, id in self.tasks.items()}
        with self.reading() as connection:
            events = Log(connection).by_task
        return Counter(
            names[task] for task in events if task in names for event in events[task] if event["type"] == kind)

    def wait(self, condition):
        """Until what follows from a change of the clock has happened, within the promised time."""
        if not self.needs_no_request:
            self.person.log_in()
            self.made("/api/tasks", {"title": "wakes everybody"})
        while not condition():
            assert time.monotonic() - self.clock.set_at < NET, self.server.tail()
            time.sleep(0.1)
        self.longest_wait = max(self.longest_wait, time.monotonic() - self.clock.set_at)

    def settle(self):
        """Until everything that was said has reached everybody, and the scheduler sleeps again."""
        deadline = time.monotonic() + 20
        while self.rows("SELECT 1 FROM unpublished LIMIT 1"):
            assert time.monotonic() < deadline, "events remain unpublished"
            time.sleep(0.05)
        time.sleep(0.5)

    def reading(self):
        return snapshot(self.server.database)

    def rows(self, query, *values):
        connection = sqlite3.connect(f"file:{self.server.database}?mode=ro", uri=True, timeout=30)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()


def test_a_day_on_and_an_hour_back(timed, clock, request, capsys):
    ada = Account(timed, clock, request.config.getoption("--clock-net"))
    preferences = ada.person.ask("PUT", "/api/users/me/reminders", {"lead_times": ["PT1H"]})
    assert preferences.status == 200, preferences.body
    ada.task("noon", 12 * HOUR)
    ada.task("last hour", 23.5 * HOUR)
    ada.task("tomorrow", 24.5 * HOUR)
    ada.task("later", 30 * HOUR)
    for catch_up in ("all", "latest", "none"):
        ada.hourly(catch_up)
    ada.settle()
    assert ada.announced("todo.task.due-soon.v1") == {"noon": 1, "last hour": 1}
    assert ada.announced("todo.task.overdue.v1") == {}

    # A day on: everything that it has skipped happens now.
    clock.shift(24 * HOUR)
    ada.wait(lambda: len(ada.announced("todo.task.overdue.v1")) == 2 and len(ada.occurrences("all")) == 24)
    ada.settle()
    a_day_later = {
        "todo.task.overdue.v1": {"noon": 1, "last hour": 1},
        "todo.task.due-soon.v1": {"noon": 1, "last hour": 1, "tomorrow": 1, "later": 1},
        "todo.task.reminder.v1": {"noon": 1, "last hour": 1, "tomorrow": 1},
    }
    made = {"all": ada.hours(0, 23), "latest": ada.hours(23, 23), "none": set()}
    expect(ada, a_day_later, made)

    # An hour back: nothing is repeated, also not by a process that knows nothing of the hour.
    clock.shift(-HOUR)
    ada.settle()
    expect(ada, a_day_later, made)
    timed.kill()
    timed.start()
    ada.person.log_in()
    ada.task("in the repeated hour", 23.25 * HOUR)
    # Whatever is new is told at once: the lease of the process that died in the future keeps nobody from it.
    ada.settle()
    a_day_later["todo.task.due-soon.v1"] |= {"in the repeated hour": 1}
    expect(ada, a_day_later, made)

    # The hour passes again, and the next one: what it has told already it does not tell, what is new it does.
    clock.shift(HOUR + 40 * MINUTE)
    ada.wait(lambda: len(ada.announced("todo.task.overdue.v1")) == 4 and len(ada.occurrences("all")) == 25)
    ada.settle()
    a_day_later["todo.task.overdue.v1"] |= {"tomorrow": 1, "in the repeated hour": 1}
    made = {"all": ada.hours(0, 24), "latest": ada.hours(23, 24), "none": set()}
    expect(ada, a_day_later, made)
    assert timed.stop() == 0
    with capsys.disabled():
        print(f"\nset on and back: everything in {ada.longest_wait:.1f} s at most")


def expect(ada, announced, made):
    for kind, names in announced.items():
        assert ada.announced(kind) == names, kind
    assert {catch_up: ada.occurrences(catch_up) for catch_up in made} == made
    # Each task was told of in the application, and no task of a series is there or announced twice.
    with ada.reading() as connection:
        log = Log(connection)
        events = [event for events in log.by_user.values() for event in events]
        told = Counter((event["task"], event["data"]["reminder"]["due_date"])
                       for event in events if event["type"] == "todo.task.overdue.v1")
        notices = connection.execute("SELECT task_id, count(*) FROM notices WHERE kind = 'overdue' GROUP BY task_id")
        assert [count for _, count in notices] == [1] * len(told)
        assert set(told.values()) <= {1}
        tasks = connection.execute(
            "SELECT count(*), count(DISTINCT due_at) FROM tasks WHERE recurring_task_id IS NOT NULL "
            "GROUP BY recurring_task_id")
        assert sorted(tasks) == sorted((len(times), len(times)) for times in made.values() if times)
        assert sum(event["type"] == "todo.recurring-task.due.v1" for event in events) == sum(map(len, made.values()))
