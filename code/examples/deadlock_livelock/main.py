"""Two polite threads in step: each gives up its lock for the other's sake, and takes it again. Then each throws a coin."""

# ANCHOR: main
import random
import threading
from concurrent.futures import ThreadPoolExecutor

ROUNDS = 200


def polite(me, locks, step, takes_part):
    """In how many of the rounds `me` had both locks."""
    had_both = 0
    for _ in range(ROUNDS):
        mine = takes_part() and locks[me].acquire()
        step.wait()  # who takes part holds the first lock
        other = mine and locks[1 - me].acquire(
            blocking=False
        )
        had_both += other
        step.wait()  # and has tried the second
        if mine:
            locks[me].release()
        if other:
            locks[1 - me].release()
        step.wait()  # and has let go
    return had_both


def pair(takes_part):
    locks = [threading.Lock(), threading.Lock()]
    step = threading.Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        threads = [
            pool.submit(polite, me, locks, step, takes_part)
            for me in range(2)
        ]
        return [thread.result() for thread in threads]


in_step = pair(lambda: True)
print("in step: had both locks:", in_step)
coin = pair(lambda: random.random() < 0.5)
print("a coin:  each had both:", min(coin) > 0)
# ANCHOR_END: main
assert in_step == [0, 0] and min(coin) > 0
