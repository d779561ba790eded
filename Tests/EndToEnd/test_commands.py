"""The operator's commands on the real program: what they print, leave behind and exit with."""

import os
import signal
import sqlite3
import stat

from person import Person


def test_a_backup_of_a_running_server_can_be_restored(server, tmp_path):
    ada = Person(server, "ada@example.org")
    ada.register()
    kept = ada.ask("POST", "/api/tasks", {"title": "kept"}).body["id"]
    backup = tmp_path / "backup.sqlite"
    done = server.run("backup", str(backup))
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(os.stat(backup).st_mode) == 0o600
    later = ada.ask("POST", "/api/tasks", {"title": "later"}).body["id"]

    refused = server.run("restore", "--force", str(backup))
    assert refused.returncode == 69, "restored under a running server"
    assert "another process has the database open" in refused.stderr

    assert server.stop() == 0
    refused = server.run("restore", str(backup))
    assert refused.returncode == 1 and "--force" in refused.stderr
    done = server.run("restore", "--force", str(backup))
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("todo.sqlite.before-restore-*"))) == 1

    server.start()
    assert ada.ask("GET", f"/api/tasks/{kept}").status == 200, "the session outlives a restore, its key was kept"
    assert ada.ask("GET", f"/api/tasks/{later}").status == 404


def test_a_killed_server_can_be_restored_over(server, tmp_path):
    backup = tmp_path / "backup.sqlite"
    assert server.run("backup", str(backup)).returncode == 0
    Person(server, "ada@example.org").register()
    server.kill()
    assert server.run("restore", "--force", str(backup)).returncode == 0
    (aside,) = tmp_path.glob("todo.sqlite.before-restore-*[0-9]")
    connection = sqlite3.connect(aside)
    assert connection.execute("SELECT count(*) FROM users").fetchone() == (1,), "the log went with the file"
    connection.close()


def test_people_are_added_listed_and_invited(server):
    added = server.run("user", "add", "ada@example.org", "--name", "Ada", input=f"{Person.PASSWORD}\n")
    assert added.returncode == 0, added.stderr
    ada = Person(server, "ada@example.org")
    ada.log_in()
    assert [line.split("\t")[1:3] for line in server.run("user", "list").stdout.splitlines()] == [
        ["ada@example.org", "unconfirmed"]]
    again = server.run("user", "add", "ADA@example.org", input=f"{Person.PASSWORD}\n")
    assert (again.returncode, again.stderr) == (1, "todo: there is an account with this address already\n")
    short = server.run("user", "add", "bob@example.org", input="short\n")
    assert short.returncode == 1 and "8 to 128 characters" in short.stderr


def test_an_invitation_lets_one_person_in(server):
    server.stop()
    server.environment["REGISTRATION"] = "invite"
    server.start()
    bob = {"email": "bob@example.org", "password": Person.PASSWORD, "name": "Bob"}
    somebody = Person(server, "")
    assert somebody.ask("POST", "/api/auth/register", bob).status in (403, 422)
    invitation = server.run("user", "invite").stdout.strip()
    assert somebody.ask("POST", "/api/auth/register", {**bob, "invite": invitation}).status == 201
    eve = {"email": "eve@example.org", "password": Person.PASSWORD, "name": "Eve", "invite": invitation}
    assert somebody.ask("POST", "/api/auth/register", eve).status in (403, 422)


def test_a_link_sets_a_new_password_once(server):
    ada = Person(server, "ada@example.org")
    ada.register()
    link = server.run("user", "reset-password", "ada@example.org").stdout.strip()
    assert link.startswith(server.url)
    reset = {"token": link.partition("token=")[2], "new_password": "another battery staple"}
    stranger = Person(server, "")
    assert stranger.ask("POST", "/api/auth/password/reset", reset).status in (200, 204)
    assert stranger.ask("POST", "/api/auth/password/reset", reset).status in (401, 404, 410, 422)
    login = {"email": "ada@example.org", "password": "another battery staple"}
    assert stranger.ask("POST", "/api/auth/login", login).status == 200
    nobody = server.run("user", "reset-password", "nobody@example.org")
    assert (nobody.returncode, nobody.stdout) == (1, "")


def test_the_doctor_finds_nothing_on_a_running_server_and_names_what_is_wrong(server):
    well = server.run("doctor")
    assert well.returncode == 0, well.stdout
    assert "problem" not in well.stdout
    os.chmod(f"{server.database}.key", 0o644)
    ill = server.run("doctor")
    assert ill.returncode == 1
    assert f"chmod 600 '{server.database}.key'" in ill.stdout


def test_a_wrong_setting_stops_the_start_with_one_line(server):
    server.stop()
    server.environment["LOG_LEVEL"] = "loud"
    start = server.run("serve")
    assert start.returncode == 78
    assert start.stderr == (
        'todo: LOG_LEVEL is "loud", but must be one of trace, debug, info, notice, warning, error, critical\n')


def test_the_secret_is_made_once_and_is_for_its_owner_only(server):
    key = server.folder / "todo.sqlite.key"
    assert stat.S_IMODE(os.stat(key).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(server.database).st_mode) == 0o600
    ada = Person(server, "ada@example.org")
    ada.register()
    secret = key.read_bytes()
    server.stop()
    server.start()
    assert key.read_bytes() == secret
    assert ada.ask("GET", "/api/tasks").status == 200
    server.stop()
    key.chmod(0o640)
    start = server.run("serve")
    assert start.returncode == 78 and f"chmod 600 '{key}'" in start.stderr


def test_a_stop_leaves_one_file_and_says_so(server):
    Person(server, "ada@example.org").register()
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(20) == 0
    assert sorted(path.name for path in server.folder.glob("todo.sqlite*")) == ["todo.sqlite", "todo.sqlite.key"]
    assert "Stopped" in server.tail(1)


def test_a_port_that_is_taken_is_named(server):
    again = server.run("serve")
    assert again.returncode == 69
    assert f"127.0.0.1:{server.port}" in again.stderr.splitlines()[-1]


def test_migrations_are_listed_and_a_newer_database_is_refused(server):
    status = server.run("migrate", "status")
    assert status.returncode == 0
    lines = status.stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["applied", f"{number:04}"] for number in range(1, len(lines) + 1)]
    assert server.run("migrate").stdout == f"Up to date: {server.database}\n"
    server.stop()
    with sqlite3.connect(server.database) as connection:
        connection.execute("INSERT INTO schema_migrations (number, name, applied_at) VALUES (999, 'future', 0)")
    connection.close()
    for command in (["serve"], ["migrate"], ["backup", str(server.folder / "backup.sqlite")]):
        refused = server.run(*command)
        assert refused.returncode == 69, command
        assert "the database has migration 999" in refused.stderr
