"""The blocks of the part "Tasks", as Python has them. Each candidate returns how many nanoseconds the part took that counts."""

import asyncio
import time

from measured import candidate, serve

BATCH = 1000
CROWD = 100


@candidate
def python_generator(operations):
    def count():
        value = 1
        while True:
            yield value
            value += 1

    values = count()
    assert next(values) == 1
    start = time.perf_counter_ns()
    for _ in range(operations):
        value = next(values)
    elapsed = time.perf_counter_ns() - start
    assert value == operations + 1
    return elapsed


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
def python_spawn(operations):
    async def number(n):
        return n

    async def batch():
        tasks = [asyncio.create_task(number(n)) for n in range(BATCH)]
        total = 0
        for task in tasks:
            total += await task
        assert total == BATCH * (BATCH - 1) // 2

    async def run():
        await batch()
        start = time.perf_counter_ns()
        for _ in range(operations):
            await batch()
        return time.perf_counter_ns() - start

    return asyncio.run(run())


@candidate
def python_spawn_gevent(operations):
    import gevent

    def number(n):
        return n

    def batch():
        tasks = [gevent.spawn(number, n) for n in range(BATCH)]
        assert sum(task.get() for task in tasks) == BATCH * (BATCH - 1) // 2

    batch()
    start = time.perf_counter_ns()
    for _ in range(operations):
        batch()
    return time.perf_counter_ns() - start


@candidate
def python_yield(operations):
    async def turns():
        for _ in range(operations):
            await asyncio.sleep(0)

    async def run():
        tasks = [asyncio.create_task(turns()) for _ in range(CROWD)]
        start = time.perf_counter_ns()
        for task in tasks:
            await task
        return time.perf_counter_ns() - start

    return asyncio.run(run())


@candidate
def python_yield_gevent(operations):
    import gevent

    def turns():
        for _ in range(operations):
            gevent.sleep(0)

    tasks = [gevent.spawn(turns) for _ in range(CROWD)]
    start = time.perf_counter_ns()
    gevent.joinall(tasks)
    return time.perf_counter_ns() - start


@candidate
def python_wake(operations):
    async def other(mine, others):
        for _ in range(operations + 1):
            await mine.wait()
            mine.clear()
            others.set()

    async def run():
        a, b = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(other(b, a))
        for round in range(operations + 1):
            if round == 1:
                start = time.perf_counter_ns()
            b.set()
            await a.wait()
            a.clear()
        elapsed = time.perf_counter_ns() - start
        await task
        return elapsed

    return asyncio.run(run())


@candidate
def python_wake_gevent(operations):
    import gevent
    from gevent.event import Event

    a, b = Event(), Event()

    def other():
        for _ in range(operations + 1):
            b.wait()
            b.clear()
            a.set()

    task = gevent.spawn(other)
    for round in range(operations + 1):
        if round == 1:
            start = time.perf_counter_ns()
        b.set()
        a.wait()
        a.clear()
    elapsed = time.perf_counter_ns() - start
    task.join()
    return elapsed


if __name__ == "__main__":
    serve()
