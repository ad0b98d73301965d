"""A task owns the numbers; the others send it messages, some with a way back for the answer. Then it dies."""

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
async def actor(inbox):
    total = 0  # nobody else can reach these
    count = 0
    while True:
        match await inbox.get():
            case ("add", n):
                total += n
                count += 1
            case ("mean", reply):
                reply.set_result(total // count)


async def mean(inbox):
    reply = asyncio.get_running_loop().create_future()
    try:
        async with asyncio.timeout(3600):
            await inbox.put(("mean", reply))
            return await reply
    except TimeoutError:
        return "nothing within an hour"


async def main():
    busy = asyncio.Queue(maxsize=8)
    worker = asyncio.create_task(actor(busy))
    for n in 10, 20, 33:
        await busy.put(("add", n))
    print("three numbers:", await mean(busy))
    assert await mean(busy) == 21
    worker.cancel()

    idle = asyncio.Queue(maxsize=8)
    worker = asyncio.create_task(actor(idle))
    first = await mean(idle)
    print("no numbers:   ", first)
    second = await mean(idle)
    print("asked again:  ", second)
    assert first == second == "nothing within an hour"
    print("its end:      ", repr(worker.exception()))


with asyncio.Runner(loop_factory=PausedClock) as runner:
    runner.run(main())
# ANCHOR_END: main
