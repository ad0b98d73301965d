"""Counting in Python: alone, by two threads, by two processes. Starting them is off the clock; each candidate of two returns the
nanoseconds from the first beginning to the last end, on two cores."""

import contextlib
import threading
import time

from measured import CORES, Unavailable, candidate, pin, serve

# Counts of one operation of two: `contention/counters.rs` has the same number.
BATCH = 2048

class Count:
    """A number that threads of one process can reach. Processes have a `RawValue` in its place."""

    __slots__ = ("value",)

    def __init__(self):
        self.value = 0


@candidate
def python_add(operations):
    count, start = Count(), time.perf_counter_ns()
    while count.value < operations:
        count.value += 1
    return time.perf_counter_ns() - start


def count_to(goal, count, lock):
    """However many do it, together they add exactly `goal`."""
    while True:
        with lock:
            if count.value >= goal:
                return
            count.value += 1


def alone(goal, lock, count):
    start = time.perf_counter_ns()
    count_to(goal, count, lock)
    elapsed = time.perf_counter_ns() - start
    assert count.value == goal
    return elapsed


@candidate
def python_lock(operations):
    return alone(operations, threading.Lock(), Count())


@candidate
def python_rlock(operations):
    return alone(operations, threading.RLock(), Count())


@candidate
def python_process_lock(operations):
    import multiprocessing

    return alone(operations, multiprocessing.get_context("fork").Lock(), Count())


def need_two_cores():
    """Asked before anything is started: one of two that failed to pin itself would leave the other waiting."""
    if len(CORES) < 2:
        raise Unavailable("this process has one core")


def two_threads(work):
    need_two_cores()
    ready = threading.Barrier(2)
    starts, ends = [], []

    def run(side):
        pin("two-cores", side)
        ready.wait()
        starts.append(time.perf_counter_ns())
        work()
        ends.append(time.perf_counter_ns())

    threads = [threading.Thread(target=run, args=(side,)) for side in ("near", "far")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return max(ends) - min(starts)


@candidate
def python_two(operations):
    count, goal = Count(), operations * BATCH

    # Under the GIL no update is lost here: since 3.10 it changes hands at calls and at backward jumps, and `+=` has none.
    def work():
        while count.value < goal:
            count.value += 1

    elapsed = two_threads(work)
    assert goal <= count.value <= goal + 1
    return elapsed


@candidate
def python_two_lock(operations):
    count, lock = Count(), threading.Lock()
    elapsed = two_threads(lambda: count_to(operations * BATCH, count, lock))
    assert count.value == operations * BATCH
    return elapsed


def count_in_a_process(side, goal, count, lock, ready, connection):
    pin("two-cores", side)
    ready.wait()
    start = time.perf_counter_ns()
    count_to(goal, count, lock)
    connection.send((start, time.perf_counter_ns()))


@candidate
def python_two_processes(operations):
    import multiprocessing

    need_two_cores()
    context = multiprocessing.get_context("fork")
    count, lock, ready = context.RawValue("q", 0), context.Lock(), context.Barrier(2)
    receiver, sender = context.Pipe(duplex=False)
    goal = operations * BATCH
    children = [
        context.Process(target=count_in_a_process, args=(side, goal, count, lock, ready, sender), daemon=True)
        for side in ("near", "far")
    ]
    with contextlib.ExitStack() as stack:
        for child in children:
            child.start()
            stack.callback(child.join)
        times = [receiver.recv() for _ in children]
    assert count.value == goal
    return max(end for _, end in times) - min(start for start, _ in times)


def compute(steps):
    x = 1
    for _ in range(steps):
        x = (x * 31 + 7) % 1_000_003
    return x


@candidate
def python_long(operations):
    lock, state = threading.Lock(), [0]
    goal = operations * 64

    def work():
        while True:
            with lock:
                if state[0] >= goal:
                    return
                compute(20)
                state[0] += 1

    elapsed = two_threads(work)
    assert state[0] == goal
    return elapsed


@candidate
def python_turns(operations):
    lock, last, changes = threading.Lock(), 0, 0

    def work():
        nonlocal last, changes
        me = threading.get_ident()
        while True:
            with lock:
                compute(200)
                if last != me:
                    last = me
                    changes += 1
                if changes > operations:
                    return

    return two_threads(work)


if __name__ == "__main__":
    serve()
