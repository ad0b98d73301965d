"""Uneven work for two threads: in two fixed shares, and from a queue that both take from."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor


def work(item):
    """Item 1 is one unit of work, item 24 is 24."""
    for _ in range(item * 1000):
        pass
    return threading.get_ident(), item


# ANCHOR: main
def fixed_share(items):
    return sum(item for _, item in map(work, items))


with ThreadPoolExecutor(2) as pool:
    halves = [range(1, 13), range(13, 25)]
    shares = list(pool.map(fixed_share, halves))
    print("fixed shares:", shares, "units")

    units = Counter()
    for thread, item in pool.map(work, range(1, 25)):
        units[thread] += item
    print("from a queue:", units.total(), "in all")
# ANCHOR_END: main
