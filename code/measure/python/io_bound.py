"""Waiting in Python: for a clock, and for a file. The servers are in an_event_loop_server.py."""

import asyncio
import os
import tempfile
import threading
import time

from measured import candidate, serve

WAIT = 0.005
SIZE = 4096


def wait_threads(number):
    def run(operations):
        for _ in range(operations):
            threads = [threading.Thread(target=time.sleep, args=(WAIT,)) for _ in range(number)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

    run.__name__ = f"python_wait_threads_{number}"
    candidate(run)


def wait_asyncio(number):
    def run(operations):
        async def all_at_once():
            for _ in range(operations):
                tasks = [asyncio.create_task(asyncio.sleep(WAIT)) for _ in range(number)]
                for task in tasks:
                    await task

        asyncio.run(all_at_once())

    run.__name__ = f"python_wait_asyncio_{number}"
    candidate(run)


for number in [10, 100, 1000]:
    wait_threads(number)
for number in [10, 1000, 10_000]:
    wait_asyncio(number)


@candidate
def python_wait_gevent_1000(operations):
    import gevent

    for _ in range(operations):
        gevent.joinall([gevent.spawn(gevent.sleep, WAIT) for _ in range(1000)])


class SmallFile:
    """It has been written a moment ago, so it is in memory."""

    def __enter__(self):
        descriptor, self.path = tempfile.mkstemp()
        os.write(descriptor, b"x" * SIZE)
        os.close(descriptor)
        return self.path

    def __exit__(self, *_):
        os.unlink(self.path)


def read(path):
    with open(path, "rb") as file:
        return file.read()


@candidate
def python_file(operations):
    with SmallFile() as path:
        start = time.perf_counter_ns()
        for _ in range(operations):
            assert len(read(path)) == SIZE
        return time.perf_counter_ns() - start


@candidate
def python_file_to_thread(operations):
    async def run(path):
        await asyncio.to_thread(read, path)
        start = time.perf_counter_ns()
        for _ in range(operations):
            assert len(await asyncio.to_thread(read, path)) == SIZE
        return time.perf_counter_ns() - start

    with SmallFile() as path:
        return asyncio.run(run(path))


if __name__ == "__main__":
    serve()
