"""Five children: started and waited for in one loop, then started in one loop and waited for in another."""

# ANCHOR: main
import multiprocessing
import time

WORK = 0.1


def worker():
    time.sleep(WORK)  # stands for work that needs no core


# ANCHOR: loop
def one_loop():
    for _ in range(5):
        child = multiprocessing.Process(target=worker)
        child.start()
        child.join()
# ANCHOR_END: loop


# ANCHOR: mend
def two_loops():
    children = [
        multiprocessing.Process(target=worker)
        for _ in range(5)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
# ANCHOR_END: mend


if __name__ == "__main__":
    start = time.monotonic()
    one_loop()
    in_a_row = time.monotonic() - start
    print(f"one loop:   {in_a_row:.1f} s")

    start = time.monotonic()
    two_loops()
    print(f"two loops:  {time.monotonic() - start:.1f} s")

    assert in_a_row >= 5 * WORK
# ANCHOR_END: main
