"""A future that another thread makes ready: the coroutine hands it out, and the loop has itself called by it."""

# ANCHOR: main
import asyncio
from threading import Thread


class Watched:
    def __init__(self, future):
        self.future = future

    def __await__(self):
        for sends, out in enumerate(self.future.__await__()):
            print(f"send {sends + 1}: {type(out).__name__}")
            assert out is self.future
            yield out
        print(f"send {sends + 2}: {self.future.result()!r}")
        return self.future.result()


async def main():
    loop = asyncio.get_running_loop()
    letter = loop.create_future()
    postman = Thread(
        target=loop.call_soon_threadsafe,
        args=(letter.set_result, "hello"),
    )
    postman.start()
    assert await Watched(letter) == "hello"
    postman.join()


asyncio.run(main())
# ANCHOR_END: main
