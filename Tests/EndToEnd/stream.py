"""A client of the live stream that, like a browser, resumes after the last event it has seen."""

import http.client
import json
import threading
import time


class Stream(threading.Thread):
    def __init__(self, person):
        super().__init__(daemon=True)
        self.person = person
        self.events = []
        self.faults = []
        self.resumptions = 0
        self.connected = threading.Event()
        self.grown = threading.Condition()
        self.ending = False

    def run(self):
        while not self.ending:
            try:
                self.follow()
            except (OSError, http.client.HTTPException):
                pass
            self.connected.clear()
            time.sleep(0.02)

    def follow(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.person.server.port, timeout=40)
        try:
            fields = {"Authorization": f"Bearer {self.person.token}", "Accept": "text/event-stream"}
            if self.events:
                fields["Last-Event-ID"] = self.events[-1]["id"]
            connection.request("GET", "/api/events/stream", headers=fields)
            response = connection.getresponse()
            if response.status != 200:
                self.faults.append(f"the stream answered {response.status}")
                time.sleep(0.2)
                return
            self.resumptions += "Last-Event-ID" in fields
            self.connected.set()
            self.read(response)
        finally:
            connection.close()

    def read(self, response):
        event = {}
        while not self.ending:
            line = response.readline()
            if not line:
                return
            line = line.decode().rstrip("\n")
            if line:
                name, _, value = line.partition(":")
                if name:
                    event[name] = event.get(name, "") + value.removeprefix(" ")
                continue
            if "data" in event or event.get("event") == "reset":
                self.take(event)
            event = {}

    def take(self, event):
        if event.get("event") == "reset":
            self.faults.append("the stream was reset: the last event was not known")
            return
        body = json.loads(event["data"])
        if body["id"] != event["id"]:
            self.faults.append(f"id {event['id']} carries event {body['id']}")
        with self.grown:
            self.events.append(body)
            self.grown.notify_all()

    def wait_for(self, sequence, seconds):
        """Whether the event with this number came in time."""
        with self.grown:
            return self.grown.wait_for(lambda: self.events and self.events[-1]["sequence"] >= sequence, seconds)

    def end(self):
        self.ending = True
