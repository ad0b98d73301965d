"""Holds so many of something: python memory_held.py KIND N. It says "ready", and ends when its standard input does."""

import os
import sys


def held_processes(method, n):
    import multiprocessing

    context = multiprocessing.get_context(method)
    until, hold = context.Pipe(duplex=False)
    ready, done = context.Pipe(duplex=False)
    # A forked child inherits both ends, and must close the one whose closing ends it.
    inherited = hold if method == "fork" else None
    children = [context.Process(target=wait, args=(until, inherited, done)) for _ in range(n)]
    for child in children:
        child.start()
    for _ in children:
        ready.recv_bytes()
    yield
    hold.close()
    for child in children:
        child.join()


def wait(until, inherited, done):
    if inherited is not None:
        inherited.close()
    done.send_bytes(b"x")
    try:
        until.recv_bytes()
    except EOFError:
        pass


def held_fork(n):
    return held_processes("fork", n)


def held_spawn(n):
    return held_processes("spawn", n)


def held_threads(n):
    import threading

    lock = threading.Lock()
    lock.acquire()
    threads = [threading.Thread(target=lock.acquire, daemon=True) for _ in range(n)]
    for thread in threads:
        thread.start()
    yield


def held_asyncio(n):
    import asyncio

    async def waits():
        await asyncio.get_running_loop().create_future()

    loop = asyncio.new_event_loop()
    tasks = [loop.create_task(waits()) for _ in range(n)]
    # First in, first out: when this has run, each of them waits.
    loop.run_until_complete(asyncio.sleep(0))
    assert not any(task.done() for task in tasks)
    yield


def held_greenlets(n):
    import greenlet

    here = greenlet.getcurrent()

    # A function of Python, as one has in a greenlet: since CPython 3.11 each greenlet gets memory of its own for its frames.
    def waits():
        here.switch()

    greenlets = [greenlet.greenlet(waits) for _ in range(n)]
    for each in greenlets:
        each.switch()
    assert not any(each.dead for each in greenlets)
    yield


def held_gevent(n):
    import gevent
    from gevent.event import Event

    event = Event()
    greenlets = [gevent.spawn(event.wait) for _ in range(n)]
    gevent.sleep(0)
    assert not any(each.dead for each in greenlets)
    yield


def held_generators(n):
    def count():
        value = 1
        while True:
            yield value
            value += 1

    generators = [count() for _ in range(n)]
    assert all(next(each) == 1 for each in generators)
    yield


# Three of these are a KiB.
THIRD = 308


def held_freed(n):
    blocks = [bytes(THIRD) for _ in range(3 * n)]
    del blocks
    yield


def held_sparse(n):
    blocks = [bytes(THIRD) for _ in range(3 * n)]
    kept = blocks[::100]
    del blocks
    yield
    del kept


if __name__ == "__main__":
    holding = globals()["held_" + sys.argv[1]](int(sys.argv[2]))
    next(holding)
    print("ready", flush=True)
    sys.stdin.read()
    next(holding, None)
    os._exit(0)
