"""Three tasks stop waiting. In Python all keep what they have, and leave."""

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
async def in_time(waiting):
    try:
        async with asyncio.timeout(1):
            await waiting
        return True
    except TimeoutError:
        return False


async def main():
    queue = asyncio.Queue(maxsize=1)
    await queue.put("one")  # full

    two = "two"
    assert not await in_time(queue.put(two))
    # It was not put, and `two` is still here.

    received = [await queue.get()]
    assert not await in_time(queue.get())
    await queue.put(two)
    received.append(await queue.get())
    print("received:", ", ".join(received))
    assert received == ["one", "two"]

    barrier = asyncio.Barrier(2)
    first = await in_time(barrier.wait())
    second = await in_time(barrier.wait())
    met = f"{first}, then {second}".lower()
    print("met at the barrier:", met)
    assert not first and not second


with asyncio.Runner(loop_factory=PausedClock) as runner:
    runner.run(main())
# ANCHOR_END: main
