"""A million tasks, ten answers: how many tasks were made?"""

# ANCHOR: main
from itertools import islice
from multiprocessing import Pool
from time import sleep


def square(n):
    return n * n


made = 0


def tasks():
    global made
    for n in range(1_000_000):
        made += 1
        yield n


if __name__ == "__main__":
    with Pool(2) as pool:
        answers = pool.imap(square, tasks())
        print("the first ten squares:", sum(islice(answers, 10)))
        # Nobody asks for an eleventh.
        while made < 10_000:
            sleep(0.001)
        print("ten thousand tasks were made, and it goes on")
# ANCHOR_END: main
