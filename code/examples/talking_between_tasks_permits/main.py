"""A hundred pages, three at a time: who takes the permit, and who gives it back."""

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
async def fetch():
    await asyncio.sleep(1)  # a page


async def fetch_with(permits):
    async with permits:
        await fetch()


async def fetch_and_release(permits):
    try:
        await fetch()
    finally:
        permits.release()


async def run(first_permit):
    permits = asyncio.Semaphore(3)
    now = asyncio.get_running_loop().time
    start, most = now(), 0
    async with asyncio.TaskGroup() as tasks:
        for _ in range(100):
            if first_permit:
                await permits.acquire()
                tasks.create_task(fetch_and_release(permits))
            else:
                tasks.create_task(fetch_with(permits))
            most = max(most, len(asyncio.all_tasks()) - 1)
    return most, round(now() - start)


async def main():
    tasks, time = await run(False)
    print(f"permit in the task: {tasks} tasks, {time} s")
    assert (tasks, time) == (100, 34)
    tasks, time = await run(True)
    print(f"permit before it:   {tasks} tasks, {time} s")
    assert (tasks, time) == (3, 34)

    permits = asyncio.Semaphore(1)
    await permits.acquire()
    task = asyncio.create_task(fetch_and_release(permits))
    task.cancel()  # before its first step
    await asyncio.wait({task})
    free = not permits.locked()
    print(f"cancelled: the permit is back: {free}".lower())
    assert task.cancelled() and not free


with asyncio.Runner(loop_factory=PausedClock) as runner:
    runner.run(main())
# ANCHOR_END: main
