"""From a comprehension to `Executor.map`: the same results in the same order."""

# ANCHOR: main
from concurrent.futures import (
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)


def steps(n):
    """Halve it if even, else triple it and add one:
    how many steps to 1?"""
    count = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        count += 1
    return count


if __name__ == "__main__":
    starts = range(1, 5001)

    alone = [steps(n) for n in starts]

    with ThreadPoolExecutor(2) as pool:
        threads = list(pool.map(steps, starts))

    with ProcessPoolExecutor(2) as pool:
        processes = list(
            pool.map(steps, starts, chunksize=500)
        )

    print("1 to 8:", processes[:8])
    print("the most:", max(processes))
    assert alone == threads == processes
# ANCHOR_END: main
