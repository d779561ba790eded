"""A client that changes tasks without pause and keeps a ledger of every change: what it asked and what it heard."""

import http.client
import threading
import uuid

EXPECTED = {"create": 201, "edit": 200, "complete": 200, "reopen": 200, "delete": 204}
EVENT = {
    "create": "todo.task.created.v1", "edit": "todo.task.updated.v1", "complete": "todo.task.completed.v1",
    "reopen": "todo.task.reopened.v1", "delete": "todo.task.deleted.v1",
}


class Change:
    """One request; `answer` is None while nobody knows what became of it."""

    def __init__(self, person, verb, method, path, body, task):
        self.person = person
        self.verb = verb
        self.method = method
        self.path = path
        self.body = body
        self.task = task
        self.key = str(uuid.uuid4())
        self.answer = None
        self.was_inspected = False

    @property
    def event_type(self):
        return EVENT[self.verb]


class Writer(threading.Thread):
    """Works on tasks of its own, so that it knows what each of them must look like."""

    def __init__(self, person, number, random, stop):
        super().__init__(daemon=True)
        self.person = person
        self.name = f"{person.email} {number}"
        self.random = random
        self.stop = stop
        self.tasks = {}
        self.changes = []
        self.faults = []

    def resumed(self, stop):
        """The same writer, to run again after a crash."""
        writer = Writer(self.person, 0, self.random, stop)
        writer.name, writer.tasks, writer.changes, writer.faults = self.name, self.tasks, self.changes, self.faults
        return writer

    @property
    def pending(self):
        return [change for change in self.changes if change.answer is None]

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.person.server.port, timeout=30)
        try:
            while not self.stop.is_set():
                self.settle(self.next_change(), connection)
        except (OSError, http.client.HTTPException):
            # The server was killed: what was under way stays pending.
            pass
        finally:
            connection.close()

    def settle(self, change, connection):
        """Sends the change and writes down the answer."""
        answer = self.person.ask(change.method, change.path, change.body, change.key, connection)
        if answer.status == 503:
            # Refused because too many wait: it did not happen, and is not counted on.
            self.changes.remove(change)
            return answer
        change.answer = answer
        if answer.status != EXPECTED[change.verb]:
            self.faults.append(f"{change.verb} {change.path}: {answer.status} {answer.body}")
            return answer
        if change.verb == "create":
            change.task = answer.body["id"]
        if change.verb == "delete":
            self.tasks.pop(change.task, None)
        else:
            self.tasks[change.task] = answer.body
        return answer

    def next_change(self):
        task = self.random.choice(list(self.tasks.values())) if self.tasks else None
        verb = self.random.choices(["create", "edit", "toggle", "delete"], [4, 4, 3, 1])[0] if task else "create"
        match verb:
            case "create":
                change = Change(self.person, "create", "POST", "/api/tasks", self.fields(), None)
            case "edit":
                change = Change(self.person, "edit", "PATCH", f"/api/tasks/{task['id']}", self.fields(), task["id"])
            case "toggle":
                wanted = not task["completed"]
                change = Change(
                    self.person, "complete" if wanted else "reopen", "PATCH", f"/api/tasks/{task['id']}/complete",
                    {"completed": wanted}, task["id"])
            case "delete":
                change = Change(self.person, "delete", "DELETE", f"/api/tasks/{task['id']}", None, task["id"])
        self.changes.append(change)
        return change

    def fields(self):
        """A title that was never used before, so that every edit changes something."""
        return {
            "title": f"Straße {uuid.uuid4()}",
            "description": "ÄÖÜ " * self.random.randrange(0, 60),
            "priority": self.random.choice(["low", "medium", "high"]),
            "tags": self.random.sample(["Home", "Büro", "garden", "Errands", "read"], self.random.randrange(0, 4)),
        }
