"""The Python that moving data is compared with. A stream is timed until the receiver has the last message. Threads and processes
are started off the clock, and each of the two sides is pinned to a core of its own."""

import multiprocessing
import queue
import threading
import time

from measured import candidate, pin, serve, unpin

CONTEXT = multiprocessing.get_context("fork")
PLACE = "two-cores"
ROOM = 4096
SMALL = bytes([1]) * 8
PAGE = bytes([1]) * 4096
LARGE = bytes([1]) * (1 << 20)
BLOCKS = 4
NUMBERS = 1 << 16
MANY = 4096


class Beside:
    """Another thread or process of this kind, at the far place, while this thread is at the near one."""

    def __init__(self, kind, target, *arguments):
        self.side = kind(target=self.far, args=(target, arguments))

    @staticmethod
    def far(target, arguments):
        pin(PLACE, "far")
        target(*arguments)

    def __enter__(self):
        self.side.start()
        pin(PLACE, "near")

    def __exit__(self, *_):
        self.side.join()
        unpin()
        assert getattr(self.side, "exitcode", 0) == 0


def receive(count, size, get, confirm):
    """The other side. The first message is on its own: it says that this side is there."""
    assert len(get()) == size
    confirm()
    for _ in range(count):
        message = get()
    assert len(message) == size
    confirm()


def send(count, message, put, confirmed):
    put(message)
    confirmed()
    start = time.perf_counter_ns()
    for _ in range(count):
        put(message)
    confirmed()
    return time.perf_counter_ns() - start


@candidate
def python_queue(operations):
    messages, confirms = queue.Queue(ROOM), queue.Queue()
    confirm = lambda: confirms.put(None)
    with Beside(threading.Thread, receive, operations, len(SMALL), messages.get, confirm):
        return send(operations, SMALL, messages.put, confirms.get)


def through_process_queue(operations, message, room):
    messages = CONTEXT.Queue(room)
    confirmed, confirm = CONTEXT.Pipe(duplex=False)
    say = lambda: confirm.send_bytes(b"1")
    with Beside(CONTEXT.Process, receive, operations, len(message), messages.get, say):
        elapsed = send(operations, message, messages.put, confirmed.recv_bytes)
    messages.close()
    messages.join_thread()
    return elapsed


@candidate
def python_process_queue(operations):
    return through_process_queue(operations, SMALL, ROOM)


@candidate
def python_process_queue_page(operations):
    return through_process_queue(operations, PAGE, 16)


@candidate
def python_process_queue_block(operations):
    return through_process_queue(operations, LARGE, BLOCKS)


def read_blocks(count, memory, connection):
    """Takes the number of a full place, copies the block out, and gives the number back."""
    for _ in range(count):
        place = connection.recv_bytes()
        at = place[0] * len(LARGE)
        message = bytes(memory.buf[at : at + len(LARGE)])
        connection.send_bytes(place)
    assert message == LARGE


@candidate
def python_shared_memory(operations):
    from multiprocessing import shared_memory

    memory = shared_memory.SharedMemory(create=True, size=BLOCKS * len(LARGE))
    try:
        ours, theirs = CONTEXT.Pipe()
        memory.buf[:] = bytes(len(memory.buf))
        with ours, theirs, Beside(CONTEXT.Process, read_blocks, operations + 1, memory, theirs):
            put = lambda place: put_block(memory, ours, place)
            put(0)
            ours.recv_bytes()
            start = time.perf_counter_ns()
            for number in range(operations):
                # The first few places are free; after that one is as soon as its number has come back.
                put(number if number < BLOCKS else ours.recv_bytes()[0])
            for _ in range(min(operations, BLOCKS)):
                ours.recv_bytes()
            return time.perf_counter_ns() - start
    finally:
        memory.close()
        memory.unlink()


def put_block(memory, connection, place):
    at = place * len(LARGE)
    memory.buf[at : at + len(LARGE)] = LARGE
    connection.send_bytes(bytes([place]))


def check(operations, total):
    assert total == operations * (NUMBERS * (NUMBERS - 1) // 2)


@candidate
def python_loop(operations):
    numbers = list(range(NUMBERS))
    total = 0
    start = time.perf_counter_ns()
    for _ in range(operations):
        for number in numbers:
            total += number
    elapsed = time.perf_counter_ns() - start
    check(operations, total)
    return elapsed


@candidate
def python_batch(operations):
    numbers = list(range(NUMBERS))
    batches, confirms = queue.Queue(4), queue.Queue()

    def add():
        total = sum(batches.get())
        confirms.put(None)
        for _ in range(operations * NUMBERS // MANY):
            for number in batches.get():
                total += number
        confirms.put(None)
        check(operations, total)

    with Beside(threading.Thread, add):
        batches.put([])
        confirms.get()
        start = time.perf_counter_ns()
        for _ in range(operations):
            for at in range(0, NUMBERS, MANY):
                batches.put(numbers[at : at + MANY])
        confirms.get()
        return time.perf_counter_ns() - start


def echo(count, get, put):
    for _ in range(count):
        put(get())


def trips(operations, there, back):
    there(SMALL)
    back()
    start = time.perf_counter_ns()
    for _ in range(operations):
        there(SMALL)
        message = back()
    elapsed = time.perf_counter_ns() - start
    assert message == SMALL
    return elapsed


@candidate
def python_queue_trip(operations):
    there, back = queue.Queue(1), queue.Queue(1)
    with Beside(threading.Thread, echo, operations + 1, there.get, back.put):
        return trips(operations, there.put, back.get)


@candidate
def python_connection_trip(operations):
    ours, theirs = CONTEXT.Pipe()
    with ours, theirs, Beside(CONTEXT.Process, echo, operations + 1, theirs.recv_bytes, theirs.send_bytes):
        return trips(operations, ours.send_bytes, ours.recv_bytes)


if __name__ == "__main__":
    serve()
