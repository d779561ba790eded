"""The crash test is worth what its inspection finds: each kind of damage, done on purpose, must be found."""

import sqlite3

import pytest

from crash.inspection import Log, faults, snapshot
from person import Person

DAMAGES = {
    "a task without its event":
        "DELETE FROM task_event_log WHERE type = 'todo.task.created.v1' AND sequence = 1",
    "an event in the middle is missing": "DELETE FROM task_event_log WHERE sequence = 2",
    "the last event is missing": "DELETE FROM task_event_log WHERE sequence = (SELECT max(sequence) FROM task_event_log)",
    "the last number runs ahead": "UPDATE event_sequences SET last = last + 1",
    "an event without its task": "DELETE FROM tasks WHERE title = 'kept'",
    "a change without its event": "UPDATE tasks SET title = 'other', title_key = 'other' WHERE title = 'kept'",
    "a version without its event": "UPDATE tasks SET version = version + 1",
    "a completion in one column only": "UPDATE tasks SET completed_at = NULL WHERE completed = 1",
    "a counter off by one": "UPDATE task_counts SET open = open + 1",
    "a tag that finds nothing": "INSERT INTO task_tags SELECT user_id, 'x', id FROM tasks",
    "a tag that is not found by": "DELETE FROM task_tags",
    "a search that misses": "UPDATE task_search SET text = 'something else'",
    "a task that no search finds": "DELETE FROM task_search",
    "an unpublished event that is not in the log":
        "INSERT INTO unpublished (user_id, sequence, event_id) SELECT id, 99, randomblob(16) FROM users",
    "a deleted task that is there":
        "UPDATE task_event_log SET type = 'todo.task.deleted.v1' WHERE sequence = (SELECT max(sequence) FROM task_event_log)",
}


@pytest.fixture(scope="module")
def inspected(binary, tmp_path_factory):
    """A database that the program wrote, and stopped."""
    from server import Server

    server = Server(binary, tmp_path_factory.mktemp("inspected"))
    server.start()
    ada = Person(server, "ada@example.org")
    ada.register()
    kept = ada.ask("POST", "/api/tasks", {"title": "kept", "tags": ["Büro"]}).body["id"]
    gone = ada.ask("POST", "/api/tasks", {"title": "gone"}).body["id"]
    assert ada.ask("DELETE", f"/api/tasks/{gone}").status == 204
    assert ada.ask("PATCH", f"/api/tasks/{kept}/complete").status == 200
    assert server.stop() == 0
    return server.database


def found(connection):
    return list(faults(connection, Log(connection)))


def test_nothing_is_found_where_nothing_is_wrong(inspected):
    with snapshot(inspected) as connection:
        assert found(connection) == []


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_found(inspected, damage):
    with snapshot(inspected) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        assert connection.execute(damage).rowcount > 0
        assert found(connection) != []


def test_a_damaged_page_is_found(inspected, tmp_path):
    damaged = tmp_path / "damaged.sqlite"
    content = bytearray(inspected.read_bytes())
    content[4096 * 20:4096 * 21] = b"\xa5" * 4096
    damaged.write_bytes(content)
    with snapshot(damaged) as connection:
        try:
            assert found(connection) != []
        except sqlite3.DatabaseError:
            pass
