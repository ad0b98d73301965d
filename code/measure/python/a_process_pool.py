"""A small task for another process, as Python hands it out."""

import multiprocessing

from measured import candidate, serve

STREAM = 2000
MADE = {}


def square(n):
    return n * n


def kept(name, make):
    """Made once: a pool costs more to start than all its tasks."""
    if name not in MADE:
        MADE[name] = make()
    return MADE[name]


def pool(workers):
    return kept(("pool", workers), lambda: multiprocessing.Pool(workers))


def executor(workers):
    from concurrent.futures import ProcessPoolExecutor

    return kept(("executor", workers), lambda: ProcessPoolExecutor(workers))


def answer(connection):
    while True:
        connection.send(square(connection.recv()))


def connection():
    ours, theirs = multiprocessing.Pipe()
    multiprocessing.Process(target=answer, args=(theirs,), daemon=True).start()
    return ours


@candidate
def python_connection(operations):
    peer = kept("connection", connection)
    for number in range(operations):
        peer.send(number)
        assert peer.recv() == number * number


@candidate
def python_pool_apply(operations):
    one = pool(1)
    for number in range(operations):
        assert one.apply(square, (number,)) == number * number


@candidate
def python_executor_submit(operations):
    one = executor(1)
    for number in range(operations):
        assert one.submit(square, number).result() == number * number


@candidate
def python_imap(operations):
    two = pool(2)
    for _ in range(operations):
        assert sum(1 for _ in two.imap_unordered(square, range(STREAM))) == STREAM


@candidate
def python_map(operations):
    two = pool(2)
    for _ in range(operations):
        assert len(two.map(square, range(STREAM))) == STREAM


@candidate
def python_executor_map(operations):
    two = executor(2)
    for _ in range(operations):
        assert sum(1 for _ in two.map(square, range(STREAM))) == STREAM


if __name__ == "__main__":
    serve()
