"""One trial: clients change tasks, the server is killed again and again, and everybody's account is compared."""

import http.client
import random
import threading
import time

from .inspection import Log, faults, kept_keys, snapshot
from .writer import EXPECTED, Writer
from person import Person
from stream import Stream

PEOPLE = 3
WRITERS_EACH = 4


class Trial:
    def __init__(self, server, seed):
        self.server = server
        self.seed = seed
        self.random = random.Random(seed)
        self.faults = []
        self.people, self.streams, self.writers = [], [], []
        self.ready_times = []
        self.read = {}
        self.pending = self.committed_pending = 0

    @property
    def acknowledged(self):
        return sum(len(writer.changes) - len(writer.pending) for writer in self.writers)

    def begin(self):
        self.server.start()
        for number in range(PEOPLE):
            person = Person(self.server, f"person{number}@example.org")
            person.register()
            stream = Stream(person)
            stream.start()
            assert stream.connected.wait(10)
            # A first event, so that the stream has something to resume after.
            assert person.ask("POST", "/api/tasks", {"title": "first"}).status == 201
            assert stream.wait_for(1, 10), "the first event did not arrive"
            self.people.append(person)
            self.streams.append(stream)
            for writer in range(WRITERS_EACH):
                self.writers.append(
                    Writer(person, writer, random.Random(self.random.random()), threading.Event()))

    def round(self, number):
        stop = threading.Event()
        self.writers = [writer.resumed(stop) for writer in self.writers]
        for writer in self.writers:
            writer.start()
        time.sleep(self.random.uniform(0.05, 1.0))
        self.server.kill()
        stop.set()
        for writer in self.writers:
            writer.join()
        self.inspect(f"round {number}")
        self.ready_times.append(self.server.start())
        self.renew_tokens()
        self.retry(f"round {number}")

    def inspect(self, when, earlier_too=False):
        """Before the server starts again: what was acknowledged since the last inspection is there once, the rest
        wholly or not at all. At the end, everything that was ever acknowledged."""
        with snapshot(self.server.database) as connection:
            log = Log(connection, self.read)
            self.faults += [f"{when}: {fault}" for fault in faults(connection, log)]
            kept = kept_keys(connection)
        for writer in self.writers:
            for change in writer.changes:
                if change.answer is None:
                    change.was_committed = change.key in kept
                elif change.answer.status == EXPECTED[change.verb] and (earlier_too or not change.was_inspected):
                    self.expect(change, log, when)
                    change.was_inspected = True
        self.log = log

    def expect(self, change, log, when):
        events = [event for event in log.by_task.get(change.task, []) if event["type"] == change.event_type]
        if change.verb == "delete" or change.verb == "create":
            if len(events) != 1:
                self.faults.append(f"{when}: {change.verb} of {change.task} has {len(events)} events")
            return
        version = change.answer.body["version"]
        events = [event for event in events if event["version"] == version]
        if len(events) != 1 or events[0]["data"]["task"]["title"] != change.answer.body["title"]:
            self.faults.append(f"{when}: {change.verb} of {change.task} to version {version} is not in the log once")

    def retry(self, when):
        """A client that heard nothing asks again with the same key, and the change happens once."""
        for writer in self.writers:
            for change in writer.pending:
                self.pending += 1
                self.committed_pending += change.was_committed
                connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
                answer = writer.settle(change, connection)
                connection.close()
                was_replayed = answer.fields.get("idempotency-replayed") == "true"
                if answer.status == EXPECTED[change.verb] and was_replayed != change.was_committed:
                    self.faults.append(
                        f"{when}: {change.verb} was {'' if change.was_committed else 'not '}committed before the "
                        f"kill, and asking again was {'' if was_replayed else 'not '}answered from memory")

    def renew_tokens(self):
        """Access tokens live for minutes, a soak for longer."""
        if len(self.ready_times) % 50 == 0:
            for person in self.people:
                person.log_in()

    def end(self):
        for person, stream in zip(self.people, self.streams):
            answer = person.ask("POST", "/api/tasks", {"title": "last"})
            assert answer.status == 201
        if self.server.is_running:
            # The last events are on their way.
            with snapshot(self.server.database) as connection:
                log = Log(connection)
            for person, stream in zip(self.people, self.streams):
                if not stream.wait_for(len(log.by_user[person.id]), 10):
                    self.faults.append(f"{person.email}: the stream did not reach the end of the log")
        status = self.server.stop()
        if status != 0:
            self.faults.append(f"the server stopped with {status}:\n{self.server.tail()}")
        for stream in self.streams:
            stream.end()
        self.inspect("at the end", earlier_too=True)
        for person, stream in zip(self.people, self.streams):
            logged = [(event["sequence"], event["id"]) for event in self.log.by_user[person.id]]
            heard = [(event["sequence"], event["id"]) for event in stream.events]
            if heard != logged:
                self.faults.append(
                    f"{person.email}: the stream brought {len(heard)} events, the log has {len(logged)}, "
                    f"first difference at {next((i for i, (a, b) in enumerate(zip(heard, logged)) if a != b), 'the end')}")
            self.faults += [f"{person.email}: {fault}" for fault in stream.faults]
            if stream.resumptions == 0:
                self.faults.append(f"{person.email}: the stream never resumed")
        for writer in self.writers:
            self.faults += [f"{writer.name}: {fault}" for fault in writer.faults]

    def summary(self):
        events = sum(len(stream.events) for stream in self.streams)
        return (
            f"seed {self.seed}: {self.acknowledged} changes acknowledged, "
            f"{self.pending} cut off ({self.committed_pending} of them committed), {events} events on "
            f"{sum(stream.resumptions for stream in self.streams)} resumed streams, "
            f"ready after {max(self.ready_times) * 1000:.0f} ms at most, {len(self.faults)} faults")
