"""The blocks of the part "Threads", as Python has them. Each candidate starts its threads off the clock, returns how many
nanoseconds the work took, and waits for the threads."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from measured import candidate, serve

STREAM = 10_000
WORKERS = 2


def square(n):
    return n * n


def timed(operations, operation):
    """After one that does not count."""
    operation()
    start = time.perf_counter_ns()
    for _ in range(operations):
        operation()
    return time.perf_counter_ns() - start


def with_pool(operations, operation):
    with ThreadPoolExecutor(WORKERS) as pool:
        return timed(operations, lambda: operation(pool))


@candidate
def python_lock(operations):
    lock, start = threading.Lock(), time.perf_counter_ns()
    for _ in range(operations):
        with lock:
            pass
    return time.perf_counter_ns() - start


@candidate
def python_semaphore(operations):
    semaphore, start = threading.Semaphore(1), time.perf_counter_ns()
    for _ in range(operations):
        with semaphore:
            pass
    return time.perf_counter_ns() - start


@candidate
def python_submit_result(operations):
    def ask(pool):
        assert pool.submit(square, 3).result() == 9

    return with_pool(operations, ask)


@candidate
def python_submit(operations):
    def stream(pool):
        futures = [pool.submit(square, n) for n in range(STREAM)]
        assert sum(future.result() for future in futures) == sum(n * n for n in range(STREAM))

    return with_pool(operations, stream)


@candidate
def python_map(operations):
    def stream(pool):
        assert sum(pool.map(square, range(STREAM))) == sum(n * n for n in range(STREAM))

    return with_pool(operations, stream)


if __name__ == "__main__":
    serve()
