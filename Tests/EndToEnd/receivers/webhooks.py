"""A receiver of webhooks that believes nothing: it checks signatures with the reference library of Standard Webhooks,
and knows a repetition by its id."""

import json

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from receivers.receiver import Receiver


class WebhookReceiver(Receiver):
    def __init__(self, port=0):
        super().__init__(port)
        self.secrets = {}
        # What was accepted, by webhook-id; a repetition changes nothing.
        self.messages = {}
        self.repetitions = []

    def expect(self, path, secret):
        """From now on messages to this path must be signed with this secret."""
        self.secrets[path] = secret

    def check(self, request):
        secret = self.secrets.get(request.path)
        if secret is None:
            return None
        try:
            Webhook(secret).verify(request.body, request.fields)
        except WebhookVerificationError as error:
            return self.refuse(401, f"{request.path}: {error}")
        if request.fields.get("content-type") != "application/json":
            return self.refuse(415, f"{request.path}: {request.fields.get('content-type')}")

    def accept(self, request):
        id = request.fields.get("webhook-id")
        if id in self.messages:
            self.repetitions.append(id)
            if self.messages[id] != request.body:
                self.faults.append(f"{id} came with another body")
            return
        self.messages[id] = request.body

    def bodies(self):
        return [json.loads(body) for body in self.messages.values()]
