"""A task that raises, one that is cancelled, and one that is well."""

import asyncio


# ANCHOR: main
async def number():
    return 7


async def fail():
    raise RuntimeError("no more paper")


async def main():
    loop = asyncio.get_running_loop()
    well = loop.create_task(number())
    ill = loop.create_task(fail())
    endless = loop.create_task(asyncio.sleep(1000))
    await asyncio.sleep(0)

    endless.cancel()
    print("well:", await well)
    for name, task in [("ill", ill), ("endless", endless)]:
        await asyncio.wait([task])
        if task.cancelled():
            print(f"{name}: cancelled")
        else:
            print(f"{name}: {task.exception()!r}")
    print("left:", len(asyncio.all_tasks()) - 1)
# ANCHOR_END: main


if __name__ == "__main__":
    asyncio.run(main())
