"""The same list of floats, added up in one, two, four and eight pieces: four different sums."""

# ANCHOR: main
import operator
from concurrent.futures import ThreadPoolExecutor
from functools import reduce


def add_up(numbers):  # `sum` does more, from 3.12 on
    return reduce(operator.add, numbers)


numbers = [1.0] * (1 << 20)
numbers[0] = 1e16

sums = [add_up(numbers)]
print(f"one by one    {sums[0]:.0f}")

for threads in [1, 2, 4]:
    size = len(numbers) // (2 * threads)
    pieces = [
        numbers[start : start + size]
        for start in range(0, len(numbers), size)
    ]
    with ThreadPoolExecutor(threads) as pool:
        sums.append(add_up(pool.map(add_up, pieces)))
    print(f"a pool of {threads}   {sums[-1]:.0f}")

assert sums == sorted(set(sums))
# ANCHOR_END: main
