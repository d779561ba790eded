"""A receiver of webhooks as they are: mostly quick, sometimes slow, and now and then its answer gets lost."""

import threading
import time

from receivers.receiver import Answer
from receivers.webhooks import WebhookReceiver

SLOW = 0.05
LOST = 0.01
# Whose answer gets lost is left alone for a while, with all that waits for it: a few times are enough.
MOST_LOST = 3


class TryingReceiver(WebhookReceiver):
    def __init__(self, random):
        super().__init__()
        self.random = random
        self.decide = self.answer
        self.guard = threading.Lock()
        # When each message came, by webhook-id: beginning of the request and end of the answer, in Unix time.
        self.arrivals = {}
        # Messages that were accepted without the sender hearing of it.
        self.lost = set()
        self.lost_by_path = {}

    def take(self, request):
        began = time.time()
        answer = super().take(request)
        with self.guard:
            self.arrivals.setdefault(request.fields.get("webhook-id"), []).append((began, time.time()))
        return answer

    def answer(self, request):
        if self.random.random() < SLOW:
            time.sleep(self.random.uniform(0, 0.5))
        id, path = request.fields.get("webhook-id"), request.path
        with self.guard:
            is_lost = (
                self.random.random() < LOST and id not in self.lost and self.lost_by_path.get(path, 0) < MOST_LOST)
            if is_lost:
                self.lost.add(id)
                self.lost_by_path[path] = self.lost_by_path.get(path, 0) + 1
        if not is_lost:
            return Answer(204)
        with self.arrived:
            self.accept(request)
        return None
