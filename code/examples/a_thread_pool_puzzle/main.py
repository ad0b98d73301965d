"""Three tasks flip each letter of one word, and some of them
read a letter before the others have written it."""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def puzzle(pool, in_step):
    """Three tasks flip all letters; so many of them in step."""
    word = list("idmmn!vnsme")

    def flip(all_have):
        for i in range(len(word)):
            read = word[i]
            all_have.wait()  # read it
            word[i] = chr(ord(read) ^ 1)
            all_have.wait()  # written it

    all_have = Barrier(in_step)
    tasks = [
        pool.submit(flip, all_have) for _ in range(in_step)
    ]
    for task in tasks:
        task.result()
    for _ in range(in_step, 3):
        pool.submit(flip, Barrier(1)).result()
    return "".join(word)


with ThreadPoolExecutor(3) as pool:
    print("one by one:  ", puzzle(pool, 1))
    print("two together:", puzzle(pool, 2))
    print("all three:   ", puzzle(pool, 3))
    # ANCHOR_END: main

    assert puzzle(pool, 1) == "hello world"
    assert puzzle(pool, 2) == "idmmn!vnsme"
    assert puzzle(pool, 3) == "hello world"
