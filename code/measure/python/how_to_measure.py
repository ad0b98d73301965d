"""The same mistakes in Python, and the same jobs where the mistake is not one of Python's."""

import time
from time import perf_counter_ns

from measured import candidate, serve

RING = list(range(4096))
START = 1234


@candidate
def python_chain(operations):
    from itertools import chain, islice

    for _ in range(operations):
        assert sum(chain(islice(RING, START, None), islice(RING, START))) == 8_386_560


@candidate
def python_index(operations):
    for _ in range(operations):
        total = 0
        for place in range(len(RING)):
            total += RING[(START + place) % len(RING)]
        assert total == 8_386_560


@candidate
def python_sum(operations):
    for _ in range(operations):
        total = 0
        for number in range(1000):
            total += number


TABLE = {key: ~key for key in range(64)}


@candidate
def python_clock(operations):
    for _ in range(operations):
        perf_counter_ns()


@candidate
def python_together(operations):
    table = TABLE
    start = perf_counter_ns()
    for _ in range(operations):
        for key in range(64):
            table[key]
    return perf_counter_ns() - start


@candidate
def python_each(operations):
    table = TABLE
    took = 0
    for _ in range(operations):
        for key in range(64):
            start = perf_counter_ns()
            table[key]
            took += perf_counter_ns() - start
    return took


@candidate
def python_search_warm(operations):
    from array import array
    from bisect import bisect_left

    numbers = array("Q", range(0, 3 << 13, 3))
    places = [search * 2_654_435_761 % (1 << 13) for search in range(64)]
    start = perf_counter_ns()
    for _ in range(operations):
        for place in places:
            assert bisect_left(numbers, place * 3) == place
    return perf_counter_ns() - start


def pages():
    import mmap

    # As in Rust. A shared mapping, which is the default, would keep its pages: given back, they need no clearing the next time.
    memory = mmap.mmap(-1, 256 * 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    memory.madvise(mmap.MADV_NOHUGEPAGE)
    return memory, mmap.MADV_DONTNEED


def touch(memory):
    start = perf_counter_ns()
    for page in range(0, 256 * 4096, 4096):
        memory[page] = 1
    return perf_counter_ns() - start


@candidate
def python_touch_again(operations):
    memory, _ = pages()
    touch(memory)
    return sum(touch(memory) for _ in range(operations))


@candidate
def python_touch_first(operations):
    memory, give_back = pages()

    def once():
        memory.madvise(give_back)
        return touch(memory)

    return sum(once() for _ in range(operations))


RUNS = """
from time import perf_counter_ns
def job():
    start = perf_counter_ns()
    table = {key: ~key for key in range(500)}
    assert len(table) == 500
    del table
    return perf_counter_ns() - start
print(*[job() for _ in range(10)])
"""


def in_a_new_process(number):
    import subprocess
    import sys

    output = subprocess.run(
        [sys.executable, "-I", "-S", "-c", RUNS], check=True, capture_output=True, text=True
    ).stdout
    # Fifty times over, as in Rust: starting the process is what takes the time.
    return int(output.split()[number]) * 50


@candidate
def python_run_first(operations):
    return sum(in_a_new_process(0) for _ in range(operations))


@candidate
def python_run_tenth(operations):
    return sum(in_a_new_process(9) for _ in range(operations))


def job():
    state = 1
    for step in range(10_000):
        state = (state ^ step) * 0x9E37_79B9_7F4A_7C15 & 0xFFFF_FFFF_FFFF_FFFF
        state = (state << 31 | state >> 33) & 0xFFFF_FFFF_FFFF_FFFF
    return state


@candidate
def python_alone(operations):
    took = []
    for _ in range(operations):
        start = perf_counter_ns()
        assert job() != 0
        took.append(perf_counter_ns() - start)
    return sorted(took)[len(took) // 2] * operations


REQUESTS = 200


def percentile_99(send):
    """Starts a server, sends it all requests and returns the 99th percentile of what each took, as often as in Rust."""
    import queue
    import threading

    requests = queue.SimpleQueue()
    took = []

    def serve_requests():
        for number in range(REQUESTS):
            wanted, done = requests.get()
            if number == REQUESTS // 2:
                time.sleep(0.01)
            took.append(perf_counter_ns() - wanted)
            done.release()

    server = threading.Thread(target=serve_requests)
    server.start()
    send(requests, threading.Semaphore(0))
    server.join()
    return sorted(took)[REQUESTS * 99 // 100 - 1] * 2000


@candidate
def python_closed(operations):
    def send(requests, done):
        for _ in range(REQUESTS):
            requests.put((perf_counter_ns(), done))
            done.acquire()

    return sum(percentile_99(send) for _ in range(operations))


@candidate
def python_open(operations):
    def send(requests, done):
        begin = perf_counter_ns()
        for number in range(REQUESTS):
            wanted = begin + 500_000 * number
            time.sleep(max(0, wanted - perf_counter_ns()) / 1e9)
            requests.put((wanted, done))

    return sum(percentile_99(send) for _ in range(operations))


if __name__ == "__main__":
    serve()
