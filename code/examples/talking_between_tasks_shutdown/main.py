"""The producers are told to stop, the worker finishes what is in the queue, and is then told that this was all. Who does not listen is cancelled."""

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


async def run(deaf):
    now = asyncio.get_running_loop().time
    start = now()
    jobs, stop = asyncio.Queue(maxsize=8), asyncio.Event()
    told = asyncio.Event() if deaf else stop
    worker = asyncio.create_task(work(jobs))
    one = asyncio.create_task(produce(jobs, stop))
    two = asyncio.create_task(produce(jobs, told))
    tasks = {"worker": worker, "one": one, "two": two}

    await asyncio.sleep(0.1)  # until somebody presses Ctrl-C
    stop.set()
    try:
        async with asyncio.timeout(1):
            await asyncio.wait({one, two})
            await jobs.put(None)  # after the last job
            await asyncio.wait({worker})
        ok = True
    except TimeoutError:
        for task in tasks.values():
            task.cancel()
        ok = False
    time = round(1000 * (now() - start))
    print(f"{time} ms, all ended: {ok}".lower())
    assert ok != deaf

    counts = []
    for name, task in tasks.items():
        try:
            counts.append(await task)
            print(f"  {name}: {counts[-1]}")
        except asyncio.CancelledError:
            print(f"  {name}: cut off")
    assert deaf or counts[0] == counts[1] + counts[2]


async def main():
    await run(False)
    await run(True)  # the second producer never listens


with asyncio.Runner(loop_factory=PausedClock) as runner:
    runner.run(main())
# ANCHOR_END: main
