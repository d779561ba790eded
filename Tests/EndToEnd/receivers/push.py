"""A push service (RFC 8030) that checks who sends (RFC 8292, by py-vapid), and browsers that read what was sent
(RFC 8291, by http-ece)."""

import base64
import json
import os
import re
import time

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from receivers.receiver import Answer, Receiver


class Browser:
    """A subscription at a push service, and what came through it."""

    def __init__(self, service, name):
        self.path = f"/push/{name}"
        self.endpoint = service.url + self.path
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.authentication = os.urandom(16)
        # By topic: a message takes the place of an earlier one with the same topic.
        self.messages = {}
        self.is_subscribed = True
        service.browsers[self.path] = self

    def subscription(self, label=""):
        """What `PushSubscription.toJSON()` makes, and a label."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "endpoint": self.endpoint, "expirationTime": None, "label": label,
            "keys": {"p256dh": encoded(point), "auth": encoded(self.authentication)},
        }

    def open(self, body):
        return json.loads(http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.authentication, version="aes128gcm"))


class PushService(Receiver):
    def __init__(self, port=0):
        super().__init__(port)
        self.browsers = {}
        self.decide = lambda request: Answer(201)
        # The only sender; set it to the server's public key.
        self.key = None

    def check(self, request):
        browser = self.browsers.get(request.path)
        if browser is None:
            return self.refuse(404, f"nobody is subscribed at {request.path}")
        if not browser.is_subscribed:
            return Answer(410)
        problem = self.problem(request.fields) or self.stranger(request.fields.get("authorization", ""))
        if problem:
            return self.refuse(400, problem)
        if len(request.body) > 4096:
            return self.refuse(413, f"{len(request.body)} bytes")

    def problem(self, fields):
        if fields.get("content-encoding") != "aes128gcm":
            return f"Content-Encoding: {fields.get('content-encoding')}"
        if not fields.get("ttl", "").isdecimal():
            return f"TTL: {fields.get('ttl')}"
        if fields.get("urgency", "normal") not in ("very-low", "low", "normal", "high"):
            return f"Urgency: {fields['urgency']}"
        if not re.fullmatch("[A-Za-z0-9_-]{1,32}", fields.get("topic", "x")):
            return f"Topic: {fields['topic']}"

    def stranger(self, authorization):
        """Why the sender is not the one that browsers subscribed to."""
        try:
            if not Vapid02.verify(authorization):
                return "the signature of the token is wrong"
        except Exception as error:
            return f"{authorization!r}: {error!r}"
        token, key = re.fullmatch("vapid t=([^,]+),k=(.+)", authorization).groups()
        claims = json.loads(decoded(token.split(".")[1]))
        if key != self.key:
            return "the token is signed with another key"
        if claims["aud"] != self.url:
            return f"the token is for {claims['aud']}"
        if not time.time() < claims["exp"] <= time.time() + 86400:
            return f"the token ends at {claims['exp']}"
        if not re.match("mailto:|https:", claims.get("sub", "")):
            return f"the token's subject is {claims.get('sub')}"

    def accept(self, request):
        browser = self.browsers[request.path]
        try:
            browser.messages[request.fields.get("topic")] = browser.open(request.body)
        except Exception as error:
            self.faults.append(f"{request.path} cannot be read: {error!r}")


def encoded(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
