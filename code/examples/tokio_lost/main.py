"""A limit in a loop cancels the read that has not finished, and the stream keeps what has come."""

# ANCHOR: main
import asyncio


async def words(reader, late):
    words = []
    while True:
        try:
            word = reader.readexactly(5)
            word = await asyncio.wait_for(word, 0.01)
            words.append(word.decode())
        except asyncio.IncompleteReadError:
            return words  # the end
        except TimeoutError:
            late.set()  # something else to do


async def main():
    stream = asyncio.StreamReader()
    late = asyncio.Event()
    reader = asyncio.create_task(words(stream, late))
    stream.feed_data(b"hel")
    await late.wait()  # a slow line
    stream.feed_data(b"loworld")
    stream.feed_eof()
    result = await reader
    print(result)
    assert result == ["hello", "world"]


asyncio.run(main())
# ANCHOR_END: main
