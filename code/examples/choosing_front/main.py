"""A front of tasks that wait, and behind it a pool that computes."""

# ANCHOR: main
import asyncio
from concurrent.futures import ProcessPoolExecutor


def report():
    """It computes, and waits for nothing."""
    primes = (
        n
        for n in range(2, 20_000)
        if all(n % d for d in range(2, int(n**0.5) + 1))
    )
    assert sum(1 for _ in primes) == 2262
    return "report"


async def ask(pool, room):
    """A report by the pool, if it has room for one more."""
    if room.locked():
        return "busy"
    await room.acquire()
    loop = asyncio.get_running_loop()
    job = loop.run_in_executor(pool, report)
    # Not before the work has ended:
    job.add_done_callback(lambda _: room.release())
    return await asyncio.shield(job)


async def serve(pool):
    """The answers to five requests, in order of answering."""
    room = asyncio.Semaphore(2)
    order = []

    async def answer(request):
        if request == "ping":
            order.append("ping")
        elif pool is None:
            order.append(report())
        else:
            order.append(await ask(pool, room))

    async with asyncio.TaskGroup() as group:
        for request in ["report"] * 3 + ["ping"] * 2:
            group.create_task(answer(request))
    return ", ".join(order)


async def main():
    order = await serve(None)
    print("in the task:", order)
    assert order == "report, report, report, ping, ping"

    with ProcessPoolExecutor(2) as pool:
        order = await serve(pool)
    print("behind it:  ", order)
    assert order == "busy, ping, ping, report, report"


if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
