"""Two tasks on one thread read a number, pause, and write it back one higher. What counts is what the pause is."""

# ANCHOR: main
import asyncio


async def ready():
    pass


async def count(total, pause):
    for _ in range(1000):
        seen = total[0]
        if pause:
            await pause()
        total[0] = seen + 1


async def two(pause):
    total = [0]
    await asyncio.gather(
        count(total, pause), count(total, pause)
    )
    return total[0]


none = asyncio.run(two(None))
is_ready = asyncio.run(two(ready))
yielding = asyncio.run(two(lambda: asyncio.sleep(0)))
print("no await:         ", none)
print("one that is ready:", is_ready)
print("one that yields:  ", yielding)
assert [none, is_ready, yielding] == [2000, 2000, 1000]
# ANCHOR_END: main
