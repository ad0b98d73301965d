"""Threads that work in step, as the Rust candidates do: waiting, or computing. Starting them is off the clock."""

import ctypes
import threading
import time

from measured import candidate, serve

ALONE = 0.001
DIVIDED = 0.010
STEPS = 160_000
PR_SET_TIMERSLACK = 29


def exact_sleeps():
    """The kernel may end a sleep up to 50 µs late unless it is told not to. Threads inherit this."""
    ctypes.CDLL(None).prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0)


def nothing():
    """What is not divided."""


def in_step(jobs, workers, alone, share):
    """Returns nanoseconds."""
    meeting = threading.Barrier(workers)

    def work(worker):
        for _ in range(jobs):
            if worker == 0:
                alone()
            meeting.wait()
            share()
            meeting.wait()

    def helper(worker):
        meeting.wait()
        work(worker)

    threads = [threading.Thread(target=helper, args=(worker,)) for worker in range(1, workers)]
    for thread in threads:
        thread.start()
    meeting.wait()
    start = time.perf_counter_ns()
    work(0)
    elapsed = time.perf_counter_ns() - start
    for thread in threads:
        thread.join()
    return elapsed


def compute(steps):
    x = 1
    for step in range(steps):
        x = (x * 1_103_515_245 + step) & 0x7FFF_FFFF
    return x


def waiting(workers):
    def run(operations):
        exact_sleeps()
        return in_step(operations, workers, lambda: time.sleep(ALONE), lambda: time.sleep(DIVIDED / workers))

    run.__name__ = f"python_step_{workers}"
    candidate(run)


def computing(workers):
    def run(operations):
        return in_step(operations, workers, nothing, lambda: compute(STEPS // workers))

    run.__name__ = f"python_compute_{workers}"
    candidate(run)


for number in [1, 2, 4, 8, 16, 32]:
    waiting(number)
for number in [1, 2, 4, 8]:
    computing(number)


if __name__ == "__main__":
    serve()
