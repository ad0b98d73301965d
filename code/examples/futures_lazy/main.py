"""An `async def` that is called has not begun: what the call returns is a value, and it runs when it is awaited."""

# ANCHOR: main
import asyncio
import warnings

warnings.showwarning = lambda said, *_: print("warning:", said)
saved = []


async def save(order):
    print(f"order {order} is on disk")
    saved.append(order)


save(7)
print("order 7: thank you")
assert saved == []

job = save(8)
print(f"order 8 is a value, a {type(job).__name__}")
asyncio.run(job)
print("order 8: thank you")
assert saved == [8]
# ANCHOR_END: main
