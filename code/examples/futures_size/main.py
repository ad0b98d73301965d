"""A coroutine that waits keeps its frame, and so all its variables, used again or not."""

# ANCHOR: main
class NextTime:
    def __await__(self):
        yield


async def kept():
    buffer = bytes([1]) * 4096
    total = sum(buffer)
    await NextTime()
    return total


async def gone():
    buffer = bytes([1]) * 4096
    total = sum(buffer)
    del buffer
    await NextTime()
    return total


def variables(coroutine):
    coroutine.send(None)
    names = list(coroutine.cr_frame.f_locals)
    coroutine.close()
    return names


print("while it waits:", variables(kept()))
print("with `del`:", variables(gone()))
assert variables(kept()) == ["buffer", "total"]
assert variables(gone()) == ["total"]
# ANCHOR_END: main
