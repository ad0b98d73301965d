"""From a task to other processes and back: in CPython threads do not compute at once."""

# ANCHOR: main
import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


def squares(n):
    return sum(n * n for n in range(1, n + 1))


def divide(a, b):
    return a // b


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:

        def compute(work, *args):
            """Computes in a child. Two threads serve all calls."""
            return loop.run_in_executor(pool, work, *args)

        sums = await asyncio.gather(
            compute(squares, 3),
            compute(squares, 1000),
        )
        print(sums)
        assert sums == [14, 333_833_500]

        place = await compute(os.getpid)
        print("in a child:", place != os.getpid())

        try:
            await compute(divide, 0, 0)
        except ZeroDivisionError:
            print("an exception comes back: True")


if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
