"""Two tasks on one thread meet if they are gathered, and do not if one is awaited after the other."""

# ANCHOR: main
import asyncio


async def job(meeting, limit):
    try:
        async with asyncio.timeout(limit):
            await meeting.wait()
        return True
    except TimeoutError:
        return False  # gives up and leaves


async def one_after_the_other():
    meeting, limit = asyncio.Barrier(2), 0.1
    return [await job(meeting, limit), await job(meeting, limit)]


async def gathered():
    meeting, limit = asyncio.Barrier(2), 20
    return await asyncio.gather(job(meeting, limit), job(meeting, limit))


async def main():
    print("awaited in a row:  met", await one_after_the_other())
    print("gathered:          met", await gathered())


asyncio.run(main())
# ANCHOR_END: main
