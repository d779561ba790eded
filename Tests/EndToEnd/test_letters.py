"""What the server writes to people, from what happened to the mail in their mailbox."""

import email
import email.policy
import re
import sqlite3
import time
import urllib.parse
import urllib.request

import pytest

from mailserver import PASSWORD, USER, MailServer
from person import Person
from server import Server


@pytest.fixture
def post(tmp_path):
    with MailServer(tmp_path) as server:
        yield server


@pytest.fixture
def writing(binary, tmp_path, post):
    """A server that sends mail, running."""
    user, password = (urllib.parse.quote(text, safe="") for text in (USER, PASSWORD))
    server = Server(
        binary, tmp_path, MAIL_FROM="Todo <todo@example.org>", SSL_CERT_FILE=str(post.certificate),
        SMTP_URL=f"smtp://{user}:{password}@localhost:{post.port}?tls=required",
        PUBLIC_URL="https://todo.example.org")
    server.start()
    yield server
    if server.is_running:
        server.stop()


def letter(post, number, seconds=20):
    """The mail of this number, as soon as it is there."""
    deadline = time.monotonic() + seconds
    while len(post.mails) <= number:
        assert time.monotonic() < deadline, f"{len(post.mails)} mails"
        time.sleep(0.02)
    return email.message_from_bytes(post.mails[number].content, policy=email.policy.default)


def wait_for_notice(person, title, seconds=10):
    """Until the application itself tells of a task: whoever else is to be told is known by then."""
    deadline = time.monotonic() + seconds
    while not any(title in item["title"] for item in person.ask("GET", "/api/notifications").body["items"]):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def words(mail):
    return mail.get_body(["plain"]).get_content()


def token(mail):
    return re.search(r"token=([\w-]+)", words(mail)).group(1)


def confirmed(writing, post):
    """A person who has confirmed their address by the link in the mail."""
    ada = Person(writing, "ada@example.net")
    ada.register()
    assert ada.ask("POST", "/api/auth/email/confirm", {"token": token(letter(post, 0))}).status == 204
    return ada


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_nobody_is_written_to_before_their_address_is_confirmed(writing, post):
    ada = Person(writing, "ada@example.net")
    ada.register()
    mail = letter(post, 0)
    assert post.mails[0].rcpt_tos == ["ada@example.net"]
    assert "List-Unsubscribe" not in mail
    ada.ask("POST", "/api/tasks", {"title": "Unheard", "due_date": "2024-01-31T10:00:00Z"})
    wait_for_notice(ada, "Unheard")
    assert ada.ask("POST", "/api/auth/email/confirm", {"token": token(mail)}).status == 204
    ada.ask("POST", "/api/tasks", {"title": "Heard", "due_date": "2024-01-31T10:00:00Z"})
    assert "Heard" in letter(post, 1)["Subject"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_reminder_arrives_and_one_click_ends_them(writing, post):
    ada = confirmed(writing, post)
    # What a stranger could do with a title: none of it gets out of its place.
    title = "Pay\r\nBcc: eve@example.com <b>now</b> & “then”"
    ada.ask("POST", "/api/tasks", {"title": title.replace("\r\n", " "), "due_date": "2024-01-31T10:00:00Z"})
    mail = letter(post, 1)
    assert post.mails[1].rcpt_tos == ["ada@example.net"]
    assert "Bcc" not in mail
    assert "Pay Bcc: eve@example.com <b>now</b> & “then”" in mail["Subject"]
    assert "Wednesday 31 January 2024, 10:00" in words(mail)
    assert "&lt;b&gt;now&lt;/b&gt;" in mail.get_body(["html"]).get_content()
    link = mail["List-Unsubscribe"].strip("<>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link.startswith("https://todo.example.org/api/unsubscribe/")
    request = urllib.request.Request(
        link.replace("https://todo.example.org", writing.url), b"List-Unsubscribe=One-Click", {"Content-Type": "application/x-www-form-urlencoded"}, method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200
    assert "email" not in ada.ask("GET", "/api/users/me/reminders").body["channels"]
    ada.ask("POST", "/api/tasks", {"title": "Silent", "due_date": "2024-01-31T10:00:00Z"})
    wait_for_notice(ada, "Silent")
    assert len(post.mails) == 2
    (sent,) = ada.ask("GET", "/api/deliveries?channel=email&state=sent").body["items"][:1]
    assert sent["kind"] == "task-overdue" and sent["attempts"] == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_password_is_reset_by_the_link_of_a_mail(writing, post):
    ada = confirmed(writing, post)
    assert ada.ask("POST", "/api/auth/password/forgot", {"email": "ADA@example.net"}).status == 202
    reset = {"token": token(letter(post, 1)), "new_password": "another horse battery"}
    # The link is nowhere to be read once it was sent, nor before.
    for suffix in ("", "-wal"):
        assert reset["token"].encode() not in (writing.folder / f"todo.sqlite{suffix}").read_bytes()
    assert ada.ask("POST", "/api/auth/password/reset", reset).status == 204
    ada.PASSWORD = reset["new_password"]
    ada.log_in()


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_mail_that_was_put_off_is_sent_again_as_the_same_mail(writing, post):
    post.replies["DATA"] = ["451 4.7.1 greylisted"]
    ada = Person(writing, "ada@example.net")
    ada.register()
    first = letter(post, 0, seconds=30)
    assert "token=" in words(first)
    items = ada.ask("GET", "/api/deliveries").body["items"]
    assert [(item["state"], item["attempts"]) for item in items] == [("sent", 2)]
    assert items[0]["id"] in first["Message-ID"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_digest_tells_of_the_day(writing, post):
    ada = confirmed(writing, post)
    preferences = {"channels": ["email"], "digest_time": "06:00"}
    assert ada.ask("PUT", "/api/users/me/reminders", preferences).status == 200
    soon = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3 * 86400))
    ada.ask("POST", "/api/tasks", {"title": "In three days", "due_date": soon})
    # Nobody waits until tomorrow: its time has come.
    with sqlite3.connect(writing.database, timeout=10) as database:
        database.execute("UPDATE notification_preferences SET next_digest_at = 1")
    mail = letter(post, 1)
    assert "In three days" in words(mail) and "List-Unsubscribe" in mail
    assert len(post.mails) == 2
