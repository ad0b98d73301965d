"""A pool of three and nine tasks: answers as they come, answers in order, and three workers for all of them."""

# ANCHOR: main
import os
from multiprocessing import Pool
from time import sleep


def nap(task):
    n, seconds = task
    sleep(seconds)
    return n, os.getpid()


def naps(first):
    """Nine tasks, of which the first takes long."""
    return [(n, 0.001 if n else first) for n in range(9)]


if __name__ == "__main__":
    with Pool(3) as pool:
        come = pool.imap_unordered(nap, naps(1))
        come = [n for n, _ in come]
        print("as they come, the last is", come[8])
        assert come[8] == 0

        order = [n for n, _ in pool.imap(nap, naps(0.1))]
        print("in order:", order)
        assert order == list(range(9))

        answers = pool.map(nap, naps(0.001), chunksize=1)
        pids = {pid for _, pid in answers}
        hired = {worker.pid for worker in pool._pool}
        print("nine tasks,", len(hired), "workers")
        assert pids <= hired
# ANCHOR_END: main
