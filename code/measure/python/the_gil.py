"""Threads under the GIL. Each candidate starts its threads and processes off the clock, returns how many nanoseconds the
work took, and waits for them."""

import contextlib
import itertools
import sys
import threading
import time

from measured import candidate, serve

STEPS = 100_000
SLEEP_NS = 100_000
BYTES = bytes(4 << 20)


def job(steps=STEPS):
    x = 1
    for _ in range(steps):
        x = (x * 31 + 7) % 1_000_003
    return x


def digest():
    import hashlib

    hashlib.sha256(BYTES).digest()


def in_a_row(operations, work):
    start = time.perf_counter_ns()
    for _ in range(2 * operations):
        work()
    return time.perf_counter_ns() - start


def on_two_threads(operations, work):
    ready = threading.Barrier(2)
    starts, ends = [], []

    def run():
        ready.wait()
        starts.append(time.perf_counter_ns())
        for _ in range(operations):
            work()
        ends.append(time.perf_counter_ns())

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return max(ends) - min(starts)


@candidate
def python_in_a_row(operations):
    return in_a_row(operations, job)


@candidate
def python_threads(operations):
    return on_two_threads(operations, job)


def jobs_in_a_child(connection):
    connection.send("ready")
    for _ in range(connection.recv()):
        job()
    connection.send("done")


@candidate
def python_processes(operations):
    import multiprocessing

    context = multiprocessing.get_context("fork")
    ends, children = [], []
    for _ in range(2):
        ours, theirs = context.Pipe()
        ends.append(ours)
        children.append(context.Process(target=jobs_in_a_child, args=[theirs]))
        children[-1].start()
    for end in ends:
        assert end.recv() == "ready"
    start = time.perf_counter_ns()
    for end in ends:
        end.send(operations)
    for end in ends:
        assert end.recv() == "done"
    elapsed = time.perf_counter_ns() - start
    for child in children:
        child.join()
    return elapsed


@candidate
def python_hash_in_a_row(operations):
    return in_a_row(operations, digest)


@candidate
def python_hash_threads(operations):
    return on_two_threads(operations, digest)


def late(operations):
    """By how much the sleeps were too long, together."""
    total = 0
    for _ in range(operations):
        start = time.perf_counter_ns()
        time.sleep(SLEEP_NS / 1e9)
        total += max(0, time.perf_counter_ns() - start - SLEEP_NS)
    return total


@contextlib.contextmanager
def thread_that_computes():
    over, begun = threading.Event(), threading.Event()

    def run():
        begun.set()
        while not over.is_set():
            job(1000)

    thread = threading.Thread(target=run)
    thread.start()
    begun.wait()
    yield
    over.set()
    thread.join()


def compute_for_ever(connection):
    connection.send("begun")
    while True:
        job(1000)


@candidate
def python_wake(operations):
    return late(operations)


@candidate
def python_wake_beside(operations):
    with thread_that_computes():
        return late(operations)


@candidate
def python_wake_short(operations):
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.0001)
    try:
        with thread_that_computes():
            return late(operations)
    finally:
        sys.setswitchinterval(interval)


@candidate
def python_wake_process(operations):
    import multiprocessing

    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    child = context.Process(target=compute_for_ever, args=[theirs], daemon=True)
    child.start()
    try:
        assert ours.recv() == "begun"
        return late(operations)
    finally:
        child.terminate()
        child.join()


@candidate
def python_name(operations):
    thing, start = object(), time.perf_counter_ns()
    for _ in itertools.repeat(None, operations):
        another = thing
        del another
    return time.perf_counter_ns() - start


@candidate
def python_lock(operations):
    lock, count = threading.Lock(), 0
    start = time.perf_counter_ns()
    for _ in itertools.repeat(None, operations):
        with lock:
            count += 1
    return time.perf_counter_ns() - start


def call(library, operations):
    function = library.abs
    function(1)
    start = time.perf_counter_ns()
    for _ in itertools.repeat(None, operations):
        function(1)
    return time.perf_counter_ns() - start


@candidate
def python_call_keeping(operations):
    import ctypes

    return call(ctypes.PyDLL(None), operations)


@candidate
def python_call_detached(operations):
    import ctypes

    return call(ctypes.CDLL(None), operations)


if __name__ == "__main__":
    serve()
