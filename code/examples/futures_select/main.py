"""The first of two tasks that is done. The other goes on, until it is cancelled."""

# ANCHOR: main
import asyncio


async def steps(name, n):
    try:
        for step in range(1, n + 1):
            print(f"{name}: step {step}")
            await asyncio.sleep(0)
        return name
    finally:
        print(f"{name} goes")


async def main():
    jobs = [
        asyncio.create_task(steps("hare", 1)),
        asyncio.create_task(steps("snail", 9)),
    ]
    done, pending = await asyncio.wait(
        jobs, return_when=asyncio.FIRST_COMPLETED
    )
    print("first:", *(job.result() for job in done))
    assert done == {jobs[0]}

    (snail,) = pending
    await asyncio.sleep(0)
    snail.cancel()
    await asyncio.wait({snail})
    assert snail.cancelled()


asyncio.run(main())
# ANCHOR_END: main
