"""One of two jobs fails. What becomes of the other?"""

# ANCHOR: main
import asyncio


async def slow(go):
    done = False
    try:
        await go.wait()
        done = True
    finally:
        print(f"  slow: done {done}".lower())


async def fails():
    raise OSError("no route")


async def gathered():
    go = asyncio.Event()
    other = asyncio.create_task(slow(go))
    try:
        await asyncio.gather(fails(), other)
    except OSError as error:
        print("gather:", error)
    go.set()
    await other


async def grouped():
    go = asyncio.Event()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            group.create_task(slow(go))
    except* OSError as errors:
        print("TaskGroup:", *errors.exceptions)


async def main():
    await gathered()
    await grouped()


asyncio.run(main())
# ANCHOR_END: main
