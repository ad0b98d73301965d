"""Two jobs on one thread meet if they are tasks, and do not if one is awaited after the other."""

# ANCHOR: main
import asyncio


async def job(meeting, limit):
    try:
        async with asyncio.timeout(limit):
            await meeting.wait()
        return True
    except TimeoutError:
        return False  # gives up and leaves


async def awaited_in_a_row():
    meeting, limit = asyncio.Barrier(2), 0.1
    return [
        await job(meeting, limit),
        await job(meeting, limit),
    ]


async def two_tasks():
    meeting, limit = asyncio.Barrier(2), 20
    first = asyncio.create_task(job(meeting, limit))
    second = asyncio.create_task(job(meeting, limit))
    return [await first, await second]


async def main():
    print("awaited in a row:  met", await awaited_in_a_row())
    print("two tasks:         met", await two_tasks())


asyncio.run(main())
# ANCHOR_END: main
