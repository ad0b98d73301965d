"""An executor that polls only who has been woken, and sleeps otherwise."""

import queue
import threading


# ANCHOR: executor
class Once:
    """A value to come, and who waits for it."""

    def __init__(self):
        self.lock = threading.Lock()
        self.values, self.wake = [], None

    def set(self, value):
        with self.lock:
            self.values.append(value)
            wake = self.wake
        if wake:
            wake()

    def __await__(self):
        while True:
            with self.lock:
                if self.values:
                    return self.values[0]
            # Up to the executor: it stores how to wake.
            yield self


def run(jobs):
    ready, left = queue.SimpleQueue(), len(jobs)
    polls = dict.fromkeys(jobs, 0)
    for name in jobs:
        ready.put(name)
    while left:
        name = ready.get()
        polls[name] += 1
        try:
            once = jobs[name].send(None)
        except StopIteration:
            left -= 1
            print(f"{name}: polled {polls[name]} times")
            continue
        with once.lock:
            once.wake = lambda name=name: ready.put(name)
            if once.values:
                once.wake()
# ANCHOR_END: executor


# ANCHOR: main
def main():
    told, added = Once(), Once()

    outside = threading.Thread(target=told.set, args=(41,))

    async def checks():
        assert await added == 42

    async def adds():
        added.set(await told + 1)

    async def starts():
        outside.start()

    jobs = checks(), adds(), starts()
    run({job.__name__: job for job in jobs})
    outside.join()
# ANCHOR_END: main


if __name__ == "__main__":
    main()
