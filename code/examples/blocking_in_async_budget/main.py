"""Where does a loop that is always ready to go on give its thread back?"""

# ANCHOR: main
import asyncio
import types

ALL = 300
done = 0


@types.coroutine
def gives_back(work):
    """How much is done whenever `work` gives the thread back."""
    global done
    done = 0
    places = []
    for step in work.__await__():
        places.append(done)
        yield step
    return places


async def take(queue):
    global done
    for _ in range(ALL):
        await queue.get()
        done += 1


async def compute(yields):
    global done
    for n in range(1, ALL + 1):
        done += 1  # our own work
        if yields and n % 100 == 0:
            await asyncio.sleep(0)


async def main():
    queue = asyncio.Queue()
    for n in range(ALL):
        queue.put_nowait(n)
    places = await gives_back(take(queue))
    print("asyncio's queue, full:", places)
    assert places == []

    for yields in False, True:
        places = await gives_back(compute(yields))
        print(f"work, yields {yields}: {places}")
        assert places == ([100, 200, 300] if yields else [])


asyncio.run(main())
# ANCHOR_END: main
