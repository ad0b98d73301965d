"""A limit cancels what it waits for, a task too, unless there is a shield between."""

# ANCHOR: main
import asyncio

LIMIT = 0.01


async def job(go):
    done = False
    try:
        await go.wait()
        done = True
    finally:
        print(f"  job: done {done}".lower())


async def main():
    go = asyncio.Event()
    try:
        async with asyncio.timeout(LIMIT):
            await job(go)
    except TimeoutError:
        print("a coroutine: cancelled")

    task = asyncio.create_task(job(go))
    try:
        await asyncio.wait_for(task, LIMIT)
    except TimeoutError:
        print("a task: cancelled")

    task = asyncio.create_task(job(go))
    try:
        await asyncio.wait_for(asyncio.shield(task), LIMIT)
    except TimeoutError:
        print("a shield: cancelled")
    go.set()
    await task


asyncio.run(main())
# ANCHOR_END: main
