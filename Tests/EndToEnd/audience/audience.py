"""Many live streams, held by a process of their own, so that what else a test does keeps none of them waiting."""

import asyncio
import multiprocessing
import resource
from dataclasses import dataclass

from .listener import STALLS, Listener

context = multiprocessing.get_context("spawn")


@dataclass
class Report:
    events: list
    delays: list
    resumptions: int
    faults: list


class Audience:
    def __init__(self, port, seats):
        """`seats` has a token and a habit for each stream. Returns once all of them listen."""
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=run, args=(other, port, seats), daemon=True)
        self.process.start()
        other.close()
        self.expect("listening", 120)

    def wake(self):
        """Those that have stalled read again."""
        self.pipe.send("wake")
        self.expect("awake", 10)

    def leave(self, counts, patience=30):
        """Waits until each listener has heard so many events, and a moment longer for any too many; then all leave
        and tell what they heard. Who has not heard everything in time is no failure here: the report shows it."""
        self.pipe.send((counts, patience))
        reports = self.receive(patience + 60)
        self.process.join(20)
        return reports

    def expect(self, message, seconds):
        received = self.receive(seconds)
        assert received == message, received

    def receive(self, seconds):
        assert self.pipe.poll(seconds), "the listeners do not answer"
        return self.pipe.recv()


def run(pipe, port, seats):
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(listen(pipe, port, seats))


async def listen(pipe, port, seats):
    loop = asyncio.get_running_loop()
    listeners = [Listener(port, token, habit) for token, habit in seats]
    tasks = []
    for first in range(0, len(listeners), 50):
        some = listeners[first:first + 50]
        tasks += [asyncio.create_task(listener.follow()) for listener in some]
        await asyncio.gather(*(listener.listening.wait() for listener in some))
    pipe.send("listening")
    while (command := await loop.run_in_executor(None, pipe.recv)) == "wake":
        for listener in listeners:
            if listener.habit == STALLS:
                listener.go_on()
        pipe.send("awake")
    counts, patience = command
    end = loop.time() + patience
    while loop.time() < end and any(len(each.events) < count for each, count in zip(listeners, counts)):
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.3)
    for listener in listeners:
        listener.end()
    await asyncio.wait(tasks, timeout=5)
    pipe.send([Report(each.events, each.delays, each.resumptions, each.faults) for each in listeners])
