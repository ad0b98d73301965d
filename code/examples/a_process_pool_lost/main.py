"""A worker is killed in the middle of a task. The pool starts another worker, and waits for the answer for ever."""

# ANCHOR: main
import os
import signal
from multiprocessing import Pool, TimeoutError
from time import sleep


def square(n):
    if n == 3:
        # As the kernel does when memory runs out.
        os.kill(os.getpid(), signal.SIGKILL)
    return n * n


if __name__ == "__main__":
    with Pool(2) as pool:
        answers = pool.map_async(square, range(10))
        try:
            print(answers.get(timeout=1))
        except TimeoutError:
            print("no answer to any of ten tasks")
            # The pool has seen the death, and has hired.
            while [w.is_alive() for w in pool._pool] != [True] * 2:
                sleep(0.01)
            print("two workers, alive and idle")
            assert not answers.ready()
# ANCHOR_END: main
