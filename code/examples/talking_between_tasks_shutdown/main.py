"""The producers are told to stop, the worker finishes what is in the queue, and is then told that this was all."""

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
async def produce(jobs, stop):
    made = 0
    while True:
        try:
            async with asyncio.timeout(0.003):  # a request
                await stop.wait()
            return made
        except TimeoutError:
            pass
        await jobs.put(made)
        made += 1


async def work(jobs):
    done = 0
    while await jobs.get() is not None:
        await asyncio.sleep(0.01)
        done += 1
    return done


async def main():
    now = asyncio.get_running_loop().time
    start = now()
    jobs, stop = asyncio.Queue(maxsize=8), asyncio.Event()
    worker = asyncio.create_task(work(jobs))
    one = asyncio.create_task(produce(jobs, stop))
    two = asyncio.create_task(produce(jobs, stop))

    await asyncio.sleep(0.1)  # until somebody presses Ctrl-C
    stop.set()
    async with asyncio.timeout(1):
        made = await one + await two
        await jobs.put(None)  # after the last job
        done = await worker
    print("all ended in time: true")

    time = round(1000 * (now() - start))
    print(f"made {made}, done {done}, after {time} ms")
    assert made == done and time > 100


with asyncio.Runner(loop_factory=PausedClock) as runner:
    runner.run(main())
# ANCHOR_END: main
