"""The Python that the starting costs are compared with. Every candidate starts one thing and waits until it has finished,
then the next, as its Rust counterpart does."""

from measured import Unavailable, candidate, pin, serve, unpin


def nothing():
    """What is started."""


@candidate
def python_subprocess(operations):
    import subprocess

    for _ in range(operations):
        subprocess.run(["/bin/true"], check=True)


def multiprocessing_with(method, operations):
    import multiprocessing

    if method not in multiprocessing.get_all_start_methods():
        raise Unavailable(f"this Python has no start method '{method}'")
    context = multiprocessing.get_context(method)
    for _ in range(operations):
        process = context.Process(target=nothing)
        process.start()
        process.join()
        if process.exitcode != 0:
            raise RuntimeError(f"the child ended with {process.exitcode}")
        process.close()


@candidate
def python_process_fork(operations):
    multiprocessing_with("fork", operations)


@candidate
def python_process_spawn(operations):
    multiprocessing_with("spawn", operations)


@candidate
def python_process_forkserver(operations):
    multiprocessing_with("forkserver", operations)


@candidate
def python_thread(operations):
    import threading

    for _ in range(operations):
        thread = threading.Thread(target=nothing)
        thread.start()
        thread.join()


POOL = None


@candidate
def python_thread_one_core(operations):
    # The threads inherit the cores of this one.
    pin("one-core", "near")
    try:
        python_thread(operations)
    finally:
        unpin()


@candidate
def python_pool_job(operations):
    global POOL
    if POOL is None:
        import concurrent.futures

        POOL = concurrent.futures.ThreadPoolExecutor(max_workers=2)
    for _ in range(operations):
        POOL.submit(nothing).result()


LOOP = None


def in_loop(coroutine):
    """Runs a coroutine in a loop that is kept: making one costs more than any task."""
    global LOOP
    import asyncio

    if LOOP is None:
        LOOP = asyncio.new_event_loop()
    LOOP.run_until_complete(coroutine)


@candidate
def python_task(operations):
    import asyncio

    async def task():
        pass

    async def main():
        for _ in range(operations):
            await asyncio.create_task(task())

    in_loop(main())


@candidate
def python_to_thread(operations):
    import asyncio

    async def main():
        for _ in range(operations):
            await asyncio.to_thread(nothing)

    in_loop(main())


@candidate
def python_greenlet(operations):
    from greenlet import greenlet

    for _ in range(operations):
        greenlet(nothing).switch()


@candidate
def python_loop(operations):
    for _ in range(operations):
        total = 0
        for number in range(100_000):
            total += number
        assert total == 4_999_950_000


@candidate
def python_many_tasks(operations):
    import asyncio

    async def task(number):
        return number

    async def main():
        total = sum(await asyncio.gather(*(task(number) for number in range(10_000))))
        assert total == 49_995_000

    for _ in range(operations):
        in_loop(main())


if __name__ == "__main__":
    serve()
