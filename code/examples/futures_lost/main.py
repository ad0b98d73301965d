"""A future of asyncio's that another thread completes: nothing wakes the loop, unless it is told through call_soon_threadsafe."""

# ANCHOR: main
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 60  # no word of slow steps
    woken = []
    wrong, right = loop.create_future(), loop.create_future()
    for letter in wrong, right:
        letter.add_done_callback(lambda f: woken.append(f.result()))

    try:
        await asyncio.to_thread(wrong.set_result, "one")
    except RuntimeError as error:
        print(error)
    await asyncio.sleep(0)
    print(f"done: {wrong.done()}, woken: {woken}")
    assert wrong.done() and woken == []

    await asyncio.to_thread(
        loop.call_soon_threadsafe, right.set_result, "two"
    )
    await right
    print(f"done: {right.done()}, woken: {woken}")
    assert right.done() and woken == ["two"]


asyncio.run(main(), debug=True)
# ANCHOR_END: main
