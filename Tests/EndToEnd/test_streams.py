"""Many people listen while tasks change: everything arrives once, in order and soon; whoever goes away, stalls or is
sent away resumes without a gap, and costs the others nothing."""

import asyncio
import http.client
import random
import resource
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

import pytest

from audience.audience import Audience
from audience.connection import Connection
from audience.crowd import change, register
from audience.listener import LEAVES, STALLS, STAYS
from server import Server

MOST_STREAMS = 20  # of one person
UNREAD = 30  # seconds after which a client that reads nothing is cut off


@pytest.fixture
def server(binary, tmp_path):
    """A server that is allowed few open files unless it asks for more: each stream is one."""
    server = Server(binary, tmp_path)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    server.start(before=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, most)))
    yield server
    if server.is_running:
        server.stop()


@pytest.fixture
def show(capsys):
    def show(line):
        with capsys.disabled():
            print(f"\n{line}")
    return show


def test_all_listeners_hear_everything_once_and_soon(server, request, show):
    people, rate, seconds, limit = (
        request.config.getoption(name) for name in (
            "--stream-people", "--stream-rate", "--stream-seconds", "--stream-p99"))
    members = asyncio.run(register(server.port, people + 1))
    seats = [(member.token, STAYS) for member in members[1:]] + [(members[0].token, STAYS)] * MOST_STREAMS
    owners = members[1:] + [members[0]] * MOST_STREAMS
    audience = Audience(server.port, seats)
    # One change in 20 is of the person with many streams.
    turns = [members[0] if number % 20 == 0 else members[1 + number % people] for number in range(rate * seconds)]
    reached = asyncio.run(change(server.port, turns, rate))
    reports = audience.leave([owner.changes for owner in owners])
    delays = [delay for report in reports for delay in report.delays]
    show(f"{people} people with one stream and one with {MOST_STREAMS}, {reached:.0f} changes/s for {seconds} s: "
         f"{len(turns)} changes, {len(delays)} events heard; {timing(delays)}; {memory(server)} MB resident")
    check(reports, owners)
    assert not any(report.resumptions for report in reports), "a stream was cut off"
    assert percentile(delays, 99) < limit
    assert reached > 0.9 * rate, "too slow to show anything"


