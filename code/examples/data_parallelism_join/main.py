"""Divide and conquer with `submit` and `result`, in a pool of a single thread: it waits for itself."""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor


def sort(numbers):
    if len(numbers) < 2:
        return numbers
    middle, *others = numbers
    low = [n for n in others if n < middle]
    high = [n for n in others if n >= middle]
    right = pool.submit(sort, high)
    try:
        left = sort(low)
        return left + [middle] + right.result(timeout=0.2)
    finally:
        right.cancel()


with ThreadPoolExecutor(1) as pool:
    try:
        print(pool.submit(sort, [3, 1, 4, 1, 5]).result())
    except TimeoutError:
        print("its only thread waits for its only thread")
# ANCHOR_END: main
