"""One live stream, which resumes after the last event it has seen, with no more work than the figures need."""

import asyncio
import datetime
import json
import random
import socket
import time

# What a listener does beside listening.
STAYS, LEAVES, STALLS = "stays", "leaves", "stalls"


class Listener(asyncio.Protocol):
    def __init__(self, port, token, habit=STAYS):
        self.port = port
        self.token = token
        self.habit = habit
        self.events = []  # (sequence, task, version)
        self.last_id = None
        self.delays = []  # seconds from the event's time, which is taken before its commit, to its arrival
        self.faults = []
        self.resumptions = 0
        self.listening = asyncio.Event()
        self.is_stalled = False
        self.is_ending = False

    async def follow(self):
        loop = asyncio.get_running_loop()
        while not self.is_ending:
            self.ended = loop.create_future()
            self.buffer, self.text, self.has_head = bytearray(), b"", False
            self.until_leaving = random.randint(1, 10)
            connection = socket.socket()
            connection.setblocking(False)
            if self.habit == STALLS and not self.last_id:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            try:
                await loop.sock_connect(connection, ("127.0.0.1", self.port))
                await loop.create_connection(lambda: self, sock=connection)
                await self.ended
            except OSError:
                connection.close()
                await asyncio.sleep(0.05)
            self.listening.clear()

    def connection_made(self, transport):
        self.transport = transport
        request = (f"GET /api/events/stream HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
                   f"Authorization: Bearer {self.token}\r\nAccept: text/event-stream\r\n")
        if self.last_id:
            self.resumptions += 1
            request += f"Last-Event-ID: {self.last_id}\r\n"
        transport.write(request.encode() + b"\r\n")

    def connection_lost(self, error):
        if not self.ended.done():
            self.ended.set_result(None)

    def data_received(self, data):
        now = time.time()
        self.buffer += data
        if not self.has_head:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self.buffer[:end])
            del self.buffer[:end + 4]
            self.has_head = True
            if head.startswith(b"HTTP/1.1 503"):  # it stops
                return self.transport.close()
            if not head.startswith(b"HTTP/1.1 200") or b"transfer-encoding: chunked" not in head:
                self.faults.append(f"the stream was answered with {head.splitlines()[0]}")
                return self.transport.close()
            self.listening.set()
        start = 0
        while (end := self.buffer.find(b"\r\n", start)) >= 0:
            size = int(self.buffer[start:end], 16)
            if len(self.buffer) < end + size + 4:
                break
            if size == 0:
                return self.transport.close()
            self.receive(bytes(self.buffer[end + 2:end + 2 + size]), now)
            if self.transport.is_closing():
                return
            start = end + size + 4
        del self.buffer[:start]

    def receive(self, chunk, now):
        *frames, self.text = (self.text + chunk).split(b"\n\n")
        for frame in frames:
            fields = dict(line.split(b": ", 1) for line in frame.split(b"\n"))
            if fields.get(b"event") == b"reset":
                self.faults.append("the stream was reset: the last event was not known")
            elif b"data" in fields:
                self.take(fields, now)
                if self.habit == LEAVES and self.until_leaving == 0:
                    return self.transport.abort()

    def take(self, fields, now):
        event = json.loads(fields[b"data"])
        if event["id"].encode() != fields[b"id"]:
            self.faults.append(f"id {fields[b'id']} carries event {event['id']}")
        sequence = event["sequence"]
        if self.events and sequence != self.events[-1][0] + 1:
            self.faults.append(f"{sequence} came after {self.events[-1][0]}")
        self.events.append((sequence, event["subject"], event["data"]["task"]["version"]))
        self.last_id = event["id"]
        self.delays.append(now - datetime.datetime.fromisoformat(event["time"]).timestamp())
        self.until_leaving -= 1
        if self.habit == STALLS and len(self.events) == 1:
            self.is_stalled = True
            self.transport.pause_reading()

    def go_on(self):
        """Reads again, after it has stalled."""
        self.is_stalled = False
        if not self.transport.is_closing():
            self.transport.resume_reading()

    def end(self):
        self.is_ending = True
        self.transport.abort()
