"""A cost for each pair of workers, and the number of workers from which on more of them make it slower."""

# ANCHOR: main
import math


def speedup(serial, pair, n):
    """The universal scalability law."""
    return n / (1 + serial * (n - 1) + pair * n * (n - 1))


if __name__ == "__main__":
    serial, pair = 1 / 11, 1 / 110
    for n in [1, 2, 4, 8, 10, 16, 32]:
        times = speedup(serial, pair, n)
        print(f"workers {n:2}: {times:.2f} times as fast")

    best = max(
        range(1, 101), key=lambda n: speedup(serial, pair, n)
    )
    root = math.sqrt((1 - serial) / pair)
    print(f"the best of 1 to 100: {best}")
    print(f"the square root says: {root:.1f}")
    assert best == 10
# ANCHOR_END: main