def test_changes_by_many_clients_at_once_have_one_order(server, request, show):
    clients, changes = 16, request.config.getoption("--order-changes")
    member = asyncio.run(register(server.port, 1))[0]
    seats = [(member.token, habit) for habit in (STAYS, STAYS, LEAVES, LEAVES, LEAVES, LEAVES)]
    audience = Audience(server.port, seats)

    async def rush():
        first = Connection(server.port)
        tasks = [(await first.ask("POST", "/api/tasks", member.token, {"title": "made"}))[1]["id"] for _ in range(2)]
        versions = defaultdict(list)

        async def client(number):
            connection = Connection(server.port)
            for step in range(changes // clients):
                task = random.choice(tasks)
                status, body = await connection.ask(
                    "PATCH", f"/api/tasks/{task}", member.token, {"title": f"{number}, {step}"})
                assert status == 200, body
                versions[task].append(body["version"])

        await asyncio.gather(*(client(number) for number in range(clients)))
        return versions

    versions = asyncio.run(rush())
    total = 2 + sum(map(len, versions.values()))
    reports = audience.leave([total] * len(seats))
    resumptions = sum(report.resumptions for report in reports)
    show(f"two tasks of one person, {clients} clients: {total} changes, {len(seats)} streams resumed "
         f"{resumptions} times")
    assert resumptions > len(seats)
    for report in reports:
        assert report.faults == []
        assert [sequence for sequence, _, _ in report.events] == list(range(1, total + 1))
        assert report.events == reports[0].events
        for task, acknowledged in versions.items():
            heard = [version for _, subject, version in report.events if subject == task]
            assert heard == sorted(heard), "a later number tells of an earlier version"
            assert heard[1:] == sorted(acknowledged), "what was acknowledged and what was told differ"


def test_listeners_that_come_and_go_miss_nothing(server, request, show):
    people, rate, seconds = (
        request.config.getoption(name) for name in ("--stream-people", "--stream-rate", "--stream-seconds"))
    # Each resumption costs far more than an event: a tenth of the people is storm enough.
    members = asyncio.run(register(server.port, max(people // 10, 5)))
    owners = members * 3
    audience = Audience(server.port, [(owner.token, LEAVES) for owner in owners])
    turns = [random.choice(members) for _ in range(rate * seconds)]
    reached = asyncio.run(change(server.port, turns, rate))
    reports = audience.leave([owner.changes for owner in owners])
    resumptions = sum(report.resumptions for report in reports)
    show(f"{len(owners)} listeners that come and go, {reached:.0f} changes/s for {seconds} s: "
         f"{sum(len(report.events) for report in reports)} events heard, {resumptions} resumptions")
    check(reports, owners)
    assert resumptions > len(owners)


def test_a_client_that_reads_nothing_is_cut_off_and_costs_nobody_anything(server, request, show):
    events, rate, limit = (
        request.config.getoption(name) for name in ("--stalled-events", "--stream-rate", "--stream-p99"))
    stalled, *others = asyncio.run(register(server.port, 21))
    # The database's caches fill before it counts.
    asyncio.run(change(server.port, [stalled] * events))
    before, heard_before = memory(server), stalled.changes
    owners = [stalled, stalled] + others
    audience = Audience(
        server.port, [(owner.token, STALLS if number == 0 else STAYS) for number, owner in enumerate(owners)])
    sizes = []

    def is_cut_off():
        sizes.append(memory(server))
        return open_streams(server) < len(owners)

    with ThreadPoolExecutor() as pool:
        cut = pool.submit(wait_until, is_cut_off, UNREAD + 15)
        turns = [others[number % len(others)] if number % 5 == 0 else stalled for number in range(events * 5 // 4)]
        asyncio.run(change(server.port, turns, rate))
        cut_after = cut.result()
    growth = max(sizes + [memory(server)]) - before
    audience.wake()
    reports = audience.leave([owner.changes - (heard_before if owner is stalled else 0) for owner in owners])
    delays = [delay for report in reports[1:] for delay in report.delays]
    show(f"a client that reads nothing of {events} events: cut off after {cut_after:.0f} s, {growth} MB more "
         f"resident at most; the others: {timing(delays)}")
    check(reports, owners, {stalled: heard_before})
    assert reports[0].resumptions == 1
    assert not any(report.resumptions for report in reports[1:])
    assert cut_after > UNREAD / 2, "who is slow for a moment must not be cut off"
    assert growth < 20
    assert percentile(delays, 99) < limit


def test_a_stop_ends_all_streams_and_they_go_on_after_the_start(server, show):
    members = asyncio.run(register(server.port, 5))
    owners = members * 4
    audience = Audience(server.port, [(owner.token, STAYS) for owner in owners])
    asyncio.run(change(server.port, members * 5))
    began = time.monotonic()
    assert server.stop() == 0
    took = time.monotonic() - began
    server.start()
    asyncio.run(change(server.port, members * 5))
    reports = audience.leave([owner.changes for owner in owners])
    show(f"a stop with {len(owners)} open streams took {took:.2f} s")
    check(reports, owners)
    assert all(report.resumptions for report in reports)
    assert took < 15


def test_a_client_that_goes_away_frees_its_place_at_once(server):
    member = asyncio.run(register(server.port, 1))[0]
    for _ in range(3 * MOST_STREAMS):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request("GET", "/api/events/stream", headers={"Authorization": f"Bearer {member.token}"})
        assert connection.getresponse().status == 200
        connection.close()
    wait_until(lambda: open_streams(server) == 0)


def check(reports, owners, heard_before=None):
    """Every listener has heard every change once and in order."""
    for report, owner in zip(reports, owners):
        assert report.faults == []
        first = (heard_before or {}).get(owner, 0) + 1
        heard = [sequence for sequence, _, _ in report.events]
        missing = set(range(first, owner.changes + 1)) - set(heard)
        assert not missing, f"{len(missing)} of {owner.changes} events were not heard"
        assert heard == list(range(first, owner.changes + 1)), [
            number for number, count in Counter(heard).items() if count > 1]


def percentile(delays, percent):
    """In milliseconds."""
    return 1000 * sorted(delays)[len(delays) * percent // 100]


def timing(delays):
    """The event's time is taken before its commit, so the way from the commit is shorter."""
    return (f"from the event's time to the client p50 {percentile(delays, 50):.0f} ms, "
            f"p99 {percentile(delays, 99):.0f} ms, most {1000 * max(delays):.0f} ms")


def memory(server):
    """Megabytes resident."""
    with open(f"/proc/{server.process.pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


def open_streams(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    connection.close()
    return int(float(next(line.split()[1] for line in text.splitlines() if line.startswith("todo_streams_open "))))


def wait_until(condition, patience=5):
    """How many seconds it took to come true."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < patience, "it does not come true"
        time.sleep(0.1)
    return time.monotonic() - began
