"""A task that waits for a future which nobody else has is never woken. The garbage collector finds it."""

# ANCHOR: main
import asyncio
import gc


async def wait():
    loop = asyncio.get_running_loop()
    await loop.create_future()


async def main():
    said = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: said.append(context["message"])
    )
    task = asyncio.create_task(wait())
    await asyncio.sleep(0)  # it runs, and waits
    del task
    gc.collect()
    print(said)
    assert said == ["Task was destroyed but it is pending!"]


asyncio.run(main())
# ANCHOR_END: main
