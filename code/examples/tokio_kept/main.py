"""A coroutine with two awaits loses what the first has taken. Mend: keep its task from one turn to the next."""

import asyncio


# ANCHOR: lost
async def message(reader):
    length = await reader.readexactly(1)
    # Cancelled here, it has taken the length.
    return await reader.readexactly(length[0])


async def lose_header(reader, late):
    words = []
    while True:
        try:
            word = message(reader)
            word = await asyncio.wait_for(word, 0.01)
            words.append(word.decode())
        except asyncio.IncompleteReadError:
            return words
        except TimeoutError:
            late.set()


# ANCHOR_END: lost
# ANCHOR: kept
async def keep_task(reader, late):
    words = []
    while True:
        word = asyncio.create_task(message(reader))
        while not word.done():
            # Cancels nothing when its time is up.
            await asyncio.wait({word}, timeout=0.01)
            late.set()
        try:
            words.append(word.result().decode())
        except asyncio.IncompleteReadError:
            return words
# ANCHOR_END: kept


async def run(words):
    stream = asyncio.StreamReader()
    late = asyncio.Event()
    reader = asyncio.create_task(words(stream, late))
    stream.feed_data(b"\x05hel")
    await late.wait()
    stream.feed_data(b"lo\x05world")
    stream.feed_eof()
    return await reader


async def main():
    lost = await run(lose_header)
    print("two awaits: ", lost)
    assert lost == []

    kept = await run(keep_task)
    print("task kept:  ", kept)
    assert kept == ["hello", "world"]


asyncio.run(main())
