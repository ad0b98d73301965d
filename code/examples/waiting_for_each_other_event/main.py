"""Three threads get ready, and start when they are told to."""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

start, ready = Event(), Barrier(4)


def run(n):
    ready.wait()
    start.wait()
    return n * 10


with ThreadPoolExecutor() as pool:
    runners = [pool.submit(run, n) for n in (1, 2, 3)]
    ready.wait()
    print("by itself:", str(start.wait(0.05)).lower())
    start.set()
    print("set:", str(start.wait(0.05)).lower())
    ran = [runner.result() for runner in runners]
print("ran:", ran)
# ANCHOR_END: main
