"""The Python that shared memory is compared with. Each candidate starts one process off the clock, and returns how many
nanoseconds the messages took: until the receiver has said that it has the last."""

import multiprocessing
import time

from measured import candidate, serve

CONTEXT = multiprocessing.get_context("fork")
LARGE = bytes([1]) * (64 << 10)
SMALL = bytes([1]) * 8


def receive(count, get, confirm):
    """The other process. The first message is on its own: it says that this process has started."""
    get()
    confirm()
    for _ in range(count):
        get()
    confirm()


def timed(operations, get, put, message):
    confirmed, confirm = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=receive, args=(operations, get, lambda: confirm.send_bytes(b"1")))
    process.start()
    put(message)
    confirmed.recv_bytes()
    start = time.perf_counter_ns()
    for _ in range(operations):
        put(message)
    confirmed.recv_bytes()
    elapsed = time.perf_counter_ns() - start
    process.join()
    assert process.exitcode == 0
    return elapsed


def through_connection(operations, message):
    receiver, sender = CONTEXT.Pipe(duplex=False)
    with receiver, sender:
        return timed(operations, receiver.recv_bytes, sender.send_bytes, message)


def through_queue(operations, message):
    queue = CONTEXT.Queue()
    elapsed = timed(operations, queue.get, queue.put, message)
    queue.close()
    queue.join_thread()
    return elapsed


@candidate
def python_connection_large(operations):
    return through_connection(operations, LARGE)


@candidate
def python_queue_large(operations):
    return through_queue(operations, LARGE)


@candidate
def python_connection_small(operations):
    return through_connection(operations, SMALL)


@candidate
def python_queue_small(operations):
    return through_queue(operations, SMALL)


def echo(count, get, put):
    for _ in range(count):
        put(get())


def trips(operations, there, get, put, back):
    process = CONTEXT.Process(target=echo, args=(operations + 1, get, put))
    process.start()
    there(SMALL)
    back()
    start = time.perf_counter_ns()
    for _ in range(operations):
        there(SMALL)
        back()
    elapsed = time.perf_counter_ns() - start
    process.join()
    assert process.exitcode == 0
    return elapsed


@candidate
def python_connection_trip(operations):
    ours, theirs = CONTEXT.Pipe()
    with ours, theirs:
        return trips(operations, ours.send_bytes, theirs.recv_bytes, theirs.send_bytes, ours.recv_bytes)


@candidate
def python_queue_trip(operations):
    there, back = CONTEXT.Queue(), CONTEXT.Queue()
    elapsed = trips(operations, there.put, there.get, back.put, back.get)
    for queue in (there, back):
        queue.close()
        queue.join_thread()
    return elapsed


if __name__ == "__main__":
    serve()
