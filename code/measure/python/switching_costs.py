"""Python's hand-offs. Each candidate starts its partner off the clock, takes turns with it, and returns how many nanoseconds
the turns took."""

import time

from measured import candidate, pin, serve, unpin


def timed(operations, operation):
    """So many on the clock, after one that waits for the partner."""
    operation()
    start = time.perf_counter_ns()
    for _ in range(operations):
        operation()
    return time.perf_counter_ns() - start


@candidate
def python_greenlet(operations):
    import greenlet

    here = greenlet.getcurrent()

    def count():
        value = 1
        while True:
            here.switch(value)
            value += 1

    values = greenlet.greenlet(count)
    assert values.switch() == 1
    start = time.perf_counter_ns()
    for _ in range(operations):
        value = values.switch()
    elapsed = time.perf_counter_ns() - start
    assert value == operations + 1
    return elapsed


@candidate
def python_gevent(operations):
    import gevent

    def turns():
        for _ in range(operations):
            gevent.sleep(0)

    tasks = [gevent.spawn(turns) for _ in range(2)]
    start = time.perf_counter_ns()
    gevent.joinall(tasks, raise_error=True)
    return time.perf_counter_ns() - start


@candidate
def python_asyncio(operations):
    import asyncio

    async def turns():
        for _ in range(operations):
            await asyncio.sleep(0)

    async def run():
        tasks = [asyncio.create_task(turns()) for _ in range(2)]
        start = time.perf_counter_ns()
        for task in tasks:
            await task
        return time.perf_counter_ns() - start

    return asyncio.run(run())


def two_threads(place, operations, near, far):
    """The near side on a thread of its own too: the one that serves candidates is not pinned."""
    import threading

    results = []

    def far_side():
        pin(place, "far")
        for _ in range(operations + 1):
            far()

    def near_side():
        pin(place, "near")
        results.append(timed(operations, near))

    threads = [threading.Thread(target=side) for side in (far_side, near_side)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results[0]


@candidate
def python_lock(operations):
    import threading

    there, back = threading.Lock(), threading.Lock()
    there.acquire()
    back.acquire()

    def near():
        there.release()
        back.acquire()

    def far():
        there.acquire()
        back.release()

    return two_threads("one-core", operations, near, far)


def through_queues(place, operations):
    import queue

    there, back = queue.Queue(), queue.Queue()

    def near():
        there.put(1)
        assert back.get() == 1

    def far():
        back.put(there.get())

    return two_threads(place, operations, near, far)


@candidate
def python_queue_one_core(operations):
    return through_queues("one-core", operations)


@candidate
def python_queue_two_cores(operations):
    return through_queues("two-cores", operations)


@candidate
def python_queue_two_cores_awake(operations):
    return through_queues("two-cores", operations)


@candidate
def python_queue_anywhere(operations):
    return through_queues("anywhere", operations)


def echo(connection):
    """The other process."""
    pin("one-core", "far")
    while message := connection.recv_bytes():
        connection.send_bytes(message)


@candidate
def python_pipe(operations):
    import multiprocessing

    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=echo, args=[theirs], daemon=True)
    process.start()
    theirs.close()

    def near():
        ours.send_bytes(b"1")
        assert ours.recv_bytes() == b"1"

    pin("one-core", "near")
    try:
        elapsed = timed(operations, near)
    finally:
        unpin()
    ours.send_bytes(b"")
    process.join()
    assert process.exitcode == 0
    return elapsed


if __name__ == "__main__":
    serve()
