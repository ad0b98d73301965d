"""The loop holds its tasks weakly: a task to which nothing else refers may be collected."""

# ANCHOR: main
import asyncio
import gc


async def timed(told):
    await asyncio.sleep(0.01)
    told.set_result("done")


async def forgotten():
    try:
        await asyncio.Event().wait()
    except GeneratorExit:
        print("on an event: collected")
        raise


async def fails():
    return [][0]


async def main():
    said = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(
        lambda loop, context: said.append(context["message"])
    )
    told = loop.create_future()
    asyncio.create_task(timed(told))
    asyncio.create_task(forgotten())
    await asyncio.sleep(0)
    gc.collect()
    print(*said)
    assert said == ["Task was destroyed but it is pending!"]
    print("on a timer:", await told)

    task = asyncio.create_task(fails())
    try:
        await task
    except IndexError as error:
        print("exception:", error)

    task = asyncio.create_task(asyncio.sleep(1))
    task.cancel()
    await asyncio.wait({task})
    print("cancelled:", task.cancelled())
    assert task.cancelled()


asyncio.run(main())
# ANCHOR_END: main
