"""One byte every nine seconds: a time limit for each read never runs out. One for the whole request does."""

import asyncio
import selectors


class Paused(selectors.DefaultSelector):
    """Does not wait: it moves the clock to the next timer."""

    now = 0.0

    def select(self, timeout=None):
        events = super().select(0)
        if timeout and not events:
            self.now += timeout
        return events


def paused_loop():
    selector = Paused()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now
    return loop


# ANCHOR: main
LONGEST = 4096  # bytes


async def request(reader):
    """Reads a line, with a time limit for each read."""
    line = b""
    while len(line) < LONGEST:
        try:
            async with asyncio.timeout(10):
                data = await reader.read(1024)
        except TimeoutError:
            return "too slow"
        if not data:
            return "cut off"
        line += data  # it has moved: ten seconds more
        if line.endswith(b"\n"):
            return "served"
    return "too long"


async def slow_loris(reader):
    while True:
        reader.feed_data(b"x")
        await asyncio.sleep(9)


async def honest(whole):
    """Two places, both taken by slow clients. How long does
    an honest one wait for its place?"""
    loop = asyncio.get_running_loop()
    start = loop.time()
    places = asyncio.Semaphore(2)

    async def serve(reader):
        try:
            async with asyncio.timeout(whole):
                await request(reader)
        except TimeoutError:
            pass
        places.release()

    tasks = []
    for _ in range(2):
        await places.acquire()
        reader = asyncio.StreamReader()
        for work in slow_loris(reader), serve(reader):
            tasks.append(asyncio.create_task(work))
    await places.acquire()
    waited = loop.time() - start
    reader = asyncio.StreamReader()
    reader.feed_data(b"hello\n")
    assert await request(reader) == "served"
    for task in tasks:
        task.cancel()
    return waited


with asyncio.Runner(loop_factory=paused_loop) as runner:
    each = runner.run(honest(None))
    whole = runner.run(honest(30))
print(f"limit for each read: {each // 3600:.0f} h")
print(f"and for all of them: {whole:.0f} s")
assert round(each) == 4095 * 9 and round(whole) == 30
# ANCHOR_END: main
