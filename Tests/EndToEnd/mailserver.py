"""A mail server that does what a test wants, in this process."""

import ssl
import subprocess

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from server import free_port

USER, PASSWORD = "todo@example.org", "correct horse/battery"


class MailServer:
    """Takes mail from whoever encrypts and has the password.

    `replies` holds, for a stage (`RCPT` or `DATA`), the replies to give instead of accepting, one each time; None
    closes the connection.
    """

    def __init__(self, folder, immediate=False, **replies):
        self.certificate = make_certificate(folder)
        self.replies = replies
        self.mails = []
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, folder / "key.pem")
        tls = {"ssl_context": context} if immediate else {"tls_context": context, "require_starttls": True}
        self.port = free_port()
        self.controller = Controller(
            self, hostname="127.0.0.1", port=self.port, auth_required=True, authenticator=self.authenticate,
            auth_require_tls=not immediate, **tls)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()

    def authenticate(self, server, session, envelope, mechanism, data):
        return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)

    def reply(self, stage, server):
        waiting = self.replies.get(stage, [])
        if not waiting:
            return "250 OK"
        reply = waiting.pop(0)
        if reply is None:
            server.transport.abort()
        return reply

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = self.reply("RCPT", server)
        if reply == "250 OK":
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, session, envelope):
        reply = self.reply("DATA", server)
        if reply == "250 OK":
            self.mails.append(envelope)
            return "250 2.0.0 queued as 4711"
        return reply


def make_certificate(folder):
    """A certificate for localhost that signs itself, beside its key."""
    path = folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail.test",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out", path],
        check=True, capture_output=True)
    return path
