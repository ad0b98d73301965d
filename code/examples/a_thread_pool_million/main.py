"""A hundred thousand tasks, ten results: how many were made?"""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

made = 0


def numbers():
    global made
    for n in range(100_000):  # a million takes seconds
        made += 1
        yield n


with ThreadPoolExecutor(2) as pool:
    squares = pool.map(lambda n: n * n, numbers())
    print("before the first:", made, "made")
    print("the first ten squares:", sum(islice(squares, 10)))
    print("after the tenth:", made, "made")
    pool.shutdown(cancel_futures=True)
# ANCHOR_END: main
assert made == 100_000
