"""People whose tasks change, at a steady rate or as fast as the server takes it."""

import asyncio
import time

from person import Person

from .connection import Connection


class Member:
    def __init__(self, token):
        self.token = token
        self.task = None
        self.changes = 0

    async def change(self, connection):
        """The first change makes a task, each later one gives it another title."""
        number = self.changes
        self.changes += 1
        if number == 0:
            status, body = await connection.ask("POST", "/api/tasks", self.token, {"title": "first"})
            assert status == 201, body
            self.task = body["id"]
        else:
            # A second change may be asked for while the first is on its way.
            while self.task is None:
                await asyncio.sleep(0.001)
            path = f"/api/tasks/{self.task}"
            status, body = await connection.ask("PATCH", path, self.token, {"title": f"change {number}"})
            assert status == 200, body


async def register(port, count, prefix="person"):
    """New people. Their passwords are hashed two at a time, however many ask."""
    numbers = iter(range(count))
    members = []

    async def clerk():
        connection = Connection(port)
        for number in numbers:
            status, body = await connection.ask("POST", "/api/auth/register", None, {
                "email": f"{prefix}{number}@example.org", "password": Person.PASSWORD, "name": prefix})
            assert status == 201, body
            members.append(Member(body["access_token"]))
        connection.close()

    await asyncio.gather(*(clerk() for _ in range(8)))
    return members


async def change(port, turns, rate=None, connections=32):
    """Lets each of `turns`, a list of members, change something, `rate` of them a second.
    Returns how many happened in a second."""
    began = time.monotonic()
    queue = iter(enumerate(turns))

    async def worker():
        connection = Connection(port)
        for number, member in queue:
            if rate:
                await asyncio.sleep(max(0, began + number / rate - time.monotonic()))
            await member.change(connection)
        connection.close()

    await asyncio.gather(*(worker() for _ in range(connections)))
    return len(turns) / (time.monotonic() - began)
