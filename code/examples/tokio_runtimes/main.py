"""Which thread runs a task: the one that called asyncio.run, always."""

# ANCHOR: main
import asyncio
from threading import get_ident


async def here():
    return get_ident()


async def before_and_after_an_await(woken):
    before = await here()
    await woken.wait()
    return before, await here()


async def main():
    woken = asyncio.Event()
    task = asyncio.create_task(
        before_and_after_an_await(woken)
    )
    await asyncio.sleep(0)
    woken.set()
    return await task


before, after = asyncio.run(main())
same = before == get_ident()
print(f"asyncio: on the caller's thread {same}".lower())
moved = before != after
print(f"asyncio: moved at an await      {moved}".lower())
assert same and not moved
# ANCHOR_END: main
