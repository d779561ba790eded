"""What a database must look like after any crash, read from a copy of its files with SQLite's own library."""

import json
import shutil
import sqlite3
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

PRIORITIES = {"low": 1, "medium": 2, "high": 3}


@contextmanager
def snapshot(database):
    """A connection to a copy, so that recovering the log happens there and not under the server's feet."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("", "-wal"):
            source = Path(f"{database}{suffix}")
            if source.exists():
                shutil.copy(source, Path(folder) / f"copy.sqlite{suffix}")
        connection = sqlite3.connect(Path(folder) / "copy.sqlite")
        try:
            yield connection
        finally:
            connection.close()


def text(identifier):
    return str(uuid.UUID(bytes=identifier))


class Log:
    """The events of all people, by task."""

    def __init__(self, connection, read=None):
        """`read` remembers the data of events that were read before, as long as it is the same."""
        read = {} if read is None else read
        self.by_task = {}
        self.by_user = {}
        rows = connection.execute(
            "SELECT id, user_id, sequence, task_id, type, version, data FROM task_event_log ORDER BY user_id, sequence")
        for identifier, user, sequence, task, kind, version, data in rows:
            if read.get(identifier, (None,))[0] != data:
                read[identifier] = (data, json.loads(data))
            event = {
                "id": text(identifier), "user": text(user), "sequence": sequence, "task": text(task) if task else None,
                "type": kind, "version": version, "data": read[identifier][1],
            }
            self.by_user.setdefault(event["user"], []).append(event)
            if event["task"]:
                self.by_task.setdefault(event["task"], []).append(event)


def faults(connection, log):
    """Everything in the database that contradicts something else in it."""
    found = [f"integrity: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    found += sequence_faults(connection, log)
    found += task_faults(connection, log)
    found += side_table_faults(connection)
    return found


def sequence_faults(connection, log):
    last = {text(user): number for user, number in connection.execute("SELECT user_id, last FROM event_sequences")}
    for user, events in log.by_user.items():
        numbers = [event["sequence"] for event in events]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"{user}: the numbers of the events have gaps or duplicates"
        if last.get(user) != len(numbers):
            yield f"{user}: the next number follows {last.get(user)}, the log has {len(numbers)} events"
    orphans = connection.execute(
        "SELECT count(*) FROM unpublished u WHERE NOT EXISTS (SELECT 1 FROM task_event_log e WHERE e.id = u.event_id)")
    if count := orphans.fetchone()[0]:
        yield f"{count} unpublished events are not in the log"


def task_faults(connection, log):
    """A task is what its events say, and each of its versions has one event."""
    rows = {}
    for row in connection.execute(
            "SELECT id, title, description, priority, completed, completed_at, tags, version FROM tasks"):
        rows[text(row[0])] = row[1:]
    for task in rows.keys() - log.by_task.keys():
        yield f"task {task} has no event"
    for task, events in log.by_task.items():
        versions = [event["version"] for event in events]
        if versions != list(range(1, len(versions) + 1)):
            yield f"task {task}: its events are of versions {versions}"
        if events[0]["type"] != "todo.task.created.v1":
            yield f"task {task}: its first event is {events[0]['type']}"
        last, row = events[-1], rows.get(task)
        if last["type"] == "todo.task.deleted.v1":
            if row:
                yield f"task {task} was deleted, and is there"
        elif row is None:
            yield f"task {task} has events, and is not there"
        else:
            said = last["data"]["task"]
            expected = (said["title"], said["description"], PRIORITIES[said["priority"]], int(said["completed"]))
            title, description, priority, completed, completed_at, tags, version = row
            if (title, description, priority, completed) != expected or json.loads(tags) != said["tags"]:
                yield f"task {task} is not what its last event says"
            if bool(completed) != (completed_at is not None) or version != last["version"]:
                yield f"task {task}: completed or version contradicts itself"


def side_table_faults(connection):
    checks = {
        "counters": """
            SELECT count(*) FROM task_counts c WHERE
                open <> (SELECT count(*) FROM tasks t WHERE t.user_id = c.user_id AND completed = 0)
                OR completed <> (SELECT count(*) FROM tasks t WHERE t.user_id = c.user_id AND completed = 1)""",
        "tags that are not the task's": """
            SELECT count(*) FROM task_tags g WHERE NOT EXISTS (
                SELECT 1 FROM tasks t, json_each(t.tags) j WHERE t.user_id = g.user_id AND t.id = g.task_id
                    AND fold(j.value) = g.tag_key)""",
        "tags of a task that are not found by": """
            SELECT count(*) FROM tasks t, json_each(t.tags) j WHERE NOT EXISTS (
                SELECT 1 FROM task_tags g WHERE g.user_id = t.user_id AND g.task_id = t.id
                    AND g.tag_key = fold(j.value))""",
        "tasks that no search finds": """
            SELECT count(*) FROM tasks t LEFT JOIN task_search s ON s.user_id = t.user_id AND s.task_id = t.id
            WHERE s.text IS NULL OR instr(s.text, fold(t.title)) = 0 OR instr(s.text, fold(t.description)) = 0""",
        "search texts without a task": """
            SELECT count(*) FROM task_search s WHERE NOT EXISTS (
                SELECT 1 FROM tasks t WHERE t.user_id = s.user_id AND t.id = s.task_id)""",
        "sort keys that are not the title's": "SELECT count(*) FROM tasks WHERE title_key <> fold(title)",
    }
    connection.create_function("fold", 1, str.casefold, deterministic=True)
    for name, query in checks.items():
        if count := connection.execute(query).fetchone()[0]:
            yield f"{name}: {count}"


def kept_keys(connection):
    return {key for (key,) in connection.execute("SELECT key FROM idempotency_keys")}
