"""A function in a thread of the loop's pool ends by itself, or not at all, whatever becomes of the task."""

# ANCHOR: main
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


async def main():
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(1)
    begun, go, done = (threading.Event() for _ in range(3))

    def work():
        begun.set()
        go.wait()
        done.set()

    first = loop.run_in_executor(pool, work)
    second = loop.run_in_executor(pool, print, "never")
    while not begun.is_set():
        await asyncio.sleep(0.001)

    try:
        await asyncio.wait_for(first, timeout=0.02)
    except TimeoutError:
        print("begun, after the limit:", "TimeoutError")
    second.cancel()
    await asyncio.sleep(0)  # the pool learns of it now
    print("begun: cancelled", first.cancelled())
    print("queued: cancelled", second.cancelled())
    print("the thread has ended:", done.is_set())
    assert first.cancelled() and second.cancelled()
    assert not done.is_set()

    go.set()
    await asyncio.to_thread(pool.shutdown)  # it blocks
    print("later:", done.is_set())
    assert done.is_set()


asyncio.run(main())
# ANCHOR_END: main
