"""Ten tasks on one thread lose nine of ten deposits, because each reads before an await and writes after it."""

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
balance = 0
lock = asyncio.Lock()


async def receive():
    await asyncio.sleep(1)  # a bank
    return 10


async def in_one_line():
    global balance
    balance += await receive()


async def lock_kept():
    global balance
    async with lock:
        balance += await receive()


async def await_first():
    global balance
    amount = await receive()
    balance += amount


async def ten(deposit):
    global balance
    balance = 0
    start = asyncio.get_running_loop().time()
    await asyncio.gather(*(deposit() for _ in range(10)))
    end = asyncio.get_running_loop().time()
    return balance, round(end - start)


async def main():
    lost = await ten(in_one_line)
    print("in one line:  {} after {} s".format(*lost))
    kept = await ten(lock_kept)
    print("lock kept:    {} after {} s".format(*kept))
    first = await ten(await_first)
    print("await first:  {} after {} s".format(*first))
    assert lost == (10, 1)
    assert kept == (100, 10) and first == (100, 1)


with asyncio.Runner(loop_factory=PausedClock) as runner:
    runner.run(main())
# ANCHOR_END: main
