"""Tasks of one event loop share a list as one thread would: there is no other thread."""

import asyncio


# ANCHOR: local
async def on_this_thread():
    seen = []

    async def see(n):
        await asyncio.sleep(n / 1000)
        seen.append(n)

    tasks = [asyncio.create_task(see(n)) for n in range(3)]
    for task in tasks:
        await task
    return seen


async def main():
    count = 0
    count += 1  # no await, no other task
    print("counted:", count)

    seen = sorted(await on_this_thread())
    print("seen:", seen)
    assert seen == [0, 1, 2]


asyncio.run(main())
# ANCHOR_END: local
