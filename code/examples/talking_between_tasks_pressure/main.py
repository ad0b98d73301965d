"""A producer ten times as fast as its consumer, with much room between the two and with little."""

import asyncio
import selectors


class JumpingSelector(selectors.DefaultSelector):
    """Where the loop would sleep until its next timer, the time jumps there."""

    now = 0.0

    def select(self, timeout=None):
        if timeout:
            self.now += timeout
            timeout = 0
        return super().select(timeout)


class PausedClock(asyncio.SelectorEventLoop):
    """An event loop with a clock like tokio's paused one."""

    def __init__(self):
        self.selector = JumpingSelector()
        super().__init__(self.selector)

    def time(self):
        return self.selector.now


# ANCHOR: main
async def run(room):
    queue = asyncio.Queue(maxsize=room)
    now = asyncio.get_running_loop().time
    start = now()

    async def produce():
        for _ in range(100):
            await asyncio.sleep(0.001)  # makes it
            await queue.put(now())
        return now() - start

    producer = asyncio.create_task(produce())
    deepest = longest = 0
    for _ in range(100):
        made = await queue.get()
        longest = max(longest, now() - made)
        await asyncio.sleep(0.01)  # works on it
        deepest = max(deepest, queue.qsize())
    end = now() - start
    times = longest, await producer, end
    return deepest, *(round(1000 * t) for t in times)


async def main():
    for room in 100, 4:
        deepest, longest, made, end = await run(room)
        print(f"room for {room}: {deepest} wait")
        print(f"  the last is sent after {made} ms")
        print(f"  the last is done after {end} ms")
        print(f"  the longest wait is {longest} ms")
        assert deepest <= room and end == 1001


with asyncio.Runner(loop_factory=PausedClock) as runner:
    runner.run(main())
# ANCHOR_END: main
