"""Two coroutines, two tasks: the loop goes on with each when it is woken."""

# ANCHOR: main
import asyncio


class Counted:
    def __init__(self, coroutine):
        self.coroutine = coroutine
        self.sends = 1

    def __await__(self):
        steps = self.coroutine.__await__()
        while True:
            try:
                out = steps.send(None)
            except StopIteration as end:
                return end.value
            yield out
            self.sends += 1


async def run(counted):
    return await counted


async def get(given):
    return await given


async def steps(given):
    for step in range(1, 4):
        print(f"b: step {step}")
        await asyncio.sleep(0)
    given.set_result("from b")


async def main():
    given = asyncio.get_running_loop().create_future()
    a, b = Counted(get(given)), Counted(steps(given))
    of_a, _ = await asyncio.gather(run(a), run(b))
    print(f"a: {of_a!r}, {a.sends} sends; b: {b.sends} sends")
    assert (of_a, a.sends, b.sends) == ("from b", 2, 4)


asyncio.run(main())
# ANCHOR_END: main
