"""On one thread, a threading.Lock held across an await stops the thread for ever; asyncio's does not."""

# ANCHOR: main
import asyncio
import queue
import threading


async def with_threading():
    lock = threading.Lock()

    async def job():
        with lock:
            await asyncio.sleep(0)  # the other one's turn

    await asyncio.gather(job(), job())


async def with_asyncio():
    lock = asyncio.Lock()

    async def job():
        async with lock:
            await asyncio.sleep(0)

    await asyncio.gather(job(), job())


ended = queue.SimpleQueue()


def run():
    asyncio.run(with_threading())
    ended.put(True)


threading.Thread(target=run, daemon=True).start()
try:
    end = ended.get(timeout=0.3)
except queue.Empty:
    end = False
print("threading's lock: ended", str(end).lower())
assert not end

asyncio.run(with_asyncio())
print("asyncio's lock:   ended true")
# ANCHOR_END: main
