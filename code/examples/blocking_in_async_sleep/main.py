"""Ten tasks sleep on one thread, first in a way that stops the thread."""

# ANCHOR: main
import asyncio
import time

NAP = 0.02
asleep = most = beats = 0


async def heartbeat():
    global beats
    while True:
        beats += 1
        await asyncio.sleep(0.001)


async def nap(blocking):
    """How often the heart beat meanwhile."""
    global asleep, most
    asleep += 1
    most = max(most, asleep)
    before = beats
    if blocking:
        time.sleep(NAP)
    else:
        await asyncio.sleep(NAP)
    asleep -= 1
    return beats - before


async def ten(blocking):
    global most
    most = 0
    naps = [nap(blocking) for _ in range(10)]
    return await asyncio.gather(*naps)


async def main():
    heart = asyncio.create_task(heartbeat())

    meanwhile = await ten(True)
    print(f"time.sleep: {most} asleep at once")
    print(f"  heartbeats meanwhile: {meanwhile}")
    assert most == 1 and meanwhile == [0] * 10

    meanwhile = await ten(False)
    print(f"asyncio.sleep: {most} asleep at once")
    alive = all(beats > 0 for beats in meanwhile)
    print(f"  heartbeats during each: {alive}")
    assert most == 10 and alive

    heart.cancel()


asyncio.run(main())
# ANCHOR_END: main
