"""A small task for another process, as Python hands it out. Each candidate starts its workers off the clock, returns how many
nanoseconds the tasks took, and waits for the workers: the time they used is ours then, and not a stranger's."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor

from measured import candidate, serve

CONTEXT = multiprocessing.get_context("fork")
STREAM = 2000


def square(n):
    return n * n


def timed(operations, operation):
    """After one that does not count."""
    operation(0)
    start = time.perf_counter_ns()
    for number in range(operations):
        operation(number)
    return time.perf_counter_ns() - start


def with_pool(workers, operations, operation):
    pool = CONTEXT.Pool(workers)
    elapsed = timed(operations, lambda number: operation(pool, number))
    pool.close()
    pool.join()
    return elapsed


def with_executor(workers, operations, operation):
    with ProcessPoolExecutor(workers, mp_context=CONTEXT) as pool:
        return timed(operations, lambda number: operation(pool, number))


def answer(connection):
    while (n := connection.recv()) is not None:
        connection.send(square(n))


@candidate
def python_connection(operations):
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=answer, args=(theirs,))
    process.start()

    def ask(number):
        ours.send(number)
        assert ours.recv() == number * number

    elapsed = timed(operations, ask)
    ours.send(None)
    process.join()
    return elapsed


@candidate
def python_pool_apply(operations):
    def ask(pool, number):
        assert pool.apply(square, (number,)) == number * number

    return with_pool(1, operations, ask)


@candidate
def python_executor_submit(operations):
    def ask(pool, number):
        assert pool.submit(square, number).result() == number * number

    return with_executor(1, operations, ask)


@candidate
def python_imap(operations):
    def stream(pool, _):
        assert sum(1 for _ in pool.imap_unordered(square, range(STREAM))) == STREAM

    return with_pool(2, operations, stream)


@candidate
def python_map(operations):
    def stream(pool, _):
        assert len(pool.map(square, range(STREAM))) == STREAM

    return with_pool(2, operations, stream)


@candidate
def python_executor_map(operations):
    def stream(pool, _):
        assert sum(1 for _ in pool.map(square, range(STREAM))) == STREAM

    return with_executor(2, operations, stream)


if __name__ == "__main__":
    serve()
