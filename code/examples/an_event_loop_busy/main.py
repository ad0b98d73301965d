"""A loop that asks all its generators, over and over."""

import time


# ANCHOR: main
def nap(until):
    while time.monotonic() < until:
        yield


def run(tasks):
    """Runs them all; says how often it has asked."""
    polls = 0
    while tasks:
        for task in list(tasks):
            polls += 1
            try:
                next(task)
            except StopIteration:
                tasks.remove(task)
    return polls


def two_naps():
    end = time.monotonic() + 0.02
    return run([nap(end), nap(end)])
# ANCHOR_END: main


if __name__ == "__main__":
    # On a busy machine it may not get to run for so long.
    assert any(two_naps() > 1000 for _ in range(100))
    print("two naps, polled more than 1000 times")
