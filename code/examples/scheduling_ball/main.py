"""Two loops pass a ball and never wait: as threads on one core, as tasks on one thread, and as tasks that give way."""

# ANCHOR: main
import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

PASSES = 5
MILLION = 10**6


def give(ball, side):
    """It is on side 0 when even, on side 1 when odd."""
    here = ball[0] % 2 == side
    if here:
        ball[0] += 1
    return here


def play(ball, side, looks):
    """Looks for the ball, so often, and never waits."""
    passes = 0
    for _ in range(looks):
        passes += give(ball, side)
        if passes == PASSES:
            break
    return passes


def threads():
    ball, for_ever = [0], 10**15
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(play, ball, 0, for_ever)
        two = pool.submit(play, ball, 1, for_ever)
        return [one.result(), two.result()]


async def tasks():
    ball = [0]

    async def task(side):
        return play(ball, side, MILLION)

    return await asyncio.gather(task(0), task(1))
# ANCHOR_END: main


# ANCHOR: yielding
async def play_fair(ball, side):
    passes = 0
    while passes < PASSES:
        passes += give(ball, side)
        await asyncio.sleep(0)
    return passes


async def tasks_that_yield():
    ball = [0]
    return await asyncio.gather(
        play_fair(ball, 0), play_fair(ball, 1)
    )
# ANCHOR_END: yielding


passes = [threads(), asyncio.run(tasks())]
passes.append(asyncio.run(tasks_that_yield()))
print("threads, one core:", passes[0])
print("tasks, one thread:", passes[1])
print("tasks that yield: ", passes[2])
assert passes == [[5, 5], [1, 1], [5, 5]]
