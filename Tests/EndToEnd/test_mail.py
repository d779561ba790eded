"""Mail by a real server that insists on encryption and a password, as the operator tries it."""

import email
import email.policy
import email.utils
import time
import urllib.parse

import pytest

from mailserver import PASSWORD, USER, MailServer
from server import Server, free_port


@pytest.fixture
def todo(binary, tmp_path):
    """The program, without a server running; settings that suit the mail servers below."""
    return Server(binary, tmp_path, MAIL_FROM="Aufgaben für alle <todo@example.org>")


def send(todo, server, scheme="smtp", password=PASSWORD, trust=True, host="localhost"):
    user, password = (urllib.parse.quote(text, safe="") for text in (USER, password))
    options = "?tls=required" if scheme == "smtp" else ""
    todo.environment["SMTP_URL"] = f"{scheme}://{user}:{password}@{host}:{server.port}{options}"
    todo.environment["SSL_CERT_FILE"] = str(server.certificate) if trust else ""
    # Nobody listens there: a transfer that asked a proxy would fail.
    proxy = f"http://127.0.0.1:{free_port()}"
    todo.environment.update(all_proxy=proxy, ALL_PROXY=proxy, smtp_proxy=proxy)
    return todo.run("doctor", "--mail-to", "ada@example.net")


def assert_problem(done, words, advice):
    assert done.returncode == 1, done.stdout
    first, second = done.stdout.splitlines()[-2:]
    assert first.startswith("problem  mail ") and words in first, done.stdout
    assert second.strip() == advice
    assert urllib.parse.quote(PASSWORD, safe="") not in done.stdout + done.stderr
    assert PASSWORD not in done.stdout + done.stderr


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_mail_arrives_with_both_parts_and_the_right_fields(todo, tmp_path, scheme):
    with MailServer(tmp_path, immediate=scheme == "smtps") as server:
        done = send(todo, server, scheme)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"localhost:{server.port} took a mail to ada@example.net: 250 2.0.0 queued as 4711" in done.stdout
        (envelope,) = server.mails
    assert (envelope.mail_from, envelope.rcpt_tos) == ("todo@example.org", ["ada@example.net"])
    assert all(len(line) <= 998 for line in envelope.content.splitlines())
    mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert not any(part.defects for part in mail.walk())
    assert mail["From"].addresses[0].display_name == "Aufgaben für alle"
    assert mail["From"].addresses[0].addr_spec == "todo@example.org"
    assert mail["To"].addresses[0].addr_spec == "ada@example.net"
    assert mail["Subject"] == "Test mail"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@example.org>")
    assert abs(time.time() - mail["Date"].datetime.timestamp()) < 60
    assert "It does." in mail.get_body(["plain"]).get_content()
    assert "<h1>Test mail</h1>" in mail.get_body(["html"]).get_content()


def test_a_wrong_password_is_named(todo, tmp_path):
    with MailServer(tmp_path) as server:
        done = send(todo, server, password="wrong")
        assert_problem(
            done, "the mail server refused the name or password (535 5.7.8)", "correct name and password in SMTP_URL")
        assert server.mails == []


@pytest.mark.parametrize("stage, reply, words, advice", [
    ("RCPT", "550 5.1.1 nobody of that name", "refused the recipient (550 5.1.1): 550 5.1.1 nobody of that name",
     "ask who runs the mail server"),
    ("RCPT", "451 4.3.0 not now", "refused the recipient (451 4.3.0)",
     "try again in some minutes: many servers put newcomers off"),
    ("DATA", "554 5.7.1 spam", "refused the message (554 5.7.1)", "ask who runs the mail server"),
    ("DATA", "452 4.3.1 full", "refused the message (452 4.3.1)",
     "try again in some minutes: many servers put newcomers off"),
    ("RCPT", None, "no connection, or it was closed too early",
     "look at host and port in SMTP_URL, and at the firewalls in between"),
    ("DATA", None, "no connection, or it was closed too early",
     "look at host and port in SMTP_URL, and at the firewalls in between"),
])
def test_a_mail_that_is_not_taken_is_told_with_the_reason(todo, tmp_path, stage, reply, words, advice):
    with MailServer(tmp_path, **{stage: [reply]}) as server:
        assert_problem(send(todo, server), words, advice)
        assert server.mails == []


def test_a_server_that_puts_newcomers_off_takes_the_second_mail(todo, tmp_path):
    with MailServer(tmp_path, RCPT=["451 4.7.1 greylisted, come back"]) as server:
        assert send(todo, server).returncode == 1
        assert send(todo, server).returncode == 0
        assert len(server.mails) == 1


def test_a_certificate_that_nobody_vouches_for_gets_no_password(todo, tmp_path):
    with MailServer(tmp_path) as server:
        assert_problem(
            send(todo, server, trust=False), "the certificate is not valid for this host",
            "use the host name in the certificate, or name the certificates to trust with SSL_CERT_FILE")


def test_a_certificate_of_another_name_gets_no_password(todo, tmp_path):
    with MailServer(tmp_path) as server:
        assert_problem(
            send(todo, server, host="127.0.0.1"), "the certificate is not valid for this host",
            "use the host name in the certificate, or name the certificates to trust with SSL_CERT_FILE")


def test_a_server_of_the_other_kind_is_named(todo, tmp_path):
    with MailServer(tmp_path) as server:
        assert_problem(
            send(todo, server, "smtps"), "no secure connection could be made",
            "this port may want the other kind: smtps:// encrypts at once, smtp:// by STARTTLS")


def test_without_a_server_there_is_nothing_to_try(todo):
    del todo.environment["MAIL_FROM"]
    done = todo.run("doctor", "--mail-to", "ada@example.net")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].strip() == "set SMTP_URL and MAIL_FROM"
    done = todo.run("doctor")
    assert done.returncode == 0
    assert "none is sent; SMTP_URL names no server" in done.stdout


def test_a_recipient_that_is_no_address_is_refused_before_anything_is_sent(todo, tmp_path):
    with MailServer(tmp_path) as server:
        todo.environment["SMTP_URL"] = f"smtp://127.0.0.1:{server.port}"
        done = todo.run("doctor", "--mail-to", "ada@example.net\r\nRCPT TO:<eve@example.net>")
        assert done.returncode == 1
        assert "this is not a mail address" in done.stdout
