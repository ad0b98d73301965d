"""One of three parties fails before it comes. The others hear of it in place of waiting for ever."""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

barrier = Barrier(3)


def work(n):
    try:
        if n == 2:
            raise ValueError("no data")
    except ValueError:
        print("2 raises")
        barrier.abort()
        raise
    try:
        barrier.wait()
        return "all have come"
    except BrokenBarrierError as error:
        return repr(error)


with ThreadPoolExecutor() as pool:
    parties = [pool.submit(work, n) for n in (1, 2, 3)]
one, two, three = parties
assert two.exception()
print("1:", one.result())
print("3:", three.result())
# ANCHOR_END: main
