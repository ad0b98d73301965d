"""What an event loop does with a coroutine, done by hand: it sends None until StopIteration comes."""

# ANCHOR: main
class NextTime:
    """Not ready when it is asked for the first time."""

    def __await__(self):
        yield "not yet"


async def sum():
    print("  the first number")
    await NextTime()
    print("  the second number")
    await NextTime()
    return 20 + 22


job = sum()
sends = 0
answer = None
while answer is None:
    sends += 1
    try:
        print(f"send {sends}: {job.send(None)!r}")
    except StopIteration as end:
        answer = end.value
        print(f"send {sends}: {end!r}")
assert (sends, answer) == (3, 42)
# ANCHOR_END: main
