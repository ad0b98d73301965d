"""A cancelled task gets an exception at its next await: it may clean up, with awaits, and it may refuse."""

# ANCHOR: main
import asyncio


async def work():
    try:
        asyncio.current_task().cancel()
        print("  cancelled, and still running")
        await asyncio.sleep(0)
        print("  never")
    finally:
        await asyncio.sleep(0.005)
        print("  gives back: file")


async def stubborn():
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        return "no"


async def main():
    task = asyncio.create_task(work())
    await asyncio.wait({task})
    print(f"cancelled: {task.cancelled()}".lower())
    assert task.cancelled()

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    answer = await task
    print(f"answers:   {answer}")
    assert answer == "no" and not task.cancelled()


asyncio.run(main())
# ANCHOR_END: main
