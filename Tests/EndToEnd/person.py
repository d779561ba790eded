"""Somebody who uses the API: an account, its token, and requests in its name."""

import http.client
import json


class Person:
    PASSWORD = "correct horse battery staple"

    def __init__(self, server, email):
        self.server = server
        self.email = email
        self.token = None

    def register(self):
        answer = self.ask("POST", "/api/auth/register", {
            "email": self.email, "password": self.PASSWORD, "name": self.email.split("@")[0]})
        self.enter(answer, 201)

    def log_in(self):
        self.enter(self.ask("POST", "/api/auth/login", {"email": self.email, "password": self.PASSWORD}), 200)

    def enter(self, answer, status):
        assert answer.status == status, f"{answer.status}: {answer.body}"
        self.token = answer.body["access_token"]
        self.id = answer.body["user"]["id"]

    def ask(self, method, path, body=None, key=None, connection=None):
        """One request; on a connection of its own unless one is given. Raises OSError or HTTPException when no
        whole answer came back."""
        own = connection is None
        connection = connection or http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        fields = {}
        if self.token:
            fields["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            fields["Content-Type"] = "application/json"
        if key:
            fields["Idempotency-Key"] = key
        try:
            connection.request(method, path, None if body is None else json.dumps(body), fields)
            response = connection.getresponse()
            text = response.read()
            return Answer(response.status, dict(response.headers), json.loads(text) if text else None)
        finally:
            if own:
                connection.close()


class Answer:
    def __init__(self, status, fields, body):
        self.status = status
        self.fields = {name.lower(): value for name, value in fields.items()}
        self.body = body
