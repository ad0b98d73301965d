"""The blocks of the part "Threads", as Python has them. Each candidate starts its threads off the clock, returns how many
nanoseconds the work took, and waits for the threads."""

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from measured import candidate, serve

STREAM = 10_000
MESSAGES = 40_000
ROOM = 256
WORKERS = 2
SQUARES = sum(n * n for n in range(STREAM))


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


def stream_through_a_queue(operations, ends):
    """The threads are started off the clock."""
    messages, ready = queue.Queue(ROOM), threading.Barrier(2 * ends + 1)
    share = operations * MESSAGES // ends
    received = []

    def send():
        ready.wait()
        for message in range(share):
            messages.put(message)
        messages.put(None)

    def receive():
        ready.wait()
        received.append(sum(iter(messages.get, None)))

    threads = [threading.Thread(target=end) for end in [send, receive] for _ in range(ends)]
    for thread in threads:
        thread.start()
    ready.wait()
    start = time.perf_counter_ns()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter_ns() - start
    assert sum(received) == ends * (share * (share - 1) // 2)
    return elapsed


@candidate
def python_queue(operations):
    return stream_through_a_queue(operations, 1)


@candidate
def python_queue_four(operations):
    return stream_through_a_queue(operations, 4)


@candidate
def python_submit_result(operations):
    def ask(pool):
        assert pool.submit(square, 3).result() == 9

    return with_pool(operations, ask)


@candidate
def python_submit(operations):
    def stream(pool):
        futures = [pool.submit(square, n) for n in range(STREAM)]
        assert sum(future.result() for future in futures) == SQUARES

    return with_pool(operations, stream)


@candidate
def python_map(operations):
    def stream(pool):
        assert sum(pool.map(square, range(STREAM))) == SQUARES

    return with_pool(operations, stream)


if __name__ == "__main__":
    serve()
