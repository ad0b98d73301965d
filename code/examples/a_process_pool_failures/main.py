"""Four tasks and four ends: an answer, an exception, no end at all, and an answer that comes too late because of it."""

# ANCHOR: main
from math import sqrt
from multiprocessing import Pool, TimeoutError
from time import sleep


def root(x):
    if x == 300.0:
        while True:
            sleep(1)
    return sqrt(x)


if __name__ == "__main__":
    with Pool(1) as pool:
        numbers = [9.0, -1.0, 300.0, 16.0]
        answers = [pool.apply_async(root, [x]) for x in numbers]
        for x, answer in zip(numbers, answers):
            try:
                print(f"{x:g}: {answer.get(timeout=0.7):g}")
            except TimeoutError:
                print(f"{x:g}: not within the time")
            except ValueError as error:
                print(f"{x:g}: {error}")
        # The one worker is at 300 still.
        assert not answers[3].ready()
# ANCHOR_END: main
