"""Two processes add to one number in memory that they share: as a load and a store, and under its lock."""

# ANCHOR: main
import multiprocessing
import os

TIMES = 100_000


# ANCHOR: count
def count(started, in_two_steps, locked):
    started.wait()
    for _ in range(TIMES):
        number = in_two_steps.value
        # What else may happen between the two steps.
        os.sched_yield()
        in_two_steps.value = number + 1

        with locked.get_lock():
            locked.value += 1


# ANCHOR_END: count
if __name__ == "__main__":
    shared = (
        multiprocessing.Barrier(2),
        multiprocessing.Value("Q"),
        multiprocessing.Value("Q"),
    )
    child = multiprocessing.Process(target=count, args=shared)
    child.start()
    count(*shared)
    child.join()

    _, in_two_steps, locked = shared
    lost = in_two_steps.value < 2 * TIMES
    print("increments:", 2 * TIMES)
    print("in two steps, some are lost:", lost)
    print("under the lock:", locked.value)
    assert lost and locked.value == 2 * TIMES
# ANCHOR_END: main
