"""A program starts a function of its own in another process. Ids tell parent from child."""

# ANCHOR: main
import multiprocessing
import os


def worker(number):
    print(
        f"worker {number}: pid {os.getpid()}, parent {os.getppid()}",
        flush=True,
    )


if __name__ == "__main__":
    print(f"parent:   pid {os.getpid()}", flush=True)
    for number in (1, 2):
        child = multiprocessing.Process(
            target=worker, args=(number,)
        )
        child.start()
        child.join()
# ANCHOR_END: main
