"""What `await` does, by hand: `yield from`, which an `async def` itself may not use."""


# ANCHOR: main
class Ready:
    def __await__(self):
        return 1
        yield


class Later:
    def __await__(self):
        yield  # not ready when first asked
        return 2


class Through:
    def __init__(self, inner):
        self.inner = inner

    def __await__(self):
        return (yield from self.inner.__await__())


async def job():
    return await Ready() + await Through(Later())


running, stops = job(), 0
while True:
    try:
        running.send(None)
        stops += 1
    except StopIteration as end:
        total = end.value
        break
print(f"two awaits, {stops} stop, result {total}")
assert (stops, total) == (1, 3)

try:
    compile("async def f(): yield from g()", "f", "exec")
except SyntaxError as error:
    print("SyntaxError:", error.msg)
# ANCHOR_END: main
