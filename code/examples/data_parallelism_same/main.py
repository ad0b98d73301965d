"""Chunks of a fixed size, added up in their order: the same sum in a pool of any size."""

# ANCHOR: main
import math
import operator
from concurrent.futures import ThreadPoolExecutor
from functools import reduce


def add_up(numbers):
    return reduce(operator.add, numbers)


def add_up_whole(numbers):
    return sum(map(int, numbers))


numbers = [1.0] * (1 << 20)
numbers[0] = 1e16

chunks = [
    numbers[start : start + 1024]
    for start in range(0, len(numbers), 1024)
]
for threads in [1, 2, 4]:
    with ThreadPoolExecutor(threads) as pool:
        floats = add_up(pool.map(add_up, chunks))
        whole = sum(pool.map(add_up_whole, chunks))
    print(f"a pool of {threads}   {floats:.0f} {whole}")
    assert floats == 10_000_000_001_047_552.0
    assert whole == 10_000_000_001_048_575

print("math.fsum    ", f"{math.fsum(numbers):.0f}")
# ANCHOR_END: main
