"""What becomes of a call that comes before anybody waits for it."""

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
async def woken(waiting):
    try:
        async with asyncio.timeout(3600):
            await waiting
        return True
    except TimeoutError:
        return False


async def main():
    event = asyncio.Event()
    event.set()
    first = await woken(event.wait())
    second = await woken(event.wait())
    print(f"Event.set:  {first}, {second}")
    assert first and second

    condition = asyncio.Condition()
    async with condition:
        condition.notify_all()
        late = await woken(condition.wait())
    print(f"notify_all: {late}")

    event.clear()
    call = event.wait()  # not awaited yet
    event.set()
    event.clear()
    cleared = await woken(call)
    print(f"asked before set, clear: {cleared}")
    assert not late and not cleared


with asyncio.Runner(loop_factory=PausedClock) as runner:
    runner.run(main())
# ANCHOR_END: main
