"""Eight jobs that compute and touch no file, and nearly all of their time is waiting."""

import time


def account():
    """Of this thread: time on a core, and in the queue for one."""
    with open("/proc/thread-self/schedstat") as file:
        ready = int(file.read().split()[1]) / 1e9
    return time.thread_time(), ready


def watch(job):
    """How long a job ran, and how long it was asleep."""
    before = account()
    start = time.monotonic()
    job()
    elapsed = time.monotonic() - start
    after = account()
    ran, ready = after[0] - before[0], after[1] - before[1]
    return ran, elapsed - ran - ready


# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

JOBS = 8


def compute():
    """No lock of ours."""
    return sum(n % 2 for n in range(500_000))


all_here = Barrier(JOBS)


def job(_):
    all_here.wait()
    return watch(compute)


with ThreadPoolExecutor(JOBS) as pool:
    times = list(pool.map(job, range(JOBS)))
ran = sum(time[0] for time in times)
asleep = sum(time[1] for time in times)

verdict = "compute" if ran > asleep else "wait"
print(f"eight threads that add up: they {verdict}")
assert verdict == "wait"
# ANCHOR_END: main
