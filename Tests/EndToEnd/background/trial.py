"""One trial: much falls due while one of two processes on a database is killed again and again."""

import http.client
import math
import random
import sqlite3
import threading
import time

from .inspection import LEASE, Inspection
from .plan import Plan
from crash.inspection import snapshot
from person import Person

CLIENTS = 8


class Trial:
    def __init__(self, servers, receiver, generator):
        """`servers`: two on the same database, of which the first one serves the API."""
        self.servers = servers
        self.receiver = receiver
        self.random = generator
        # Unix times.
        self.kills = []
        self.interruptions = 0
        self.faults = []

    def begin(self, people, series, due_dates, seconds):
        for server in self.servers:
            server.start()
        self.people = [self.newcomer(number) for number in range(people)]
        self.start = math.ceil(time.time() + 3 + (series + due_dates) / 400)
        self.seconds = seconds
        self.plan = Plan(self.people, series, due_dates, self.start, seconds, self.random)
        self.make(self.plan.everything)
        self.was_made_after = time.time() - self.start
        time.sleep(max(-self.was_made_after, 0))

    def newcomer(self, number):
        person = Person(self.servers[0], f"person{number}@example.org")
        person.register()
        path = f"/hook/{number}"
        answer = person.ask("POST", "/api/webhooks", {
            "url": self.receiver.url + path, "events": ["task-overdue", "recurring-task-due"]})
        assert answer.status == 201, answer.body
        self.receiver.expect(path, answer.body["secret"])
        return person

    def make(self, items):
        failures = []

        def work(part):
            connection = http.client.HTTPConnection("127.0.0.1", self.servers[0].port, timeout=60)
            try:
                for item in part:
                    item.make(connection)
            except Exception as error:
                failures.append(error)
            finally:
                connection.close()

        clients = [threading.Thread(target=work, args=(items[number::CLIENTS],)) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        assert not failures, failures[0]

    def run(self, rounds):
        for number in range(rounds):
            if number % len(self.servers) == 0:
                victims = self.random.sample(self.servers, len(self.servers))
            time.sleep(self.random.uniform(0.2, 1.8) * self.seconds / rounds)
            self.interruptions += self.is_working()
            victim = victims.pop()
            victim.kill()
            self.kills.append(time.time())
            victim.start()

    def is_working(self):
        """Whether anything is under way that a kill can interrupt."""
        return self.ask("""
            SELECT EXISTS (SELECT 1 FROM tasks WHERE alarm_at <= :now)
                OR EXISTS (SELECT 1 FROM recurring_tasks WHERE make_at <= :now)
                OR EXISTS (SELECT 1 FROM unpublished)
                OR EXISTS (SELECT 1 FROM deliveries WHERE attempts > 0 AND next_attempt_at > :now)""")

    def end(self, waits_for_leases):
        """Waits until all is done: also for the attempts that died with a process, which takes minutes, or not."""
        horizon = 3_600_000 if waits_for_leases else 20_000
        deadline = time.monotonic() + 60 + self.seconds * 10 + (150 if waits_for_leases else 0)
        time.sleep(max(self.start + self.seconds - time.time(), 0))
        while self.remains(horizon):
            if time.monotonic() > deadline:
                self.faults.append("something that is due remained undone")
                break
            time.sleep(0.2)
        for server in self.servers:
            if (status := server.stop()) != 0:
                self.faults.append(f"{server.command} stopped with {status}:\n{server.tail()}")
        with snapshot(self.servers[0].database) as connection:
            self.inspection = Inspection(connection, self.plan, self.receiver, self.kills)
        if waits_for_leases and self.inspection.unfinished:
            self.faults.append(f"{self.inspection.unfinished} deliveries were not finished")
        self.faults += self.inspection.faults + self.receiver.faults

    def remains(self, horizon):
        """Whether there is work now, or any to come within so many milliseconds."""
        # Nobody has died with an attempt that began after the last kill: what comes of it will be written down.
        begun_by_the_living = int((max(self.kills, default=0) + LEASE) * 1000)
        return self.ask(f"""
            SELECT EXISTS (SELECT 1 FROM tasks WHERE alarm_at <= :now)
                OR EXISTS (SELECT 1 FROM recurring_tasks WHERE make_at <= :now)
                OR EXISTS (SELECT 1 FROM unpublished)
                OR EXISTS (SELECT 1 FROM deliveries
                    WHERE next_attempt_at IS NOT NULL AND (attempts = 0 OR next_attempt_at < :now + {horizon}
                        OR next_attempt_at > {begun_by_the_living}))""")

    def ask(self, question):
        connection = sqlite3.connect(f"file:{self.servers[0].database}?mode=ro", uri=True, timeout=30)
        try:
            return bool(connection.execute(question, {"now": time.time_ns() // 1_000_000}).fetchone()[0])
        finally:
            connection.close()

    def summary(self):
        late = f", the last made {self.was_made_after:.0f} s late" if self.was_made_after > 0 else ""
        return (
            f"{len(self.kills)} kills ({self.interruptions} amid work), {len(self.plan.series)} series and "
            f"{len(self.plan.tasks)} due dates within {self.seconds} s{late}: {self.inspection.summary()}, "
            f"{len(self.faults)} faults")
