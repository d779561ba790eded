"""What must be in the database and at the receiver after a trial, each of it once."""

import json
from collections import Counter

from .plan import instant, wall_clock
from crash.inspection import Log, sequence_faults, side_table_faults, text

# How long an attempt may take, and how long after an answer the process that heard it may need to record it: seconds.
ATTEMPT = 11
RECORDING = 10
LEASE = 120
# As the log writes it; all due dates of a trial are instants.
DUE_DATE = "strftime('%Y-%m-%dT%H:%M:%SZ', due_at / 1000, 'unixepoch')"


class Inspection:
    def __init__(self, connection, plan, receiver, kills):
        self.connection = connection
        self.plan = plan
        self.receiver = receiver
        self.kills = kills
        self.faults = [f"integrity: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        self.log = Log(connection)
        self.faults += sequence_faults(connection, self.log)
        self.faults += side_table_faults(connection)
        self.occurrences = Counter(
            (series.id, wall_clock(due)) for series in plan.series for due in series.dues)
        self.inspect_occurrences()
        self.inspect_deadlines()
        self.inspect_notices()
        self.inspect_deliveries()
        self.inspect_receiver()
        self.inspect_repetitions()

    def inspect_occurrences(self):
        """Every occurrence is in the table, has a task and was told of."""
        rows = self.rows("SELECT recurring_task_id, occurrence, task_id, state FROM occurrences")
        self.compare("occurrences", ((text(row[0]), row[1]) for row in rows), self.occurrences)
        made = {text(row[2]): (text(row[0]), row[1]) for row in rows if row[3] == "made"}
        tasks = self.rows(f"SELECT id, recurring_task_id, {DUE_DATE} FROM tasks WHERE recurring_task_id IS NOT NULL")
        self.compare("tasks of series", ((text(row[1]), row[2].rstrip("Z")) for row in tasks), self.occurrences)
        self.compare(
            "tasks of occurrences", ((text(row[0]), text(row[1]), row[2].rstrip("Z")) for row in tasks),
            Counter((task, *occurrence) for task, occurrence in made.items()))
        self.compare(
            "occurrences told of",
            ((event["task"], event["data"]["occurrence"]["occurrence"])
             for event in self.events("todo.recurring-task.due.v1")),
            self.occurrences)

    def inspect_deadlines(self):
        """Every due date has passed, and was announced."""
        self.due_dates = Counter(
            (text(row[0]), row[1]) for row in self.rows(f"SELECT id, {DUE_DATE} FROM tasks WHERE due_at IS NOT NULL"))
        planned = Counter((task.id, instant(due)) for task in self.plan.tasks for due in task.dues)
        if missing := planned - self.due_dates:
            self.faults.append(f"{len(missing)} due dates are not there any more")
        if len(self.due_dates) != len(planned) + len(self.occurrences):
            self.faults.append(f"{len(self.due_dates)} due dates")
        self.compare(
            "created", (event["task"] for event in self.events("todo.task.created.v1")),
            Counter(task for task, _ in self.due_dates))
        self.compare("overdue", self.deadlines("todo.task.overdue.v1"), self.due_dates)
        self.due_soon = Counter(self.deadlines("todo.task.due-soon.v1"))
        if doubled := [key for key, count in self.due_soon.items() if count > 1 or key not in self.due_dates]:
            self.faults.append(f"due soon twice: {doubled[:3]}")

    def inspect_notices(self):
        """Every announcement has a notice, and every notice an event for the live stream."""
        rows = self.rows("SELECT id, kind, task_id FROM notices")
        for kind, announced in (("overdue", self.due_dates), ("due_soon", self.due_soon)):
            self.compare(
                f"notices of what is {kind}", (text(row[2]) for row in rows if row[1] == kind),
                Counter(task for task, _ in announced))
        self.compare(
            "notices told of", (event["task"] for event in self.events("todo.notification.created.v1")),
            Counter(text(row[0]) for row in rows))

    def inspect_deliveries(self):
        """Every announcement has one row in the ledger, which is sent, or which a process has died with."""
        rows = self.rows("SELECT id, kind, task_id, state, attempts, next_attempt_at FROM deliveries")
        self.told = (
            Counter(("task-overdue", *key) for key in self.due_dates)
            + Counter(("recurring-task-due", *key) for key in self.occurrences))
        self.compare(
            "deliveries", ((row[1], text(row[2])) for row in rows),
            Counter((kind, id) for kind, id, _ in self.told.elements()))
        self.sent = {text(row[0]) for row in rows if row[3] == "sent"}
        self.attempts = {text(row[0]): row[4] for row in rows}
        unfinished = [row for row in rows if row[3] != "sent"]
        self.unfinished = len(unfinished)
        for id, _, _, state, attempts, next_attempt in unfinished:
            begun = next_attempt / 1000 - LEASE if next_attempt else None
            if not attempts or begun is None or not any(begun <= kill <= begun + ATTEMPT for kill in self.kills):
                self.faults.append(f"delivery {text(id)} is {state} after {attempts} attempts, and no kill explains it")

    def inspect_receiver(self):
        """Everything sent has arrived, and whoever knows repetitions by their id hears nothing twice."""
        heard = {id: key(json.loads(body)) for id, body in self.receiver.messages.items()}
        self.faults += [f"delivery {id} is sent, and never arrived" for id in self.sent - heard.keys()]
        self.faults += [f"message {id} has no delivery" for id in heard.keys() - self.attempts.keys()]
        self.faults += [f"{key} came {count} times" for key, count in Counter(heard.values()).items() if count > 1]
        known = Counter(heard.values())
        if strange := known - self.told:
            self.faults.append(f"told of what did not happen: {list(strange)[:3]}")
        if (self.told - known).total() > self.unfinished:
            self.faults.append(f"{(self.told - known).total()} events never arrived")

    def inspect_repetitions(self):
        """Twice comes only what the sender died with, between acceptance and record, or what it never heard of."""
        self.by_kill = self.by_loss = 0
        for id, arrivals in self.receiver.arrivals.items():
            for (_, answered), (repeated, _) in zip(arrivals, arrivals[1:]):
                if any(answered - ATTEMPT <= kill <= min(answered + RECORDING, repeated) for kill in self.kills) \
                        and repeated - answered > LEASE - ATTEMPT:
                    self.by_kill += 1
                elif id in self.receiver.lost:
                    self.by_loss += 1
                else:
                    self.faults.append(f"message {id} came again after {repeated - answered:.1f} s without a reason")

    def compare(self, what, found, expected):
        found = Counter(found)
        if found != expected:
            missing, additional = expected - found, found - expected
            self.faults.append(
                f"{what}: {missing.total()} missing {list(missing)[:3]}, "
                f"{additional.total()} too many {list(additional)[:3]}")

    def rows(self, query):
        return self.connection.execute(query).fetchall()

    def events(self, kind):
        return [event for events in self.log.by_user.values() for event in events if event["type"] == kind]

    def deadlines(self, kind):
        return [(event["task"], event["data"]["reminder"]["due_date"]) for event in self.events(kind)]

    def summary(self):
        events = sum(len(events) for events in self.log.by_user.values())
        return (
            f"{len(self.occurrences)} occurrences, {len(self.due_dates)} overdue, {events} events, "
            f"{len(self.attempts)} deliveries of which {len(self.sent)} sent and {self.unfinished} held by a lease, "
            f"{self.by_kill} sent again after a kill and {self.by_loss} after a lost answer")


def key(message):
    """What a webhook's message tells of."""
    data = message["data"]
    if message["type"] == "recurring-task-due":
        return message["type"], data["recurring_task"]["id"], data["occurrence"]["occurrence"]
    return message["type"], data["task"]["id"], data["reminder"]["due_date"]
