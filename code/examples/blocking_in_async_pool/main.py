"""Forty functions that block, on the loop's pool of threads and on one of our own."""

# ANCHOR: main
import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, get_ident


def meet(barrier):
    """Passes when all forty are in it at once."""
    barrier.wait()  # it blocks
    return get_ident()


async def main():
    # At most 32 threads, whatever the machine.
    barrier = Barrier(40, timeout=0.2)
    met = await asyncio.gather(
        *(asyncio.to_thread(meet, barrier) for _ in range(40)),
        return_exceptions=True,
    )
    errors = {type(error).__name__ for error in met}
    print("to_thread:", *errors)
    assert errors == {"BrokenBarrierError"}

    loop = asyncio.get_running_loop()
    barrier = Barrier(40)
    with ThreadPoolExecutor(40) as pool:
        met = await asyncio.gather(
            *(
                loop.run_in_executor(pool, meet, barrier)
                for _ in range(40)
            )
        )
    print(f"a pool of 40: 40 met on {len(set(met))} threads")
    assert len(set(met)) == 40 and get_ident() not in met


asyncio.run(main())
# ANCHOR_END: main
